"""Plain text files: one labelled text a line in the usual forms, or prose without labels.

Forms: label and text between tabs, commas or a blank; fastText's `__label__x text`; `id TAB score TAB text` as in Hutto
and Gilbert 2014, "VADER: a parsimonious rule-based model for sentiment analysis of social media text"; and
`COARSE:fine text` as in Li and Roth 2002, "Learning question classifiers" (TREC).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import ClassVar, Literal

from ...base.errors import DataError
from ...base.settings import setting
from ..sequence_set import Kind, SequenceSet
from .base import AUTO_CHOICE, READERS, Reader
from .files.encodings import Encoding
from .files.lines import TextFile, head_lines
from .sequences.numbers import is_missing, is_number
from .tables.settings import ScoresAs, encoding_setting, scores_setting, threshold_setting
from .texts.collector import TextCollector
from .texts.columns import is_wordy, looks_like_scores

Form = Literal["label_first", "label_last", "fasttext", "scores", "prose"]
Separator = Literal["auto", "tab", "comma", "semicolon", "blank"]
_MARKS: dict[str, str] = {"tab": "\t", "comma": ",", "semicolon": ";", "blank": " "}
_FASTTEXT = "__label__"
_LONGEST_LABEL = 40
_ENOUGH = 0.9  # share of the lines that must have a form
_LETTERS = 0.6  # share of letters and blanks in prose
_NUMBERS = 0.2  # share of its words that may be numbers
_COARSE_FINE = re.compile(r"[A-Za-z]\w*:[A-Za-z]\w*")  # as in Li and Roth 2002: DESC:manner
_NUMBER = re.compile(r"-*[0-9]+")
_CAPITALS = re.compile(r"[A-Z]{2,12}")
_BETWEEN = re.compile(r"[\s,;|]+")
_LABELS: tuple[tuple[Form, Separator], ...] = (
    ("label_first", "tab"), ("label_last", "tab"), ("label_first", "comma"), ("label_last", "comma"),
    ("label_first", "semicolon"), ("label_last", "semicolon"), ("label_first", "blank"),
)  # fmt: skip


def label_and_text(line: str, form: str, separator: str) -> tuple[str, str] | None:
    """The label and the text of a line, or None if it is not of that form."""
    if form == "fasttext":
        label, _, text = line.partition(" ") if " " in line else line.partition("\t")
        label = label.removeprefix(_FASTTEXT)
        return (label, text.strip()) if line.startswith(_FASTTEXT) and label else None
    if form == "scores":
        cells = line.split("\t", 2)
        if len(cells) < 2:
            return None
        return (cells[-2].strip(), cells[-1].strip())
    mark = _MARKS.get(separator, "\t")
    first, separator_found, last = line.partition(mark) if form == "label_first" else line.rpartition(mark)
    label, text = (first, last) if form == "label_first" else (last, first)
    label = label.strip().strip('"')
    return (label, text.strip()) if separator_found and label else None


def coarse_label(label: str) -> str:
    """The coarse part of a label in two levels: DESC of DESC:manner."""
    return label.partition(":")[0]


def has_two_levels(labels: Iterable[str]) -> bool:
    """Whether all labels are in two levels, and the coarse ones are fewer and at least two."""
    kinds = set(labels)
    coarse = {coarse_label(label) for label in kinds}
    return 1 < len(coarse) < len(kinds) and all(map(_COARSE_FINE.fullmatch, kinds))


def form_of(lines: Sequence[str], only: str = "") -> tuple[Form, Separator]:
    """The form of most of the first lines, and the separator of label and text; running text if it is none of the
    others. `only`: the form, if it is known and its separator is needed; a tab if none fits."""
    if only:
        fitting = [separator for form, separator in _LABELS if form == only and _fits(lines, form, separator)]
        return only, fitting[0] if fitting else "tab"  # type: ignore[return-value]
    if _share(lines, lambda line: line.startswith(_FASTTEXT)) >= _ENOUGH:
        return "fasttext", "blank"
    if _share(lines, _is_scored) >= _ENOUGH:
        return "scores", "tab"
    for form, separator in _LABELS:
        if _fits(lines, form, separator):
            return form, separator
    return "prose", "auto"


def is_prose(lines: Sequence[str]) -> bool:
    """Whether there are words, letters and blanks are most of it, and few of the words are numbers."""
    text = " ".join(lines)
    words = _BETWEEN.split(text)
    letters = sum(c.isalpha() or c == " " for c in text)
    return is_wordy(text) and letters >= _LETTERS * len(text) and sum(map(is_number, words)) <= _NUMBERS * len(words)


def _fits(lines: Sequence[str], form: Form, separator: Separator) -> bool:
    """Whether lines have a short label of few kinds beside a text; numbers behind a blank are doubted the least."""
    parts = [part for line in lines if (part := label_and_text(line, form, separator))]
    if len(parts) < max(_ENOUGH * len(lines), 2):
        return False
    labels = [label for label, _ in parts]
    kinds = set(labels)
    short = all(len(label) <= _LONGEST_LABEL and not is_missing(label) for label in kinds)
    if separator == "blank":
        patterns = (_NUMBER, _COARSE_FINE, _CAPITALS)
        short = short and any(all(map(pattern.fullmatch, kinds)) for pattern in patterns)
    elif separator != "tab":
        short = short and not any(" " in label for label in kinds)
    wordy = _share([text for _, text in parts], is_wordy)
    return short and 2 <= len(kinds) <= max(len(parts) / 2, 2) and wordy >= 0.5


def _is_scored(line: str) -> bool:
    """[number,] number with decimals, text."""
    cells = line.split("\t", 2)
    score = cells[-2].strip() if len(cells) > 1 else ""
    return is_number(score) and "." in score and not is_number(cells[-1])


def _share(lines: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, lines)) / max(len(lines), 1)


_LOOK = 2000  # lines that are looked at to find out what is what
_PROSE = (".txt", ".text", ".md", "")


@READERS.register("text_lines")
class TextLines(Reader):
    """One labelled text per line, or running text."""

    title: ClassVar[str] = "Text, line by line"
    suffixes: ClassVar[tuple[str, ...]] = (".txt", ".text")
    kind: ClassVar[Kind] = "text"

    form: Literal["auto", "label_first", "label_last", "fasttext", "scores", "prose"] = setting(
        "auto",
        title="Form of a line",
        choices={
            "auto": "detected automatically",
            "label_first": "label, then text",
            "label_last": "text, then label",
            "fasttext": "__label__x text",
            "scores": "number, score, text",
            "prose": "running text without labels",
        },
        help="Position of the label; running text has none and is one long sequence.",
    )
    separator: Literal["auto", "tab", "comma", "semicolon", "blank"] = setting(
        "auto",
        title="Separator",
        when=("form", ("label_first", "label_last")),
        choices=AUTO_CHOICE | {"tab": "tab", "comma": "comma", "semicolon": "semicolon", "blank": "blank"},
        help="Character that separates label and text.",
    )
    level: Literal["fine", "coarse"] = setting(
        "fine",
        title="Level of the labels",
        when=("form", ("auto", "label_first", "label_last")),
        choices={"fine": "both levels: DESC:manner", "coarse": "the coarse level: DESC"},
        help="Which level of two-level labels, separated by a colon, is used as the class.",
    )
    scores: ScoresAs = scores_setting(when=("form", ("auto", "scores")))
    threshold: float = threshold_setting(when=("form", ("auto", "scores")))
    encoding: Encoding = encoding_setting()

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """Labels beside what people say; running text only where the name does not speak against it."""
        lines = head_lines(head)
        if not lines or lines[0][0] in "@{[":
            return 0.0
        named = path.suffix.lower() in cls.suffixes
        form, separator = form_of(lines)
        if form == "fasttext":
            return 0.97
        if form == "prose":
            return 0.3 if path.suffix.lower() in _PROSE and is_prose(lines) else 0.0
        in_levels = has_two_levels(
            label for label, _ in filter(None, (label_and_text(x, form, separator) for x in lines))
        )
        return 0.95 if named or in_levels else 0.63

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Two classes with a tab behind the label."""
        path = folder / "sample.txt"
        lines = ("good\ta film to see again", "bad\tdull", "good\twhat a lovely evening", "bad\tnever ever again, no")
        path.write_bytes("".join(line + "\n" for line in lines).encode())
        return path

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """See `Reader.read`; of running text about `limit` lines."""
        file = TextFile(path, self.encoding)
        reader = self._find_settings(path, file)
        scored = reader.form == "scores" and reader.scores == "classes"
        collector = TextCollector(path, limit, reader.threshold if scored else None)
        if reader.form == "prose":
            text = "".join(islice(file.raw_lines(), limit)).strip("\n")
            if self.form == "auto" and not is_wordy(text):
                raise DataError(
                    "{file} contains neither labelled lines nor running text. Choose another file, or another format.",
                    file=path.name,
                )  # fmt: skip
            collector.add(text, None, 1)
            return collector.finish(notes=file.notes)
        for line, content in file.lines():
            if collector.full:
                break
            parts = label_and_text(content, reader.form, reader.separator)
            if parts is None:
                raise DataError(
                    "{file}, line {line}, column {column}: label and text cannot be separated in '{text}'. Correct "
                    "the line, or choose another form in the settings of the format.",
                    file=path.name, line=line, column=1, text=content[:40],
                )  # fmt: skip
            label = coarse_label(parts[0]) if reader.level == "coarse" and reader.form != "scores" else parts[0]
            collector.add(parts[1], label, line)
        return collector.finish(notes=file.notes, targets=reader.form == "scores" and not scored)

    def guess(self, path: Path) -> TextLines:
        """See `Reader.guess`."""
        return self._find_settings(path, TextFile(path, self.encoding))

    def _find_settings(self, path: Path, file: TextFile) -> TextLines:
        lines = [line for _, line in islice(file.lines(), _LOOK)]
        form: Form
        form, separator = form_of(lines) if self.form == "auto" else (self.form, self.separator)
        if form in ("label_first", "label_last") and separator == "auto":
            separator = form_of(lines, only=form)[1]
        scores = self.scores
        if form == "scores" and scores == "auto":
            parts = filter(None, (label_and_text(line, form, "tab") for line in lines))
            scores = "classes" if looks_like_scores([label for label, _ in parts], self.threshold) else "numbers"
        return self.copy_with(form=form, separator=separator, scores=scores, encoding=file.known_encoding)
