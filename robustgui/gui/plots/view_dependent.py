"""An item that is drawn anew when what can be told apart in the view changes."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pyqtgraph as pg


class ViewDependent(pg.GraphicsItem):
    """Comes before pyqtgraph's item among the bases; subclasses say in `view_state` what they depend on."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._drawn_for: Hashable = None

    def view_state(self) -> Hashable:
        """What the drawing depends on: the range of the view, its size in pixels."""
        raise NotImplementedError

    def draw(self, state: Any) -> None:
        """Draw the points for this `view_state`."""
        raise NotImplementedError

    def redraw(self) -> None:
        """The points have changed."""
        self._draw_for(self.view_state())

    def viewRangeChanged(self) -> None:  # noqa: N802 (pyqtgraph's name)
        """Zoomed or panned."""
        super().viewRangeChanged()
        self._follow()

    def viewTransformChanged(self) -> None:  # noqa: N802
        """The same range in other pixels."""
        super().viewTransformChanged()
        self._follow()

    def _follow(self) -> None:
        state = self.view_state()
        if state != self._drawn_for:
            self._draw_for(state)

    def _draw_for(self, state: Hashable) -> None:
        self._drawn_for = state
        self.draw(state)
