"""Weka's .arff files as the UCR and UEA archives write them: attributes, then one sequence a line.

Univariate: one numeric attribute for each step. Multivariate: one relational attribute, a text in quotes in which each
row, between written line ends, is one feature with all its steps. Source: the description of the format by the
University of Waikato; Bagnall et al. 2018, arXiv:1811.00075.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from ...base.errors import DataError, Sentence
from ..sequence_set import SequenceSet
from .base import READERS, Reader
from .files.lines import TextFile, head_lines
from .sequences.archive_lines import missing_data_line, parse_cells, parse_feature
from .sequences.collector import Collector, without_padding
from .sequences.labels import class_name

_NUMERIC = ("numeric", "real", "integer")
_NAME = re.compile(r"""\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^\s{]+))\s*(.*)""", re.DOTALL)
_ITEM = re.compile(r"""\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^,]*))\s*(?:,|$)""")
_ESCAPED = re.compile(r"\\(.)")
_LETTERS = {"n": "\n", "t": "\t", "r": "\r"}


@dataclass(frozen=True)
class Attribute:
    """One column: `names` are those of a nominal one, `inner` the numeric attributes of a relational one."""

    name: str
    kind: Literal["numeric", "nominal", "string", "date", "relational"]
    names: tuple[str, ...] = ()
    inner: int = 0


@dataclass(frozen=True)
class ArffHeader:
    """The attributes in their order, and which of them is the label: by its name, or else the last one."""

    name: str
    attributes: tuple[Attribute, ...]

    @cached_property
    def relational(self) -> int | None:
        """The number of the relational attribute, which holds a whole sequence."""
        return next((i for i, attribute in enumerate(self.attributes) if attribute.kind == "relational"), None)

    @cached_property
    def label(self) -> int:
        """The number of the attribute that holds the label."""
        names = [attribute.name.lower() for attribute in self.attributes]
        places = (names.index(name) for name in ("class", "target", "label") if name in names)
        return next(places, len(names) - 1)


def read_arff_header(path: Path, lines: Iterator[tuple[int, str]]) -> ArffHeader:
    """Take the declarations from `lines`, up to and with @data; raises `DataError` that names the line."""
    name = ""
    outer: list[Attribute] = []
    inner: list[Attribute] | None = None
    for line, content in lines:
        if content.lstrip().startswith("%"):
            continue
        word, text = [*content.split(None, 1), "", ""][:2]
        match word.lower():
            case "@data":
                return _check_header(path, ArffHeader(name, tuple(outer)))
            case "@relation":
                name = unquote(text)
            case "@attribute":
                attribute = _attribute(path, line, text)
                if attribute.kind == "relational":
                    outer.append(attribute)
                    inner = []
                elif inner is not None:
                    inner.append(attribute)
                else:
                    outer.append(attribute)
            case "@end":
                if inner is None:
                    raise _wrong(path, line)
                if any(attribute.kind != "numeric" for attribute in inner):
                    raise DataError(
                        "{file}, line {line}: a relational attribute must contain numbers only. Remove the other "
                        "attributes.",
                        file=path.name, line=line,
                    )  # fmt: skip
                outer[-1] = Attribute(outer[-1].name, "relational", inner=len(inner))
                inner = None
            case _:
                raise _wrong(path, line)
    raise missing_data_line(path)


def unquote(text: str) -> str:
    """`text` without its quotes, and what is escaped in it as it is meant."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    return _ESCAPED.sub(lambda match: _LETTERS.get(match[1], match[1]), text) if "\\" in text else text


def _attribute(path: Path, line: int, text: str) -> Attribute:
    match = _NAME.fullmatch(text)
    if not match:
        raise _wrong(path, line)
    quoted = match[1] if match[1] is not None else match[2]
    name = unquote(match[3] if quoted is None else f"'{quoted}'")
    kind = match[4].strip()
    if kind.startswith("{") and kind.endswith("}"):
        items_written = (match[0].strip().removesuffix(",") for match in _ITEM.finditer(kind[1:-1]) if match[0])
        items = map(unquote, items_written)
        return Attribute(name, "nominal", tuple(dict.fromkeys(map(class_name, items))))
    word = kind.split()[0].lower() if kind.split() else ""
    if word in _NUMERIC:
        return Attribute(name, "numeric")
    if word in ("string", "date", "relational"):
        return Attribute(name, word)  # type: ignore[arg-type]  # one of these three
    raise _wrong(path, line)


def _check_header(path: Path, header: ArffHeader) -> ArffHeader:
    kinds = [attribute.kind for attribute in header.attributes]
    if kinds.count("relational") > 1:
        raise DataError(
            "{file}: there are several relational attributes, but only one can contain the sequence. Keep one.",
            file=path.name,
        )  # fmt: skip
    values = [kind for i, kind in enumerate(kinds) if i != header.label and kind in ("numeric", "relational")]
    if not values:
        raise DataError("{file}: there are no attributes with values besides the label. Add some.", file=path.name)
    return header


def _wrong(path: Path, line: int) -> DataError:
    return DataError(
        "{file}, line {line}: this is not a declaration such as @attribute att1 numeric. Correct it, or add the "
        "line @data above the first sequence.",
        file=path.name, line=line,
    )  # fmt: skip


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
        columns = [i + 1 for i in steps]
        collector = Collector(path, limit, parse=lambda line, cells: parse_cells(path.name, line, cells, columns))
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
