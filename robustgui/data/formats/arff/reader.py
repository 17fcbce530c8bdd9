"""Weka's .arff files as the UCR and UEA archives write them: attributes, then one sequence a line.

Univariate: one numeric attribute for each step. Multivariate: one relational attribute, a text in quotes in which each
row, between written line ends, is one feature with all its steps. Source: the description of the format by the
University of Waikato; Bagnall et al. 2018, arXiv:1811.00075.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError, Sentence
from ...sequence_set import SequenceSet
from ..base import READERS, Reader
from ..files.lines import TextFile, head_lines
from ..sequences.archive_lines import parse_feature
from ..sequences.collector import Collector, without_padding
from ..sequences.numbers import BadCell, numbers
from .header import ArffHeader, read_arff_header, unquote

_CELL = re.compile(r"""[ \t]*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^,]*))[ \t]*(,|$)""", re.DOTALL)
_WORDS = frozenset(["@relation", "@attribute"])


@READERS.register("arff")
class Arff(Reader):
    """Declared attributes, then one sequence per line: its steps, or a relation with one row per feature."""

    title: ClassVar[str] = "Weka's attribute-relation file"
    suffixes: ClassVar[tuple[str, ...]] = (".arff",)

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """The words @relation or @attribute at the beginning of a line."""
        begins = (line.lstrip().split(None, 1)[0].lower() for line in head_lines(head) if line.strip())
        return 0.95 if any(word in _WORDS for word in begins) else 0.0

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Two classes; the second sequence has two steps; two features."""
        path = folder / "sample.arff"
        path.write_bytes(
            b"% a comment\n@relation sample\n@attribute steps relational\n  @attribute att1 numeric\n"
            b"  @attribute att2 numeric\n  @attribute att3 numeric\n@end steps\n@attribute class {a,b}\n@data\n"
            b"'0.5,1.25,-3\\n1,2,3',a\n'4,-0.5,?\\n2,1,?',b\n'0.75,1.5,-2\\n3,?,1',a\n'3e0,-1,2\\n0,0,1',b\n"
        )
        return path

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """Missing values at the end of all features pad a shorter sequence; see `Reader.read`."""
        text = TextFile(path)
        lines = text.lines()
        header = read_arff_header(path, lines)
        label = header.attributes[header.label]
        steps = [i for i, a in enumerate(header.attributes) if i != header.label and a.kind == "numeric"]
        used = {*steps, header.label, header.relational}
        excluded = [attribute.name for i, attribute in enumerate(header.attributes) if i not in used]
        relational = header.relational
        whole_line = relational is None and header.label == len(steps) == len(header.attributes) - 1
        collector = Collector(path, limit, parse=lambda line, cells: _numbers(path, line, cells, steps))
        for line, content in collector.remaining(lines):
            if content.lstrip().startswith("%"):
                continue
            if collector.full:
                break
            if content.lstrip().startswith("{"):
                raise DataError(
                    "{file}, line {line}: sparse rows in braces cannot be read as sequences. "
                    "Save the file in the dense form, with Weka's filter SparseToNonSparse.",
                    file=path.name, line=line,
                )  # fmt: skip
            if whole_line and "'" not in content and '"' not in content:
                _check_width(path, line, content.count(",") + 1, header)
                cells, _, name = content.rpartition(",")
                collector.add_text(cells, name, line)
                continue
            parts = _split_cells(path, line, content)
            _check_width(path, line, len(parts), header)
            name = parts[header.label]
            if relational is None:
                collector.add_text(",".join(parts[i] for i in steps), name, line)
            else:
                values = _relation(path, line, parts[relational], header.attributes[relational].inner)
                collector.add(values, name, line)
        notes = text.notes
        if excluded:
            facts = {"names": ", ".join(excluded[:10])}
            notes += (Sentence("Non-numeric attributes were excluded: {names}.", facts),)
        return collector.finish(
            classes=label.names if label.kind == "nominal" else (),
            targets=label.kind == "numeric",
            name=header.name,
            notes=notes,
        )


def _split_cells(path: Path, line: int, content: str) -> list[str]:
    """The cells of a line; those in quotes without them, and with what is escaped as it is meant."""
    cells = []
    at = 0
    while True:
        match = _CELL.match(content, at)
        if match is None or (match[3] is not None and match[3][:1] in ("'", '"')):
            raise DataError(
                "{file}, line {line}: a quotation mark is not closed, or is followed by other characters. The line "
                "may be truncated; correct it.",
                file=path.name, line=line,
            )  # fmt: skip
        quoted = match[1] if match[1] is not None else match[2]
        cells.append(match[3] if quoted is None else unquote(f"'{quoted}'"))
        at = match.end()
        if not match[4]:
            return cells


def _numbers(path: Path, line: int, cells: str, steps: list[int]) -> NDArray[np.float64]:
    """The steps of a univariate sequence, (T,)."""
    try:
        return numbers(cells, empty_is_missing=False)
    except BadCell as bad:
        raise DataError(
            "{file}, line {line}, column {column}: '{text}' is not a finite number. "
            "Correct it, or write ? if the value is missing.",
            file=path.name, line=line, column=steps[bad.index] + 1, text=bad.text,
        ) from bad  # fmt: skip


def _relation(path: Path, line: int, text: str, steps: int) -> NDArray[np.float64]:
    """The sequence in a relational attribute, (T, F), up to its last step that is not missing."""
    features = []
    for number, row in enumerate(text.strip("\n").split("\n"), start=1):
        features.append(parse_feature(path, line, number, row))
        if len(features[-1]) != steps:
            raise DataError(
                "{file}, line {line}: feature {feature} has {length} {length:step|steps}, but {declared} "
                "{declared:attribute is|attributes are} declared. Pad shorter sequences with ? at the end.",
                file=path.name, line=line, feature=number, length=len(features[-1]), declared=steps,
            )  # fmt: skip
    values = np.stack(features, axis=1)  # F x (T,) -> (T, F)
    return values[: without_padding(values)]


def _check_width(path: Path, line: int, width: int, header: ArffHeader) -> None:
    if width != len(header.attributes):
        raise DataError(
            "{file}, line {line}: {width} {width:column|columns}, but {expected} "
            "{expected:attribute is|attributes are} declared. The line may be truncated; correct it.",
            file=path.name, line=line, width=width, expected=len(header.attributes),
        )  # fmt: skip
