"""The header of a .ts file: what its directives declare about the sequences below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ....base.errors import DataError
from ..sequences.archive_lines import missing_data_line
from ..sequences.labels import class_name, fold

COMMENTS = ("#", "%")
DIRECTIVES = frozenset(
    [
        "problemname",
        "timestamps",
        "missing",
        "univariate",
        "dimensions",
        "dimension",
        "equallength",
        "serieslength",
        "classlabel",
        "targetlabel",
        "data",
    ]
)


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
    """Take the directives from `lines`, up to and with @data.

    Raises:
        DataError: a directive makes no sense, a line comes too early, or there is no @data.
    """
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
    def truth() -> bool:
        if words and words[0].lower() in ("true", "false"):
            return words[0].lower() == "true"
        raise DataError(
            "{file}, line {line}: @{directive} must be followed by true or false. Correct the line.",
            file=path.name, line=line, directive=directive,
        )  # fmt: skip

    def count() -> int:
        if words and words[0].isascii() and words[0].isdecimal() and len(words[0]) < 16 and int(words[0]) > 0:
            return int(words[0])
        raise DataError(
            "{file}, line {line}: @{directive} must be followed by a whole number above 0. Correct the line.",
            file=path.name, line=line, directive=directive,
        )  # fmt: skip

    match directive:
        case "problemname":
            header.name = " ".join(words)
        case "timestamps":
            header.timestamps = truth()
        case "missing":
            header.missing = truth()
        case "univariate":
            header.univariate = truth()
        case "dimensions" | "dimension":
            header.dimensions = count()
        case "equallength":
            header.equal_length = truth()
        case "serieslength":
            header.length = count()
        case "classlabel":
            header.labelled = truth()
            header.words = tuple(words[1:])
        case "targetlabel":
            header.labelled = header.targets = truth()
        case _:
            pass  # other programs write directives of their own
