"""The line between controls and views: problems, warnings, outcomes, or what is shown; always there, of one height."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy

from ...i18n.lazy_text import LazyText, resolve_text
from ...widgets.text import Elided


class InspectNote(Elided):
    """The most pressing of what there is to say; the whole text is the tooltip where it is elided."""

    def __init__(self) -> None:
        super().__init__("", 1.0, mode=Qt.TextElideMode.ElideRight)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._problem: LazyText = ""
        self.warning = self.outcome = self.title = ""

    @property
    def problem(self) -> str:
        """What cannot be done, in the window's language."""
        return resolve_text(self._problem)

    def retranslate(self) -> None:
        """The problem anew; the rest is said again by whoever said it."""
        self._say()

    def say_problem(self, problem: LazyText) -> None:
        """What cannot be done, or must be known; empty: nothing."""
        self._problem = problem
        self._say()

    def say_warning(self, warning: str) -> None:
        """Why what is shown may mislead; empty: it does not."""
        self.warning = f"⚠ {warning}" if warning else ""
        self._say()

    def say_outcome(self, outcome: str) -> None:
        """What a search has found; empty: nothing."""
        self.outcome = outcome
        self._say()

    def say_title(self, title: str) -> None:
        """What is shown."""
        self.title = title
        self._say()

    def _say(self) -> None:
        problem = self.problem
        role = "problem" if problem or self.warning else "text" if self.outcome else "muted"
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)
        self.setText("   ".join(filter(None, [problem, self.warning, self.outcome])) or self.title)
