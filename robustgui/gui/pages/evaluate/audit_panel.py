"""The evaluation audit: its checks one by one as they are measured, and the verdict above them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ....attacks import Attack
from ....base.errors import Sentence
from ....evaluation.audit import list_checks
from ....evaluation.audit.events import AuditCheck
from ....measurements.audit import EvaluationAudit
from ...i18n.sentences import core_text
from ...widgets.layouts import as_widget, make_column, make_scroll_area
from ...widgets.text import paragraph
from .audit_cards import CheckCard, VerdictCard
from .measurement_panel import MeasurementPanel

_UNTICKED = Sentence("not chosen").template  # the reason that is stored and shown


class CheckMenu(QToolButton):
    """The checks to run: a button with a list to untick; unticked checks are skipped, and shown as skipped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.choices: dict[str, QAction] = {}
        for check in list_checks():
            action = menu.addAction("")
            action.setCheckable(True)
            action.setChecked(True)
            action.toggled.connect(self.retranslate)
            self.choices[check.name] = action
        self.setMenu(menu)

    def list_unticked(self) -> tuple[str, ...]:
        """Each check that is not ticked, as NAME=REASON."""
        return tuple(f"{name}={_UNTICKED}" for name, action in self.choices.items() if not action.isChecked())

    def retranslate(self) -> None:
        """Every text."""
        for check in list_checks():
            self.choices[check.name].setText(core_text(check.title))
        ticked = len(self.choices) - len(self.list_unticked())
        self.setText(self.tr("Checks: {ticked} of {all}").format(ticked=ticked, all=len(self.choices)))
        self.setToolTip(self.tr("Unticked checks are skipped: they never count as passed"))


class AuditPanel(MeasurementPanel):
    """The audits of a run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(EvaluationAudit, parent=parent)
        self._attack: Attack | None = None
        self.verdict, self.intro = VerdictCard(), paragraph(second=True)
        self.menu = CheckMenu()
        self.column.insertWidget(1, self.menu)
        self.cards: list[CheckCard] = []
        self._rows = make_column(spacing=6)
        area = make_scroll_area(
            as_widget(make_column(self.verdict, self.intro, self._rows, None, margins=(0, 0, 8, 0)))
        )
        area.setFocusPolicy(Qt.FocusPolicy.WheelFocus)
        self.column.addWidget(area, 1)
        self.show_result()

    def retranslate(self) -> None:
        """See `MeasurementPanel.retranslate`."""
        self.request.set_texts(
            self.tr("Run the audit"), self.tr("Check whether the robust accuracy of this attack is reliable")
        )
        self.stored.setAccessibleName(self.tr("Evaluation audits of this run"))
        self.menu.retranslate()
        self.verdict.retranslate()
        for card in self.cards:
            card.retranslate()
        self.intro.setText(
            self.tr(
                "Robust accuracy under an attack is an upper bound: a weak attack makes it too high. The evaluation "
                "audit measures sanity checks: random noise, black-box and transfer attacks, unbounded budgets, more "
                "steps, vanishing and shattered gradients, randomness, the budget itself, and whether predictions "
                "depend on the input. Each check is passed, a warning, failed, or skipped with its reason."
            )
        )

    def restyle(self) -> None:
        """Other colours."""
        self.verdict.retranslate()

    def set_attack(self, attack: Attack | None) -> None:
        """The attack whose robust accuracy is audited."""
        self._attack = attack

    def settings(self) -> EvaluationAudit | None:
        """See `MeasurementPanel.settings`."""
        threat = self.request.threat
        if self._attack is None or threat is None:
            return None
        samples, skip = self.request.samples.value(), self.menu.list_unticked()
        return EvaluationAudit(attack=self._attack, threat=threat, samples=samples, skip=skip)

    def draw(self, events: Sequence[Any] | None, stored: Any) -> None:
        """See `MeasurementPanel.draw`."""
        checks: tuple[AuditCheck, ...] = () if stored is None else stored.checks
        if events is not None:
            checks = tuple(event for event in events if isinstance(event, AuditCheck))
        self.intro.setVisible(not checks)
        self.verdict.show_verdict(None if events is not None or stored is None else stored.verdict, checks)
        if tuple(card.check for card in self.cards) != checks[: len(self.cards)]:
            for card in self.cards:
                self._rows.removeWidget(card)
                card.hide()
                card.deleteLater()
            self.cards = []
        for check in checks[len(self.cards) :]:
            self.cards.append(CheckCard(check))
            self._rows.addWidget(self.cards[-1])
