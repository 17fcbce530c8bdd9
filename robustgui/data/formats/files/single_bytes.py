"""Which encoding of single bytes a text is in: the alphabet by how words look, the rest by charset-normalizer."""

from __future__ import annotations

import re

from .east_asian import Guess

WESTERN = "cp1252"
_LATIN = (WESTERN, "cp1250", "cp1254", "cp1257", "iso8859_2")
_OTHERS = ("cp1251", "koi8_r", "iso8859_5", "cp866", "cp1253", "cp1255", "cp1256", "cp874")
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_FOREIGN = 0.7  # share of bytes beyond ASCII in the words that have any: another alphabet than the Latin one
_COHERENT = 0.2  # how much a text must look like a language to be taken for another Latin encoding than the Western one
_NEAR = 0.15  # of coherence
_FEW = 5  # words that tell nothing


def guess_single_byte_encoding(begin: bytes, *, western: bool) -> Guess:
    """The encoding of a text that begins with `begin`; empty if nothing decodes it.

    Args:
        begin: its first 64 KiB.
        western: whether all of it is valid Windows-1252.
    """
    from charset_normalizer import from_bytes

    words = [word for word in dict.fromkeys(_WORD.findall(begin)) if not word.isascii()]
    text = b" ".join(words)
    letters = len(text) - text.count(b" ")
    foreign = sum(byte > 127 for byte in text) >= _FOREIGN * letters > 0
    candidates = _OTHERS if foreign else _LATIN
    matches = [match for match in from_bytes(text, cp_isolation=list(candidates)) if match.encoding in candidates]
    if not matches or (western and not foreign and matches[0].coherence < _COHERENT):
        return Guess(WESTERN, candidates[1:3] if foreign or len(words) < _FEW else ()) if western else Guess("")
    best = matches[0]
    near = [m.encoding for m in matches[1:] if str(m) != str(best) and m.coherence >= best.coherence - _NEAR]
    if western and WESTERN in (best.encoding, *best.could_be_from_charset, *near):
        return Guess(WESTERN, tuple(name for name in (best.encoding, *near) if name != WESTERN))
    return Guess(best.encoding, tuple(near))
