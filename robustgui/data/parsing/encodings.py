"""Which encoding a text is in: marks, valid sequences, and how common the characters are that come out."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Encoding = Literal[
    "auto", "utf-8", "utf-16-le", "utf-16-be", "cp1252", "gb18030", "big5", "shift_jis", "euc_kr", "cp1250", "cp1251"
]
ENCODINGS: dict[str, str] = {
    "auto": "found out",
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "cp1252": "Windows-1252 (Western)",
    "gb18030": "GB18030, GBK (Chinese)",
    "big5": "Big5 (traditional Chinese)",
    "shift_jis": "Shift JIS (Japanese)",
    "euc_kr": "EUC-KR (Korean)",
    "cp1250": "Windows-1250 (Central European)",
    "cp1251": "Windows-1251 (Cyrillic)",
}
CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f"))
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UTF32 = codecs.BOM_UTF32_LE
_CLEARLY = 0.6  # share of common characters that makes text Chinese although it could be Western
_PERHAPS = 0.3  # ... if it cannot be Western
_PLAUSIBLE = 0.97  # share of characters of living scripts that makes bytes UTF-16 without a mark


def marked(head: bytes) -> str:
    """The encoding whose byte order mark stands at the beginning; empty if there is none."""
    if head.startswith(_UTF32):
        return ""
    return next((name for mark, name in _MARKS if head.startswith(mark)), "")


def is_binary(head: bytes) -> bool:
    """Whether there are bytes that no text of single bytes holds; UTF-16 is full of them."""
    return head.translate(None, CONTROL) != head


def utf16_without_mark(head: bytes) -> str:
    """The byte order of UTF-16 text without a mark, or nothing if the bytes are no such text.

    It must hold a blank or a line end, no control character, and hardly anything but letters and marks in use today.
    """
    found: dict[str, tuple[float, int]] = {}
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = codecs.getincrementaldecoder(name)().decode(head[: len(head) // 2 * 2])
        except UnicodeDecodeError:
            continue
        codes = _codes(text)
        blanks = int(np.isin(codes, (9, 10, 13, 32)).sum())
        control = (codes < 32) & ~np.isin(codes, (9, 10, 12, 13))
        share = float(_living()[np.minimum(codes, 0xFFFF)].mean()) if len(codes) else 0.0
        if blanks and not control.any() and share >= _PLAUSIBLE:
            found[name] = share, blanks
    return max(found, key=lambda name: found[name], default="")


def is_utf8(chunks: Iterable[bytes], *, final: bool = True) -> bool:
    """Whether all of it is UTF-8; without `final` the end may be cut off."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in chunks:
            decoder.decode(chunk)
        decoder.decode(b"", final)
    except UnicodeDecodeError:
        return False
    return True


def of_bytes(chunks: Iterable[bytes], *, final: bool = True) -> str:
    """ "gb18030" or "cp1252" for text that is not UTF-8, or nothing if it is neither.

    Western text has single letters with accents among plain ones; as GB18030 they would mostly be invalid, or make rare
    characters of the letter behind them. Chinese text comes in pairs of bytes, most of them among the 3755 common
    characters of GB 2312 level 1 and its punctuation.
    """
    possible = {name: codecs.getincrementaldecoder(name)() for name in ("gb18030", "cp1252")}
    common = others = 0
    for chunk, last in _with_last(chunks, final):
        for name in list(possible):
            try:
                text = possible[name].decode(chunk, last)
            except UnicodeDecodeError:
                del possible[name]
                continue
            if name == "gb18030":
                codes = _codes(text)
                foreign = codes[codes > 127]
                known = int(_common()[np.minimum(foreign, 0xFFFF)].sum())
                common += known
                others += len(foreign) - known
    needed = _CLEARLY if "cp1252" in possible else _PERHAPS
    if "gb18030" in possible and common >= needed * (common + others):
        return "gb18030"
    return "cp1252" if "cp1252" in possible else ""


def of_head(head: bytes) -> str:
    """The most likely encoding of a file that begins with `head`; empty if it is not text."""
    if name := marked(head):
        return name
    if is_binary(head):
        return utf16_without_mark(head)
    return "utf-8" if is_utf8([head], final=False) else of_bytes([head], final=False)


def _with_last(chunks: Iterable[bytes], final: bool) -> Iterator[tuple[bytes, bool]]:
    for chunk in chunks:
        yield chunk, False
    yield b"", final


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint32)


@cache
def _common() -> NDArray[np.bool_]:
    """Which characters of the basic plane are in GB 2312's punctuation or first level of hanzi, (65536,)."""
    rows = [*range(0xA1, 0xA4), *range(0xB0, 0xD8)]
    pairs = b"".join(bytes((row, cell)) for row in rows for cell in range(0xA1, 0xFF))
    found = np.zeros(1 << 16, bool)
    found[_codes(pairs.decode("gb2312", "ignore"))] = True
    return found


@cache
def _living() -> NDArray[np.bool_]:
    """Which characters of the basic plane are of scripts and marks in everyday use, (65536,)."""
    found = np.zeros(1 << 16, bool)
    for first, last in (
        (0x09, 0x0D), (0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x5FF), (0x600, 0x6FF), (0x900, 0x97F), (0xE01, 0xE5B),
        (0x1E00, 0x1EFF), (0x2010, 0x2044), (0x20A0, 0x20BF), (0x2190, 0x2193), (0x3000, 0x30FF), (0x4E00, 0x9FA5),
        (0xAC00, 0xD7A3), (0xFE0F, 0xFE0F), (0xFEFF, 0xFEFF), (0xFF01, 0xFF9F),
    ):  # fmt: skip
        found[first : last + 1] = True
    found[0xFFFF] = True  # stands for what lies beyond the plane: pairs of surrogates are hardly ever there by chance
    return found
