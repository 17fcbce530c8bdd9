"""Which texts of the program a shown text was made from: to find those that a switch of the language left behind."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[2] / "resources" / "translations" / "robustgui_zh.ts"
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LETTERS = re.compile(r"[A-Za-z]{3,}")
_PLACES = re.compile(r"\{[^{}]*\}")
_PIECES = re.compile(r"\s·\s|\s–\s|[\n：()（）“”。，；]|, |: |\. ")  # titles are put together with these


@cache
def sources() -> tuple[frozenset[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    """English texts that are Chinese in Chinese: those without facts, and patterns of those with, behind their longest
    piece."""
    plain, filled = set(), []
    for message in ET.parse(FILE).getroot().iter("message"):
        source, translation = message.findtext("source") or "", message.findtext("translation") or ""
        if not _CHINESE.search(translation) or not _LETTERS.search(_PLACES.sub("", source)):
            continue
        if not _PLACES.search(source):
            plain.add(source)
            continue
        pieces = _PLACES.split(source)
        if sum(len(word) for piece in pieces for word in _LETTERS.findall(piece)) >= 6:
            filled.append((max(pieces, key=len), re.compile("(.+)".join(map(re.escape, pieces)), re.DOTALL)))
    return frozenset(plain), tuple(filled)


def left_in_english(text: str) -> str:
    """The text of the program in `text` that has a Chinese one and is not in it; empty: none."""
    plain, filled = sources()
    for piece in (text, *(part.strip() for part in _PIECES.split(text))):
        if piece in plain:
            return piece
    for longest, pattern in filled:
        if longest in text and pattern.fullmatch(text):
            return pattern.pattern
    return ""


def left_in_chinese(text: str) -> bool:
    """Whether there is Chinese in `text`."""
    return bool(_CHINESE.search(text))
