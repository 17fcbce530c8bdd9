"""Which checks of the audit are measured: a button with a list to untick; what is unticked is skipped, and shown so."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ....base.errors import Sentence
from ....evaluation.audit import list_checks
from ...i18n.sentences import core_text

UNTICKED = Sentence("not chosen").template  # the reason that is stored and shown


class CheckMenu(QToolButton):
    """All checks in their order, ticked at first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.choices: dict[str, QAction] = {}
        for light in list_checks():
            action = menu.addAction("")
            action.setCheckable(True)
            action.setChecked(True)
            action.toggled.connect(self.retranslate)
            self.choices[light.name] = action
        self.setMenu(menu)

    def list_unticked(self) -> tuple[str, ...]:
        """Each check that is not ticked, as NAME=REASON."""
        return tuple(f"{name}={UNTICKED}" for name, action in self.choices.items() if not action.isChecked())

    def retranslate(self) -> None:
        """Every text."""
        for light in list_checks():
            self.choices[light.name].setText(core_text(light.title))
        ticked = len(self.choices) - len(self.list_unticked())
        self.setText(self.tr("Checks: {ticked} of {all}").format(ticked=ticked, all=len(self.choices)))
        self.setToolTip(self.tr("Unticked checks are skipped: they never count as passed"))
