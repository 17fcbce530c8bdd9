"""Detects the encoding of a text: byte order marks, valid sequences, and frequencies of the decoded characters."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ...raw_text import code_points
from .east_asian import EAST_ASIAN, Guess, Tally, choose_best

Encoding = Literal[
    "auto", "utf-8", "utf-16-le", "utf-16-be", "cp1252", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1250",
    "cp1251", "koi8_r", "iso8859_5", "cp866", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859_2",
    "cp874",
]  # fmt: skip
ENCODINGS: dict[str, str] = {
    "auto": "detected automatically",
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "cp1252": "Windows-1252 (Western)",
    "gb18030": "GB18030, GBK (Chinese)",
    "big5": "Big5 (traditional Chinese)",
    "shift_jis": "Shift JIS (Japanese)",
    "euc_jp": "EUC-JP (Japanese)",
    "euc_kr": "EUC-KR (Korean)",
    "cp1250": "Windows-1250 (Central European)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "koi8_r": "KOI8-R (Cyrillic)",
    "iso8859_5": "ISO 8859-5 (Cyrillic)",
    "cp866": "DOS 866 (Cyrillic)",
    "cp1253": "Windows-1253 (Greek)",
    "cp1254": "Windows-1254 (Turkish)",
    "cp1255": "Windows-1255 (Hebrew)",
    "cp1256": "Windows-1256 (Arabic)",
    "cp1257": "Windows-1257 (Baltic)",
    "iso8859_2": "ISO 8859-2 (Central European)",
    "cp874": "Windows-874 (Thai)",
}
CODECS = {"shift_jis": "cp932", "euc_kr": "cp949", "big5": "cp950"}  # what Windows calls by these names holds more
CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f"))
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UTF32 = codecs.BOM_UTF32_LE
_CLEARLY = 0.6  # share of common characters that makes text Chinese although it could be Western
_PERHAPS = 0.3  # ... if it cannot be Western
_SAMPLE = 1 << 16  # bytes that tell which encoding of single bytes it is
_PLAUSIBLE = 0.97  # share of characters of living scripts that makes bytes UTF-16 without a mark


def encoding_of_mark(head: bytes) -> str:
    """The encoding of the byte order mark at the beginning; empty if there is none."""
    if head.startswith(_UTF32):
        return ""
    return next((name for mark, name in _MARKS if head.startswith(mark)), "")


def is_binary(head: bytes) -> bool:
    """Whether there are bytes that no text of single bytes holds; UTF-16 is full of them."""
    return head.translate(None, CONTROL) != head


def guess_utf16(head: bytes) -> str:
    """The byte order of UTF-16 text without a mark, or nothing if the bytes are no such text.

    It must hold a blank or a line end, no control character, and hardly anything but letters and marks in use today.
    """
    candidates: dict[str, tuple[float, int]] = {}
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = codecs.getincrementaldecoder(name)().decode(head[: len(head) // 2 * 2])
        except UnicodeDecodeError:
            continue
        if not text:
            continue
        codes = code_points(text)
        blanks = int(np.isin(codes, (9, 10, 13, 32)).sum())
        control = (codes < 32) & ~np.isin(codes, (9, 10, 12, 13))
        share = float(_common_characters()[np.minimum(codes, 0xFFFF)].mean())
        if blanks and not control.any() and share >= _PLAUSIBLE:
            candidates[name] = share, blanks
    return max(candidates, key=lambda name: candidates[name], default="")


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


def guess_encoding(chunks: Iterable[bytes], *, final: bool = True) -> Guess:
    """The encoding of text that is not UTF-8: one of East Asia where its characters are common ones there, else one of
    single bytes.

    Western text has single letters with accents among plain ones; in East Asian encodings they would mostly be invalid,
    or make rare characters of the letter behind them.
    """
    tallies = {name: Tally(name) for name in EAST_ASIAN}
    western = codecs.getincrementaldecoder("cp1252")()
    begin = b""
    is_western = True
    for chunk, last in _flag_last(chunks, final):
        begin += chunk[: _SAMPLE - len(begin)]
        for tally in tallies.values():
            tally.add(chunk, last)
        try:
            western.decode(chunk, last)
        except UnicodeDecodeError:
            is_western = False
    guess = choose_best(tallies.values(), needed=_CLEARLY if is_western else _PERHAPS)
    return guess if guess.name else guess_single_byte_encoding(begin, western=is_western)


@lru_cache(maxsize=8)
def guess_encoding_of_head(head: bytes) -> str:
    """The most likely encoding of a file that begins with `head`; empty if it is not text."""
    if name := encoding_of_mark(head):
        return name
    if is_binary(head):
        return guess_utf16(head)
    return "utf-8" if is_utf8([head], final=False) else guess_encoding([head], final=False).name


def _flag_last(chunks: Iterable[bytes], final: bool) -> Iterator[tuple[bytes, bool]]:
    for chunk in chunks:
        yield chunk, False
    yield b"", final


@cache
def _common_characters() -> NDArray[np.bool_]:
    """Which characters of the basic plane are of scripts and marks in everyday use, (65536,)."""
    is_common = np.zeros(1 << 16, bool)
    for first, last in (
        (0x09, 0x0D), (0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x5FF), (0x600, 0x6FF), (0x900, 0x97F), (0xE01, 0xE5B),
        (0x1E00, 0x1EFF), (0x2010, 0x2044), (0x20A0, 0x20BF), (0x2190, 0x2193), (0x3000, 0x30FF), (0x4E00, 0x9FA5),
        (0xAC00, 0xD7A3), (0xFE0F, 0xFE0F), (0xFEFF, 0xFEFF), (0xFF01, 0xFF9F),
    ):  # fmt: skip
        is_common[first : last + 1] = True
    is_common[0xFFFF] = True  # represents characters beyond the plane: surrogate pairs are hardly ever accidental
    return is_common


WESTERN = "cp1252"
_LATIN = (WESTERN, "cp1250", "cp1254", "cp1257", "iso8859_2")
_OTHERS = ("cp1251", "koi8_r", "iso8859_5", "cp866", "cp1253", "cp1255", "cp1256", "cp874")
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_FOREIGN = 0.7  # share of bytes beyond ASCII in the words that have any: another alphabet than the Latin one
_COHERENT = 0.2  # coherence from which text is decoded in another Latin encoding than the Western one
_NEAR = 0.15  # of coherence
_FEW = 5  # words that tell nothing


def guess_single_byte_encoding(begin: bytes, *, western: bool) -> Guess:
    """The encoding of a text with the first 64 KiB `begin`; empty if nothing decodes it. `western`: whether all of it
    is valid Windows-1252."""
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
