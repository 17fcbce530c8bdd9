"""The evaluation audit: its checks one by one as they are measured, and the verdict above them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ....attacks import Attack
from ....evaluation.audit.events import AuditCheck
from ....measurements.audit import EvaluationAudit
from ...widgets.layouts import scrolled
from ...widgets.text import paragraph
from .check_menu import CheckMenu
from .check_row import CheckRow
from .measurement_panel import MeasurementPanel
from .verdict_card import VerdictCard


class AuditPanel(MeasurementPanel):
    """The audits of a run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(EvaluationAudit, parent=parent)
        self._attack: Attack | None = None
        self.verdict, self.intro = VerdictCard(), paragraph(second=True)
        self.checks = CheckMenu()
        self.column.insertWidget(1, self.checks)
        self.lights: list[CheckRow] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.verdict)
        column.addWidget(self.intro)
        column.addLayout(self._rows)
        column.addStretch(1)
        area = scrolled(inside)
        area.setFocusPolicy(Qt.FocusPolicy.WheelFocus)
        self.column.addWidget(area, 1)
        self.show_result()

    def retranslate(self) -> None:
        """Every text; lights and verdict look after themselves."""
        self.request.set_texts(
            self.tr("Run the audit"), self.tr("Check whether the robust accuracy of this attack is reliable")
        )
        self.stored.setAccessibleName(self.tr("Evaluation audits of this run"))
        self.checks.retranslate()
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
        """The attack whose number is audited."""
        self._attack = attack

    def settings(self) -> EvaluationAudit | None:
        """See `MeasurementPanel.settings`."""
        threat = self.request.threat
        if self._attack is None or threat is None:
            return None
        samples, skip = self.request.samples.value(), self.checks.list_unticked()
        return EvaluationAudit(attack=self._attack, threat=threat, samples=samples, skip=skip)

    def draw(self, events: Sequence[Any] | None, stored: Any) -> None:
        """See `MeasurementPanel.draw`."""
        shown: tuple[AuditCheck, ...] = () if stored is None else stored.checks
        if events is not None:
            shown = tuple(event for event in events if isinstance(event, AuditCheck))
        self.intro.setVisible(not shown)
        self.verdict.show_verdict(None if events is not None or stored is None else stored.verdict, shown)
        if tuple(row.light for row in self.lights) != shown[: len(self.lights)]:
            for row in self.lights:
                self._rows.removeWidget(row)
                row.hide()
                row.deleteLater()
            self.lights = []
        for light in shown[len(self.lights) :]:
            self.lights.append(CheckRow(light))
            self._rows.addWidget(self.lights[-1])
