"""Settings of the attack on one sequence: attack, threat model, live budget, seed, and the layer that is shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSlider, QWidget

from ....attacks import ATTACKS, Attack
from ....attacks.compatibility import list_compatible_attacks, list_compatible_threats, replace_incompatible
from ....base.errors import SettingError
from ....data import Task
from ....threats import THREATS, Threat
from ....threats.decibels import parse_decibels
from ...i18n.metric_words import unit_word
from ...i18n.sentences import translate_sentence
from ...i18n.titles import short_title
from ...literal import literal
from ...plots.ranges import round_range
from ...theme import to_pixels
from ...widgets.flow import Flow, group
from ...widgets.text import make_muted_label
from .form_popup import FormButton

TICKS = 200  # of the slider
ARROW = "  ▾"
WIDEST_ATTACK, WIDEST_THREAT = "AutoAttack", "L-inf"  # longer names are elided, and whole in the tooltip


class InspectControls(QWidget):
    """Rows that wrap; the slider signals each change while it is dragged.

    Signals:
        changed: attack, threat, seed or layer have changed.
        refused: a typed value is impossible; carries a sentence, empty once it is possible.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, attack: Attack, threat: Threat, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attack, self._threat = attack, threat
        self._tokens = True  # until the data are known
        self._task: Task | None = None
        self.on = QCheckBox()
        self.on.setChecked(True)
        self.attack = FormButton(ATTACKS, attack)
        self.threat = FormButton(THREATS, threat)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setMaximum(TICKS)
        self.eps, self.seed = QLineEdit(), QLineEdit("0")
        self.unit, self.eps_name, self.seed_name, self.layer_name = (make_muted_label() for _ in range(4))
        self.layer = QComboBox()
        self.flow = Flow(self)
        self._layer_group = group(self.layer_name, self.layer)
        self._layer_group.hide()
        for part in (self.on, self.attack, self.threat, group(self.eps_name, self.slider, self.eps, self.unit),
                     self._layer_group, group(self.seed_name, self.seed)):  # fmt: skip
            self.flow.addWidget(part)
        self._largest_eps = 1.0  # at the right end of the slider
        self._has_layers = False  # a network has said how many there are
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
        self._hold_widths()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.on.setText(self.tr("Attack"))
        self.eps_name.setText("eps")
        self.seed_name.setText(self.tr("Seed"))
        self.layer_name.setText(self.tr("Layer"))
        self.slider.setToolTip(self.tr("Perturbation budget: drag to see the prediction change"))
        for widget, name in ((self.slider, "eps"), (self.eps, "eps"), (self.seed, self.tr("Seed")),
                             (self.layer, self.tr("Layer"))):  # fmt: skip
            widget.setAccessibleName(name)
        self._show_texts()

    def _hold_widths(self) -> None:
        """Widths that do not depend on the values, so that nothing moves when these change."""
        for button, widest in ((self.attack, WIDEST_ATTACK), (self.threat, WIDEST_THREAT)):
            button.setMinimumWidth(0)
            button.setText(widest + ARROW)
            button.setFixedWidth(button.sizeHint().width())
        wide = self.fontMetrics().horizontalAdvance
        self.eps.setFixedWidth(wide("0.0000") + to_pixels(22))
        self.seed.setFixedWidth(wide("000") + to_pixels(22))
        self.unit.setFixedWidth(wide("data units"))
        self.slider.setFixedWidth(wide("0" * 12))
        self._show_texts()

    def read_attack(self) -> Attack | None:
        """The attack of the request; None: none."""
        return self._attack if self.on.isChecked() else None

    def read_threat(self) -> Threat | None:
        """The threat model of the request; None: none."""
        return self._threat if self.on.isChecked() else None

    def read_layer(self) -> int:
        """The layer of the request; -1: the last one."""
        return max(0, self.layer.currentIndex()) if self._has_layers else -1

    def read_seed(self) -> int:
        """The seed of the attack."""
        return self._seed

    def propose(self, attack: Attack, threat: Threat) -> None:
        """Set attack and threat, without a signal."""
        self._attack, self._threat = replace_incompatible(attack, threat, tokens=self._tokens, task=self._task)
        self._offer()
        self._show_threat(rescale=True)

    def set_data(self, tokens: bool, task: Task) -> None:
        """The kind of the data: only what suits it is offered and kept, without a signal."""
        self._tokens, self._task = tokens, task
        before = self._threat
        self._attack, self._threat = replace_incompatible(self._attack, self._threat, tokens=tokens, task=task)
        self._offer()
        self._show_threat(rescale=self._threat != before)

    def _offer(self) -> None:
        """Set the buttons, and offer what suits the data and each other."""
        self.threat.set_value(self._threat)
        self.attack.set_value(self._attack)
        self.threat.offer(list_compatible_threats(tokens=self._tokens))
        self.attack.offer(list_compatible_attacks(self._threat, task=self._task))

    def set_layers(self, count: int) -> None:
        """The number of layers of the network; the last one is selected."""
        self._has_layers = True
        if count != self.layer.count():
            with QSignalBlocker(self.layer):
                self.layer.clear()
                self.layer.addItems([str(number + 1) for number in range(count)])
                self.layer.setCurrentIndex(count - 1)
        self._layer_group.setVisible(count > 1)

    def _show_threat(self, rescale: bool) -> None:
        eps = self._threat.eps
        if rescale or eps > self._largest_eps:
            self._largest_eps = round_range(0.0, 4 * eps)[1] if eps > 0 else 1.0
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(eps / self._largest_eps * TICKS))
        self.eps.setText(f"{eps:.4g}")
        self._show_texts()

    def _show_texts(self) -> None:
        elided = self.fontMetrics().elidedText
        for button, text, widest in (
            (self.attack, short_title(ATTACKS, self._attack.name), WIDEST_ATTACK),
            (self.threat, self._threat.norm, WIDEST_THREAT),
        ):
            room = self.fontMetrics().horizontalAdvance(widest) + 1
            button.setText(elided(text, Qt.TextElideMode.ElideRight, room) + ARROW)
            button.setAccessibleName(text)
        attack, threat = self.tr("which attack, and its settings"), self.tr("what the attacker may change")
        self.attack.setToolTip(literal(f"{short_title(ATTACKS, self._attack.name)}: {attack}"))
        self.threat.setToolTip(literal(f"{self._threat.norm}: {threat}"))
        unit = unit_word(self._threat.unit)
        self.unit.setText(elided(unit, Qt.TextElideMode.ElideRight, self.unit.maximumWidth()))
        self.unit.setToolTip(literal(unit))

    def _set_eps(self, eps: float | str) -> None:
        try:
            threat = self._threat.copy_with(eps=eps)
        except SettingError as error:
            self.refused.emit("eps: " + "; ".join(translate_sentence(s) for s in error.problems.values()))
            return
        self.refused.emit("")
        if threat != self._threat:
            self._threat = threat
            self.threat.set_value(threat)
            self.changed.emit()

    def _on_slider_moved(self, place: int) -> None:
        self._set_eps(float(f"{place / TICKS * self._largest_eps:.4g}"))
        self.eps.setText(f"{self._threat.eps:.4g}")

    def _on_eps_typed(self) -> None:
        share = parse_decibels(self.eps.text())
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
        self._attack, self._threat = replace_incompatible(self._attack, threat, tokens=self._tokens, task=self._task)
        self._offer()
        self._show_threat(rescale=True)
        self.changed.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follows the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_seed"):  # built
            self._hold_widths()
