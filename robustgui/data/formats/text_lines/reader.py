"""Plain text files: one labelled text a line in the usual forms, or prose without labels.

Forms: label and text between tabs, commas or a blank; fastText's `__label__x text`; `id TAB score TAB text` as in Hutto
and Gilbert 2014, "VADER: a parsimonious rule-based model for sentiment analysis of social media text"; and
`COARSE:fine text` as in Li and Roth 2002, "Learning question classifiers" (TREC).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import ClassVar, Literal

from ....base.errors import DataError
from ....base.settings import setting
from ...sequence_set import Kind, SequenceSet
from ..base import READERS, Reader
from ..files.encodings import Encoding
from ..files.lines import TextFile, head_lines
from ..tables.settings import encoding_setting
from ..texts.collector import Scores, TextCollector
from ..texts.columns import is_wordy, looks_like_scores
from .forms import Form, cells_of, coarse_label, form_of, has_two_levels, is_prose, label_and_text

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
        choices={
            "auto": "detected automatically",
            "tab": "tab",
            "comma": "comma",
            "semicolon": "semicolon",
            "blank": "blank",
        },
        help="Character that separates label and text.",
    )
    level: Literal["fine", "coarse"] = setting(
        "fine",
        title="Level of the labels",
        when=("form", ("auto", "label_first", "label_last")),
        choices={"fine": "both levels: DESC:manner", "coarse": "the coarse level: DESC"},
        help="Which level of two-level labels, separated by a colon, is used as the class.",
    )
    scores: Literal["auto", "classes", "numbers"] = setting(
        "auto",
        title="Scores",
        when=("form", ("auto", "scores")),
        choices={
            "auto": "detected automatically",
            "classes": "positive and negative",
            "numbers": "numbers as they are",
        },
        help="Read scores as two classes by their sign; otherwise they are regression targets.",
    )
    threshold: float = setting(
        0.5,
        ge=0,
        title="Threshold",
        when=("form", ("auto", "scores")),
        help="Scores of at least this value are positive, scores of at most its negative are negative; scores in "
        "between are excluded.",
    )
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
        collector = TextCollector(path, limit)
        if reader.form == "prose":
            text = "".join(islice(file.raw_lines(), limit)).strip("\n")
            if self.form == "auto" and not is_wordy(text):
                raise DataError(
                    "{file} contains neither labelled lines nor running text. Choose another file, or another format.",
                    file=path.name,
                )  # fmt: skip
            collector.add(text, None, 1)
            return collector.finish(notes=file.notes)
        scores = Scores(path, reader.threshold) if reader.form == "scores" and reader.scores == "classes" else None
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
            label: str | None = coarse_label(parts[0]) if reader.level == "coarse" else parts[0]
            if scores is not None:
                label = scores.label(parts[0], line, str(len(cells_of(content, "tab")) - 1))
            if label is not None:
                collector.add(parts[1], label, line)
        notes = (*file.notes, *((scores.note,) if scores else ()))
        return collector.finish(notes=notes, targets=reader.form == "scores" and scores is None)

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
            scores = "classes" if looks_like_scores(_scores(lines), self.threshold) else "numbers"
        return self.changed(form=form, separator=separator, scores=scores, encoding=file.known_encoding)


def _scores(lines: Sequence[str]) -> list[str]:
    parts = (label_and_text(line, "scores", "tab") for line in lines)
    return [part[0] for part in parts if part]
