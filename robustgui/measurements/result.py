"""The result of one measurement of one run: its settings and events."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from html import escape
from typing import TYPE_CHECKING, Any, TypeVar

from ..base.events import Event
from ..base.tabular import Tabular, columns_of

if TYPE_CHECKING:
    from ..evaluation.training_overlap import TrainingOverlap
    from .base import Measurement

E = TypeVar("E", bound=Event)


@dataclass(frozen=True)
class Result(Tabular):
    """The result of one measurement of one run; subclasses add views of it.

    Attributes:
        measurement: its settings.
        run: name of the run folder; empty in a notebook.
        created: ISO 8601, local time.
        events: the results, in the order in which they were reported.
        overlap: of the evaluated sequences with the network's training data; None: not determined.
    """

    measurement: Measurement
    run: str
    created: str
    events: tuple[Event, ...] = field(repr=False)
    overlap: TrainingOverlap | None = None

    def of(self, kind: type[E]) -> tuple[E, ...]:
        """The events of one kind."""
        return tuple(event for event in self.events if isinstance(event, kind))

    def columns(self) -> dict[str, list[Any]]:
        """A row for each event, with a column for each of its fields; of several kinds the most frequent one."""
        kinds = [type(event) for event in self.events]
        return columns_of(self.of(max(kinds, key=kinds.count))) if kinds else {}

    def check(self) -> None:
        """Raises `ValueError` if something is missing, or contradicts something else; called when it is read."""

    def summary(self) -> str:
        """The result on one line."""
        rows = (zip(table.heads, row, strict=True) for table in self.tables() for row in table.rows)
        return "; ".join(", ".join(f"{head} {cell}" for head, cell in row) for row in rows)

    def __repr__(self) -> str:
        return f"<{self.measurement.title or self.measurement.name}: {self.summary()}>"

    def _repr_html_(self) -> str:
        return "".join(table.to_html() for table in self.tables())

    def tables(self) -> list[PlainTable]:
        """Events of one kind in one table, with a column for each of their fields."""
        kinds = dict.fromkeys(type(event) for event in self.events)
        return [_table_of(self.of(kind)) for kind in kinds]


@dataclass(frozen=True)
class PlainTable:
    """Cells as text, row by row."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""

    def to_html(self) -> str:
        """For a notebook."""
        lines = [("th", self.heads), *(("td", row) for row in self.rows)]
        rows = ("".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) for tag, cells in lines)
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def _table_of(events: tuple[Event, ...]) -> PlainTable:
    """Titled with the first line of the event's docstring; a field may name its column, `metadata={"title": ...}`."""
    columns = [each for each in fields(events[0]) if each.repr and each.name != "run"]
    heads = tuple(each.metadata.get("title", each.name.replace("_", " ")) for each in columns)
    title = (type(events[0]).__doc__ or "").partition("\n")[0].strip().removesuffix(".")
    rows = tuple(tuple(_cell(getattr(event, each.name)) for each in columns) for event in events)
    return PlainTable(heads, rows, title)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, tuple):
        return ", ".join(map(_cell, value))
    return str(value)
