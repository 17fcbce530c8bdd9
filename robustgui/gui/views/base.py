"""The base class of every view of an inspected sequence."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Literal

import numpy as np
from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ...base.registry import Registry
from ...data import Kind, Task
from ...evaluation.inspect_request import Inspection
from ..i18n.metric_words import unit_word
from ..plots import Plot, TimeCursor
from .meaning import is_attacked, seen_as
from .time_axis import sequence_key

Place = Literal["top", "left", "right", "tab"]


class InspectView(QWidget):
    """Shows one side of an `Inspection`; draws only while it is seen.

    Subclasses build in `build`, set all texts in `retranslate`, and draw in `draw` (everything), `draw_iteration`
    (what depends on the attack's iteration) and `draw_step` (what depends on the step). They are called only with an
    inspection at hand. Without one `retranslate` sets the texts of a new view, and `clear` removes what was drawn.

    Signals:
        features_changed: other features are to be shown; carries a tuple of their numbers.
        iteration_requested: the attack's iteration with this place in `Inspection.iterations` is to be shown.
        edited: a value was changed by hand; carries step, feature and the new value in data units.
        typed: another text was typed in place of the sequence; carries it.
    """

    name: ClassVar[str] = ""  # the registry's key, which is the file's name
    place: ClassVar[Place] = "tab"  # where the page puts it
    order: ClassVar[int] = 0  # within its place
    stretch: ClassVar[int] = 2  # share of the room in its column
    kinds: ClassVar[frozenset[Kind]] = frozenset()  # of data that it shows; empty: all
    tasks: ClassVar[frozenset[Task]] = frozenset()  # that it has something to say about; empty: all

    features_changed = Signal(tuple)
    iteration_requested = Signal(int)
    edited = Signal(int, int, float)
    typed = Signal(str)

    def __init__(self, cursor: TimeCursor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.time_cursor = cursor
        self.inspection: Inspection | None = None
        self.pinned: Inspection | None = None
        self.original: np.ndarray | None = None  # (T, F) the sequence before it was edited by hand
        self.spread: np.ndarray | None = None  # (F,) standard deviation of each feature in data units
        self.units: tuple[str, ...] = ()  # of the features
        self.features: tuple[int, ...] = ()  # that are shown; empty: all
        self.iteration = 0
        self.read_only = False
        self._stale = False
        self.build()
        self.retranslate()
        cursor.moved.connect(self._on_cursor_moved)

    def heading(self) -> str:
        """Its name for tabs and menus, translated."""
        raise NotImplementedError(f"{type(self).__name__} has no heading")

    @classmethod
    def fits(cls, inspection: Inspection) -> bool:
        """Whether it has something to show of `inspection`."""
        kind = seen_as(inspection)
        return (not cls.kinds or kind in cls.kinds) and (not cls.tasks or inspection.task in cls.tasks)

    def time_plots(self) -> list[Plot]:
        """Its plots over time, from the top, as wide as its column; they are lined up with those of other views."""
        return self.findChildren(Plot)

    def set_read_only(self) -> None:
        """From now on nothing can be edited here."""
        self.read_only = True

    def build(self) -> None:
        """Make the widgets."""

    def retranslate(self) -> None:
        """Set every text anew."""

    def clear(self) -> None:
        """Show that there is nothing."""

    def draw(self) -> None:
        """Draw everything that stays the same over the attack's iterations."""

    def draw_iteration(self) -> None:
        """Draw what belongs to `self.iteration`."""

    def draw_step(self) -> None:
        """Draw what belongs to the cursor's step."""

    def unit_of(self, feature: int) -> str:
        """The unit of a feature: its own where the data name it, else "data units"."""
        unit = self.units[feature] if feature < len(self.units) else ""
        return unit or unit_word("data")

    @property
    def current(self) -> Inspection:
        """The inspection at hand, for what is called only with one."""
        assert self.inspection is not None
        return self.inspection

    @property
    def has_attack(self) -> bool:
        """Whether there is an attacked sequence to show."""
        inspection = self.inspection
        return inspection is not None and is_attacked(inspection)

    def show_inspection(
        self,
        inspection: Inspection | None,
        pinned: Inspection | None = None,
        original: np.ndarray | None = None,
        iteration: int | None = None,
    ) -> None:
        """Show `inspection`; None: nothing.

        Args:
            inspection: what is shown.
            pinned: another one to compare with.
            original: (T, F) the sequence in the data, if the one that is shown was edited by hand.
            iteration: place in `Inspection.iterations`; None: the one that the attack chose.
        """
        self.inspection, self.pinned, self.original = inspection, pinned, original
        self.time_cursor.axis.show_all_of(None if inspection is None else sequence_key(inspection, original))
        default = inspection.returned if inspection is not None else 0
        self.iteration = default if iteration is None else iteration
        self.redraw()

    def show_iteration(self, iteration: int) -> None:
        """Show the attack's iteration with this place in `Inspection.iterations`."""
        if iteration != self.iteration:
            self.iteration = iteration
            if self.inspection is None or not self._awake():
                return
            self._at_once(self.draw_iteration, self.draw_step)

    def show_features(self, features: tuple[int, ...]) -> None:
        """Show these features only; none: all."""
        if features != self.features:
            self.features = features
            self.redraw()

    def redraw(self) -> None:
        """Draw everything, now or when the view is next seen."""
        if not self._awake():
            return
        if self.inspection is None:
            self._at_once(self._reset_plots, self.retranslate, self.clear)
            return
        self._at_once(self.draw, self.draw_iteration, self.draw_step)

    def _reset_plots(self) -> None:
        for plot in self.findChildren(Plot):
            plot.reset()

    def _at_once(self, *steps: Callable[[], None]) -> None:
        """Draw several things; plots look at their legends and ranges once."""
        plots = self.findChildren(Plot)
        for plot in plots:
            plot.pause()
        try:
            for step in steps:
                step()
        finally:
            for plot in plots:
                plot.go_on()

    def _awake(self) -> bool:
        self._stale = not self.isVisible()
        return not self._stale

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Catches up."""
        super().showEvent(event)
        if self._stale:
            self.redraw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.redraw()

    def _on_cursor_moved(self, step: int) -> None:
        follows = type(self).draw_step is not InspectView.draw_step  # in the others only the cursor's line moves
        if follows and self.inspection is not None and self.isVisible() and step < len(self.inspection.clean):
            self._at_once(self.draw_step)


VIEWS: Registry[InspectView] = Registry("view", __package__ or "robustgui.gui.views")
