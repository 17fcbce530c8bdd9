"""The base class of every page: a key, a place in the list; a page is redrawn only while it is visible."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from ...base.registry import Registry
from ...base.renamed import adopt_former_methods
from ..widgets.layouts import make_column

if TYPE_CHECKING:
    from ..jobs import Jobs
    from ..session import Session


class Page(QWidget):
    """One page, which listens to the session.

    Subclasses build their widgets in `__init__`, set all texts in `retranslate`, and draw in `refresh`; they call
    `self.mark_stale()` whenever their contents have changed: `refresh` follows at once, or when the page is next shown.
    """

    name: ClassVar[str] = ""  # the registry's key, such as "inspect"
    order: ClassVar[int] = 0  # its place in the list, and the digit of its shortcut
    icon: ClassVar[str] = ""  # file stem below resources/icons

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.jobs = jobs
        self._stale = True

    def fill(self, *parts: QWidget | QLayout, stretched: QWidget) -> QVBoxLayout:
        """The parts of the page from top to bottom; `stretched` takes the remaining room."""
        return make_column(*parts, of=self, stretched=stretched, spacing=12, margins=(24, 16, 24, 16))

    @staticmethod
    def set_visible(parts: Mapping[QWidget, bool]) -> None:
        """Show or hide parts; first hide, so that they never need room all at once."""
        for part, is_visible in sorted(parts.items(), key=lambda item: item[1]):
            part.setVisible(is_visible)

    def title(self) -> str:
        """Its name in the list, translated."""
        raise NotImplementedError(f"{type(self).__name__} has no title")

    def retranslate(self) -> None:
        """Set every text anew; called once after building and at each change of language."""

    def refresh(self) -> None:
        """Draw what the session and the jobs hold now."""

    def restyle(self) -> None:
        """Take the colours of the current theme; called at each change of theme."""

    def mark_stale(self) -> None:
        """Draw the contents anew, at once or when the page is next shown."""
        self._stale = True
        if self.isVisible():
            self._stale = False
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Catches up with what happened while the page was hidden."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refresh()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.mark_stale()


adopt_former_methods(Page)
PAGES: Registry[Page] = Registry("page", __package__ or "robustgui.gui.pages", file_in_folders="page")
