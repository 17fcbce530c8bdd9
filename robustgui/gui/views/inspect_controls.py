"""How the sequence is attacked: attack, threat, live budget, seed, and the layer that is shown."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QSlider, QWidget

from ...attacks import ATTACKS, Attack
from ...attacks.compatible import suited, suited_attacks, suited_threats
from ...base.errors import SettingError
from ...data import Task
from ...threats import THREATS, Threat
from ...threats.decibels import share_of_peak
from ..i18n.sentences import core_text, translate_sentence
from ..plots.ranges import stepped
from ..widgets.metric_words import unit_word
from .form_popup import FormButton

TICKS = 200  # of the slider


class InspectControls(QWidget):
    """One row; every change is told at once, also while the slider is being dragged.

    Signals:
        changed: attack, threat, seed or layer are others.
        refused: what was typed cannot be; carries a sentence, empty once it can.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, attack: Attack, threat: Threat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attack, self._threat = attack, threat
        self._tokens = True  # anything may come
        self._task: Task | None = None
        self.on = QCheckBox()
        self.on.setChecked(True)
        self.attack = FormButton(ATTACKS, attack)
        self.threat = FormButton(THREATS, threat)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setMaximum(TICKS)
        self.slider.setMinimumWidth(60)
        self.eps, self.seed = QLineEdit(), QLineEdit("0")
        self.unit, self.eps_name, self.seed_name, self.layer_name = (QLabel() for _ in range(4))
        self.layer = QComboBox()
        for field, text in ((self.eps, "0.0000"), (self.seed, "000")):
            field.setFixedWidth(field.fontMetrics().horizontalAdvance(text) + 22)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self.on, self.attack, self.threat, self.eps_name, self.slider, self.eps, self.unit,
                       self.layer_name, self.layer, self.seed_name, self.seed):  # fmt: skip
            row.addWidget(widget, 1 if widget is self.slider else 0)
        for label in (self.unit, self.eps_name, self.seed_name, self.layer_name):
            label.setProperty("role", "muted")
        self._most = 1.0
        self.set_layers(1)
        self._show_threat(rescale=True)
        self.on.toggled.connect(self._on_toggled)
        self.attack.changed.connect(self._on_attack_changed)
        self.threat.changed.connect(self._on_threat_changed)
        self.slider.valueChanged.connect(self._on_slider_moved)
        self.eps.editingFinished.connect(self._on_eps_typed)
        self.seed.editingFinished.connect(self._on_seed_typed)
        self.layer.currentIndexChanged.connect(lambda _: self.changed.emit())
        self._seed = 0
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.on.setText(self.tr("Attack"))
        self.eps_name.setText("eps")
        self.seed_name.setText(self.tr("Seed"))
        self.layer_name.setText(self.tr("Layer"))
        self.slider.setToolTip(self.tr("Budget of the attacker: drag, and watch the answer"))
        for widget, name in ((self.slider, "eps"), (self.eps, "eps"), (self.seed, self.tr("Seed")),
                             (self.layer, self.tr("Layer"))):  # fmt: skip
            widget.setAccessibleName(name)
        self.attack.setToolTip(self.tr("Which attack, and its settings"))
        self.threat.setToolTip(self.tr("What the attacker may change"))
        self._show_texts()

    def question_attack(self) -> Attack | None:
        """The attack to ask with; None: none."""
        return self._attack if self.on.isChecked() else None

    def question_threat(self) -> Threat | None:
        """The threat to ask with; None: none."""
        return self._threat if self.on.isChecked() else None

    def question_layer(self) -> int:
        """The layer to show."""
        return max(0, self.layer.currentIndex()) if self._layers_known else -1

    def question_seed(self) -> int:
        """The seed of the attack."""
        return self._seed

    def propose(self, attack: Attack, threat: Threat) -> None:
        """Take over attack and threat, as from another spec; tells nobody."""
        self._attack, self._threat = suited(attack, threat, tokens=self._tokens, task=self._task)
        self._offer()
        self._show_threat(rescale=True)

    def set_data(self, tokens: bool, task: Task) -> None:
        """What the data are: only what suits them is offered and kept; tells nobody."""
        self._tokens, self._task = tokens, task
        before = self._threat
        self._attack, self._threat = suited(self._attack, self._threat, tokens=tokens, task=task)
        self._offer()
        self._show_threat(rescale=self._threat != before)

    def _offer(self) -> None:
        """Tell the buttons what they hold, and what suits the data and each other."""
        self.threat.set_value(self._threat)
        self.attack.set_value(self._attack)
        self.threat.offer(suited_threats(tokens=self._tokens))
        self.attack.offer(suited_attacks(self._threat, task=self._task))

    def set_layers(self, count: int, known: bool = False) -> None:
        """The network has so many layers; the last is shown at first."""
        self._layers_known = known
        if count != self.layer.count():
            with QSignalBlocker(self.layer):
                self.layer.clear()
                self.layer.addItems([str(number + 1) for number in range(count)])
                self.layer.setCurrentIndex(count - 1)
        self.layer.setVisible(count > 1)
        self.layer_name.setVisible(count > 1)

    def _show_threat(self, rescale: bool) -> None:
        eps = self._threat.eps
        if rescale or eps > self._most:
            self._most = stepped(0.0, 4 * eps)[1] if eps > 0 else 1.0
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(eps / self._most * TICKS))
        self.eps.setText(f"{eps:.4g}")
        self._show_texts()

    def _show_texts(self) -> None:
        title = core_text(self._attack.title or self._attack.name)
        self.attack.setText(re.split(r" ?[(（]", title)[0] + "  ▾")
        self.threat.setText(f"{self._threat.norm}  ▾")
        self.unit.setText(unit_word(self._threat.unit))

    def _set_eps(self, eps: float | str) -> None:
        try:
            threat = self._threat.changed(eps=eps)
        except SettingError as error:
            self.refused.emit("eps: " + "; ".join(translate_sentence(s) for s in error.problems.values()))
            return
        self.refused.emit("")
        if threat != self._threat:
            self._threat = threat
            self.threat.set_value(threat)
            self.changed.emit()

    def _on_slider_moved(self, place: int) -> None:
        self._set_eps(float(f"{place / TICKS * self._most:.4g}"))
        self.eps.setText(f"{self._threat.eps:.4g}")

    def _on_eps_typed(self) -> None:
        share = share_of_peak(self.eps.text())
        if share is not None:
            self._set_eps(self.eps.text())
            if self._threat.eps == share:
                self._show_threat(rescale=False)
            return
        try:
            eps = float(self.eps.text().replace(",", "."))
        except ValueError:
            self.refused.emit(self.tr("eps: '{text}' is not a number").format(text=self.eps.text()))
            return
        self._set_eps(eps)
        if self._threat.eps == eps:
            self._show_threat(rescale=False)

    def _on_seed_typed(self) -> None:
        text = self.seed.text().strip()
        if not text.isdecimal() or not int(text) < 2**31:
            self.refused.emit(self.tr("Seed: must be a whole number from 0 to 2147483647"))
            return
        self.refused.emit("")
        if int(text) != self._seed:
            self._seed = int(text)
            self.changed.emit()

    def _on_toggled(self, on: bool) -> None:
        for widget in (self.attack, self.threat, self.slider, self.eps):
            widget.setEnabled(on)
        self.changed.emit()

    def _on_attack_changed(self, attack: Attack) -> None:
        self._attack = attack
        self._show_texts()
        self.changed.emit()

    def _on_threat_changed(self, threat: Threat) -> None:
        self._attack, self._threat = suited(self._attack, threat, tokens=self._tokens, task=self._task)
        self._offer()
        self._show_threat(rescale=True)
        self.changed.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
