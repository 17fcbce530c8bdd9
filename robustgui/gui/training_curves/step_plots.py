"""What each optimiser step reported: the parts of the loss, the gradient norm, the learning rate."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ...regularisers import REGULARISERS
from ...runs.folder import RunFolder
from ..i18n.titles import short_title
from ..plots import OrderedCurve, Plot
from ..plots.layer import ReadTables, Table
from ..plots.style import Role
from .axis import axis_end, axis_name, axis_unit, moment_of_training
from .history import Axis, History, part_column, smooth_column


class HistoryPlot(Plot):
    """Curves over the steps of a `History`; as CSV every step of its run, also where the plot shows fewer.

    Attributes:
        columns: which column of `History.steps` each curve shows.
    """

    columns: dict[str, OrderedCurve]

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history = History()
        self._axis: Axis = "step"

    def show_columns(self, history: History, axis: Axis) -> None:
        """Every step that `history` holds."""
        self._history, self._axis = history, axis
        hold_x(self, history, axis)
        x = history.step_places(axis)
        for column, line in self.columns.items():
            if line.visible:
                line.set(*((history.steps[column], x) if column in history.steps.names else (x[:0], x[:0])))

    def all_tables(self) -> ReadTables | None:
        history = self._history
        if not history.is_thinned or history.folder is None:
            return None
        x_name = self.tables()[0].names[0]
        names = {column: (x_name, line.name) for column, line in self.columns.items() if line.visible}
        return partial(_read_tables, history.folder, history.smoothing, self._axis, self.x_scale, names)


def _read_tables(
    folder: Path, smoothing: float, axis: Axis, scale: float, names: dict[str, tuple[str, str]]
) -> list[Table]:
    """Columns of all steps of a run; called in a thread."""
    history = History(RunFolder(folder).events(), smoothing, whole=True)
    x = history.step_places(axis)
    return [Table(name, (x, history.steps[column])).scale_x(scale) for column, name in names.items()]


_ROLES: dict[str, Role] = {"clean": "clean", "adversarial": "attacked"}  # other parts take colours of series


class LossPlot(HistoryPlot):
    """The training loss and each of its parts, smoothed; the raw training loss lies behind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._raw = self.add(OrderedCurve("text", width=1.0, faint=0.22, quick=True))
        self._raw.in_legend = False
        self._total = self.add(OrderedCurve("text", faint=0.75, quick=True), above=1)
        self._parts: dict[str, OrderedCurve] = {}
        self._set_parts(("clean",))

    def retranslate(self, axis: Axis = "step") -> None:
        """Every text."""
        self.set_texts(self.tr("Loss"), axis_name(axis), x_unit=axis_unit(axis), empty=self.tr("No training step yet."))
        self._raw.set_name(self.tr("training loss, unsmoothed"))
        self._total.set_name(self.tr("training loss"))
        for name, line in self._parts.items():
            line.set_name(self._title(name))

    def draw(self, history: History, axis: Axis, smoothed: bool) -> None:
        """Every step so far."""
        if history.parts and history.parts != tuple(self._parts):
            self._set_parts(history.parts)
        self._raw.set_visible(smoothed)
        self.show_columns(history, axis)

    def _set_parts(self, names: tuple[str, ...]) -> None:
        """One curve for each part of the loss, in this order."""
        for line in self._parts.values():
            self.remove(line)
        others = [name for name in names if name not in _ROLES]
        self._parts = {}
        for name in names:
            index = others.index(name) if name in others else 0
            line = OrderedCurve(_ROLES.get(name, "series"), index, name=self._title(name), quick=True)
            self._parts[name] = self.add(line, above=2)
        smooth = {smooth_column(part_column(name)): line for name, line in self._parts.items()}
        self.columns = {"loss": self._raw, smooth_column("loss"): self._total} | smooth

    def _title(self, name: str) -> str:
        """What the legend calls a part of the loss."""
        titles = {
            "clean": self.tr("clean loss"),
            "adversarial": self.tr("adversarial loss"),
            "noisy": self.tr("loss on noisy inputs"),
        }
        if name in titles:
            return titles[name]
        key, _, number = name.partition(" ")  # of the second regulariser of a kind: "l1 2"
        if key in REGULARISERS:
            return " ".join([short_title(REGULARISERS, key), number]).strip()
        return name


class StepPlot(HistoryPlot):
    """One column of the steps, such as the learning rate."""

    def __init__(self, column: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = self.add(OrderedCurve("text", quick=True))
        self.columns = {column: self._line}

    def set_words(self, title: str, axis: Axis) -> None:
        """Title and abscissa, translated."""
        self.set_texts(title, axis_name(axis), x_unit=axis_unit(axis))
        self._line.set_name(title)
        self._line.in_legend = False

    def draw(self, history: History, axis: Axis) -> None:
        """Every step so far."""
        self.show_columns(history, axis)


def hold_x(plot: Plot, history: History, axis: Axis) -> None:
    """Show the whole run from its first step on, so that nothing moves while it is filled; time has no known end."""
    end = axis_end(history, axis)
    plot.set_x_range(*((None,) if end is None else (0.0, end)))
    plot.read_x = partial(moment_of_training, history, axis)
