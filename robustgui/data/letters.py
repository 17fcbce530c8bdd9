"""Letters for regular expressions: what Python's \\w does not tell about scripts."""

from __future__ import annotations

import unicodedata
from functools import cache

# Scripts written without blanks between words: Thai, Lao, Myanmar, Khmer, kana, hanzi with their extensions.
UNSPACED = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e80-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u1000-\u102a\u1780-\u17b3"
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"
)


@cache
def combining() -> str:
    """Accents and vowel signs that belong to the letter before them, for a class of characters; \\w leaves them out."""
    marks = "".join(chr(c) for c in range(0x300, 0x2000) if unicodedata.category(chr(c)) in ("Mn", "Mc", "Me"))
    return marks + "\u20d0-\u20f0\u3099\u309a"
