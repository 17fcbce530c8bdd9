"""The header of a .ts file: what its directives declare about the sequences below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ....base.errors import DataError
from ..sequences.archive_lines import missing_data_line
from ..sequences.labels import class_name, fold

COMMENTS = ("#", "%")
# Directives, and the fields of `TsHeader` that they set.
_TRUTHS = {
    "timestamps": "timestamps", "missing": "missing", "univariate": "univariate", "equallength": "equal_length",
    "classlabel": "labelled", "targetlabel": "labelled",
}  # fmt: skip
_COUNTS = {"dimensions": "dimensions", "dimension": "dimensions", "serieslength": "length"}
DIRECTIVES = frozenset(["problemname", *_TRUTHS, *_COUNTS])


@dataclass
class TsHeader:
    """None where the header does not say; `words` of the class names, a name of several words in as many of them."""

    name: str = ""
    timestamps: bool | None = None
    missing: bool | None = None
    univariate: bool | None = None
    dimensions: int | None = None
    equal_length: bool | None = None
    length: int | None = None
    words: tuple[str, ...] = field(default=())
    labelled: bool | None = None
    targets: bool = False

    def match_classes(self, labels: Iterable[str]) -> tuple[str, ...]:
        """The declared classes in their order. Words that together form one of `labels` are one class."""
        labels_by_fold = {fold(label): label for label in labels}
        longest = max((len(label.split()) for label in labels_by_fold.values()), default=0)
        names: list[str] = []
        at = 0
        while at < len(self.words):
            spans = range(at + 1, min(at + longest, len(self.words)) + 1)
            fitting = [end for end in spans if fold(" ".join(self.words[at:end])) in labels_by_fold]
            end = max(fitting, default=at + 1)
            names.append(class_name(" ".join(self.words[at:end])))
            at = end
        return tuple(dict.fromkeys(names))


def read_header(path: Path, lines: Iterator[tuple[int, str]]) -> TsHeader:
    """Take the directives from `lines`, up to and with @data. Raises `DataError` if a directive makes no sense, a line
    comes too early, or there is no @data."""
    header = TsHeader()
    for line, content in lines:
        if content.startswith(COMMENTS):
            continue
        if not content.startswith("@"):
            raise DataError(
                "{file}, line {line}: before the line @data only directives such as @univariate true are allowed. "
                "Add the line @data above the first sequence.",
                file=path.name, line=line,
            )  # fmt: skip
        directive, *words = content[1:].split() or [""]
        if directive.lower() == "data":
            return header
        _apply(header, directive.lower(), words, path, line)
    raise missing_data_line(path)


def _apply(header: TsHeader, directive: str, words: list[str], path: Path, line: int) -> None:
    """Take over one directive; those of other programs are passed over."""
    word = words[0].lower() if words else ""
    facts = {"file": path.name, "line": line, "directive": directive}
    if directive == "problemname":
        header.name = " ".join(words)
    elif field_name := _COUNTS.get(directive):
        if not (word.isascii() and word.isdecimal() and len(word) < 16 and int(word) > 0):
            raise DataError(
                "{file}, line {line}: @{directive} must be followed by a whole number above 0. Correct the line.",
                **facts,
            )
        setattr(header, field_name, int(word))
    elif field_name := _TRUTHS.get(directive):
        if word not in ("true", "false"):
            raise DataError(
                "{file}, line {line}: @{directive} must be followed by true or false. Correct the line.", **facts
            )
        setattr(header, field_name, word == "true")
        if directive == "classlabel":
            header.words = tuple(words[1:])
        elif directive == "targetlabel":
            header.targets = word == "true"
