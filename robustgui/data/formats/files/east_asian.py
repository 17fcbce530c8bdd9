"""Detects East Asian encodings: valid sequences, with many of the most frequent characters."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...raw_text import code_points

EAST_ASIAN = ("gb18030", "shift_jis", "big5", "euc_kr", "euc_jp")
_FREQUENT = {
    "gb18030": "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
    "日很非常个这。，！？：；",
    "big5": "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡"
    "用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實"
    "日很非常。，！？：；",
    "euc_kr": "이다는에을를가의은고하지로한도기사인대서어해나자리시아정부그일들과라수전구주제보장상원게만여있었것된"
    "성면동적으조국경연년중방마니안오비공회위신관선모소문개당습요네좋보무너잘내때못없",
    "japanese": "、。「」・ーてにをはがのたいるんなしとでもまだれらこそすさっくりきかあうえおけせちつぬねへほみむめや"
    "ゆよろわばびぶべぼどじずぜぞげごぎぐざっゃゅょァアィイウエオカキクケコサシスセソタチッツテトナニネノ"
    "ハヒフヘホマミムメモャュョラリルレロワン",
}  # the most frequent first
_ENOUGH = 0.12  # share of frequent characters that a text of such a language has
_CLEAR = 2.0  # times more frequent characters than under another encoding


class Guess(NamedTuple):
    """An encoding, empty if it is none that is known, and others that the text may be in as well."""

    name: str
    others: tuple[str, ...] = ()


class Tally:
    """Counts the characters that bytes make in one encoding."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.valid = True  # whether they make any
        self.foreign = 0  # characters beyond ASCII
        self.usual = 0  # those of them that belong to the everyday part of the character set
        self.frequent = 0  # those that are among the most frequent of the language
        self._decoder = codecs.getincrementaldecoder(name)()

    def add(self, chunk: bytes, last: bool) -> None:
        """Count some more bytes."""
        if not self.valid:
            return
        try:
            codes = code_points(self._decoder.decode(chunk, last))
        except UnicodeDecodeError:
            self.valid = False
            return
        codes = np.minimum(codes[codes > 127], 0xFFFF)
        self.foreign += len(codes)
        self.usual += int(_usual(self.name)[codes].sum())
        self.frequent += int(_frequent(self.name)[codes].sum())

    @property
    def share(self) -> float:
        """Frequent characters among those beyond ASCII."""
        return self.frequent / max(self.foreign, 1)


def choose_best(tallies: Iterable[Tally], needed: float) -> Guess:
    """The encoding with the most frequent characters; those that come near it are the others. Of the characters beyond
    ASCII in the whole text a share of `needed` must be usual."""
    able = [tally for tally in tallies if tally.valid and tally.foreign and tally.usual >= needed * tally.foreign]
    sure = sorted((t for t in able if t.share >= _ENOUGH and t.frequent > 1), key=lambda t: -t.share)
    if sure:
        near = tuple(t.name for t in sure[1:] if t.share * _CLEAR > sure[0].share)
        return Guess(sure[0].name, near)
    chinese = next((tally for tally in able if tally.name == "gb18030"), None)  # two words have no frequent characters
    return Guess(chinese.name if chinese else "")


def _flag_characters(text: str) -> NDArray[np.bool_]:
    flags = np.zeros(1 << 16, bool)
    flags[code_points(text)] = True
    return flags


@cache
def _frequent(name: str) -> NDArray[np.bool_]:
    """Which characters of the basic plane are the most frequent ones of a language, (65536,)."""
    return _flag_characters(_FREQUENT.get(name, _FREQUENT["japanese"]))


@cache
def _usual(name: str) -> NDArray[np.bool_]:
    """Which characters of the basic plane are in the punctuation or the first level of a character set, (65536,)."""
    if name == "big5":
        cells = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
        return _flag_characters(
            b"".join(bytes((r, c)) for r in range(0xA1, 0xC7) for c in cells).decode("big5", "ignore")
        )
    charset, last = {"gb18030": ("gb2312", 0xD8), "euc_kr": ("euc_kr", 0xC9)}.get(name, ("euc_jp", 0xD0))
    rows = (*range(0xA1, 0xA6 if charset == "euc_jp" else 0xA4), *range(0xB0, last))
    return _flag_characters(b"".join(bytes((r, c)) for r in rows for c in range(0xA1, 0xFF)).decode(charset, "ignore"))
