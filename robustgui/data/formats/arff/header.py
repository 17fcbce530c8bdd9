"""The header of an .arff file: its attributes, those inside of a relational one included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from ....base.errors import DataError
from ..sequences.archive_lines import missing_data_line
from ..sequences.labels import class_name

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
    """Take the declarations from `lines`, up to and with @data.

    Raises:
        DataError: a declaration makes no sense, or there is no @data; names the line.
    """
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
