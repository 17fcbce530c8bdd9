"""The evaluation audit: its checks one by one as they are measured, and the verdict above them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ....attacks import Attack
from ....engine.messages import AuditJob
from ....evaluation.audit import list_checks
from ....evaluation.audit.events import AuditCheck
from ....runs.folder import RunFolder
from ....threats import Threat
from ...jobs import JobRow
from ...widgets.layouts import scrolled
from ...widgets.text import paragraph
from .asked_panel import AskedPanel
from .check_menu import CheckMenu
from .check_row import CheckRow
from .verdict_card import VerdictCard


class AuditPanel(AskedPanel):
    """The audits of a run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        self.show_answer()

    def retranslate(self) -> None:
        """Every text; lights and verdict look after themselves."""
        self.question.set_texts(
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

    def job(self, folder: Path, threat: Threat) -> AuditJob | None:
        """See `AskedPanel.job`."""
        if self._attack is None:
            return None
        return AuditJob(
            str(folder), self._attack, threat, self.question.samples.value(), skip=self.checks.list_unticked()
        )

    def read(self, run: RunFolder) -> list[Any]:
        """See `AskedPanel.read`."""
        return run.audits()

    def share(self, row: JobRow) -> float:
        """See `AskedPanel.share`."""
        return sum(isinstance(event, AuditCheck) for event in row.results or ()) / len(list_checks())

    def draw(self, events: Sequence[Any] | None, stored: Any) -> None:
        """See `AskedPanel.draw`."""
        shown: tuple[AuditCheck, ...] = () if stored is None else stored.lights
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
