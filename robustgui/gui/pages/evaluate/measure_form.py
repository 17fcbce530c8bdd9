"""The settings of an evaluation: runs, attacks, threat model, budgets, number of sequences."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QScrollArea, QSpinBox, QWidget

from ....attacks import Attack
from ....attacks.compatibility import list_compatible_attacks, list_compatible_threats, replace_incompatible
from ....data import Task
from ....measurements.evaluate import AttackPlan
from ....threats import THREATS, Threat
from ...forms import OneOfForm, SettingsForm
from ...literal import literal
from ...run_colours import colour_of, places_of
from ...theme import to_pixels
from ...widgets.layouts import as_widget, make_column
from ...widgets.text import heading, paragraph
from .eps_field import EpsField


class MeasureForm(QScrollArea):
    """A column of editors, for the left of the page.

    Signals:
        changed: something was edited.
    """

    changed = Signal()

    def __init__(self, attack: Attack, threat: Threat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan = SettingsForm(AttackPlan, AttackPlan(attacks=(attack,)))
        self.threat = OneOfForm(THREATS, threat)
        self._tokens = True  # until the data are known
        self._task: Task | None = None
        self.eps = EpsField()
        self.samples = QSpinBox(minimum=0, maximum=1_000_000, value=0)
        self.runs, self.hint = QListWidget(), paragraph(second=True)
        self.runs.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.runs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.runs.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.runs.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._headings = [heading("") for _ in range(5)]
        layout = make_column(margins=(0, 0, 12, 0))
        groups = ((self.runs, self.hint), (self.eps,), (self.samples,), (self.plan,), (self.threat,))
        self._headings[3].hide()  # the chain of attacks has a title of its own
        for label, widgets in zip(self._headings, groups, strict=True):
            layout.addWidget(label)
            for widget in widgets:
                layout.addWidget(widget)
            layout.addSpacing(8)
        layout.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self._set_width()
        self.setWidget(as_widget(layout))
        self._offer()
        self.threat.changed.connect(self._offer)
        for part in (self.plan, self.threat, self.eps):
            part.changed.connect(self.changed)
        self.samples.valueChanged.connect(self.changed)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follows the text size; colours of runs follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_width()
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_runs"):
            self.show_runs(*self._runs)

    def _set_width(self) -> None:
        self.setMinimumWidth(to_pixels(236))  # a number field beside its title

    def retranslate(self) -> None:
        """Every text; the forms follow the language by themselves."""
        names = (
            self.tr("Runs"),
            self.tr("Budgets eps"),
            self.tr("Sequences"),
            self.tr("Attacks"),
            self.tr("Threat model"),
        )
        for label, name in zip(self._headings, names, strict=True):
            label.setText(name)
        self.hint.setText(self.tr("Tick runs on the page Runs to compare them."))
        self.samples.setSpecialValueText(self.tr("all test sequences"))
        self.samples.setAccessibleName(self.tr("How many test sequences are attacked"))
        self.runs.setAccessibleName(self.tr("Evaluated runs"))
        self.eps.retranslate()

    def set_data(self, tokens: bool, task: Task) -> None:
        """The kind of the data: only attacks and threats that suit it are offered."""
        self._tokens, self._task = tokens, task
        self._offer()

    def attacks(self) -> tuple[Attack, ...]:
        """The attacks of the evaluation; none while something impossible is typed."""
        plan = self.plan.value()
        return () if plan is None else plan.attacks

    def _offer(self) -> None:
        """Offer what suits the data and each other; replace what does not."""
        plan, threat = self.plan.value(), self.threat.value()
        self.threat.offer("", list_compatible_threats(tokens=self._tokens))
        if threat is not None:
            self.eps.set_unit(threat.unit)
        if plan is None or threat is None:
            return  # something impossible is being typed
        _, suitable = replace_incompatible(plan.attacks[0], threat, tokens=self._tokens, task=self._task)
        names = list_compatible_attacks(suitable, task=self._task)
        chain = self.plan.chain("attacks")
        if chain is not None:
            chain.set_suits(lambda cls: cls.name in names)
        if suitable != threat:
            self.threat.set_value(suitable)
        attacks = [
            replace_incompatible(attack, suitable, tokens=self._tokens, task=self._task)[0] for attack in plan.attacks
        ]
        self.plan.set_value(plan.copy_with(attacks=tuple(dict.fromkeys(attacks))))

    def show_runs(self, labels: Sequence[str], folders: Sequence[Path]) -> None:
        """The runs to evaluate, each with its colour."""
        self._runs = labels, folders
        self.runs.clear()
        for place, label in zip(places_of(folders), labels, strict=False):
            swatch = QPixmap(10, 10)
            swatch.fill(colour_of(place))
            item = QListWidgetItem(QIcon(swatch), label)
            item.setToolTip(literal(label))
            self.runs.addItem(item)
        self.runs.setVisible(bool(labels))
        self.runs.setFixedHeight(min(5, max(1, len(labels))) * (self.runs.sizeHintForRow(0) if labels else 0) + 12)

    def problem(self) -> str:
        """Why nothing can be measured with this, translated; empty: it can."""
        return self.plan.problem_text() or self.threat.problem_text() or self.eps.problem.text()
