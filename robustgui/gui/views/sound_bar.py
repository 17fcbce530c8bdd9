"""Buttons that play or save a clean sound, an adversarial one, and their difference."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QStandardPaths, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QMessageBox, QToolButton, QWidget

from ...base.errors import RobustGuiError
from ...base.together import write_together
from ..i18n.sentences import translate_sentence
from ..icons import icon
from ..literal import literal
from ..widgets.save_dialog import ask_save_path
from .sound import Sound, wav_bytes

Floats = NDArray[np.floating]
UNKNOWN_RATE = 8000.0  # samples a second where the data do not say
_SILENCE = np.zeros((0, 1), np.float32)


class SoundBar(QWidget):
    """The difference is heard as loud as the clean sound; by how much it is amplified stands on its button.

    Signals:
        moved: something plays; carries the number of the sample that is heard.
        problem: why a sound could not be played; empty: it can again.
    """

    moved = Signal(int)
    problem = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sound = Sound(self)
        self.clean, self.attacked, self._rate = _SILENCE, _SILENCE, 0.0
        self._playing: int | None = None
        self.buttons = [QToolButton() for _ in range(3)]  # clean, attacked, difference
        self.save_actions = [QAction(self) for _ in range(3)]
        self.save = QToolButton()
        self.save.setIcon(icon("export"))
        self.save.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.save.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        menu = QMenu(self.save)
        for place, (button, action) in enumerate(zip(self.buttons, self.save_actions, strict=True)):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setMinimumWidth(40)  # the picture tells enough where the page is narrow
            button.clicked.connect(lambda _, place=place: self._on_pressed(place))
            action.triggered.connect(lambda _, place=place: self._on_save_chosen(place))
            menu.addAction(action)
            row.addWidget(button)
        self.save.setMenu(menu)
        row.addWidget(self.save)
        self.sound.moved.connect(self._on_sound_moved)
        self.sound.ended.connect(self._on_sound_ended)
        self.sound.refused.connect(self._on_sound_refused)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.save.setToolTip(self.tr("Save as .wav"))
        self.save.setAccessibleName(self.tr("Save as .wav"))
        names = (self.tr("Save clean sound (WAV)…"), self.tr("Save adversarial sound (WAV)…"),
                 self.tr("Save amplified difference (WAV)…"))  # fmt: skip
        for action, name in zip(self.save_actions, names, strict=True):
            action.setText(name)
        self._say()

    def set_sounds(self, clean: Floats | None, attacked: Floats | None, rate: float | None) -> None:
        """Other sounds (T, channels); None: there is none. What is playing goes on if it is still the same."""
        clean, attacked = (_SILENCE if samples is None else samples for samples in (clean, attacked))
        if self._playing is not None and (self._playing > 0 or clean is not self.clean):
            self.stop()
        self.clean, self.attacked, self._rate = clean, attacked, rate or 0.0
        self._say()

    def stop(self) -> None:
        """Silence."""
        self.sound.stop()

    @property
    def gain(self) -> float:
        """By how much the difference is amplified to be as loud as the clean sound."""
        if len(self.attacked) != len(self.clean):
            return 1.0
        most = float(np.abs(self.attacked - self.clean).max(initial=0.0))
        return float(np.abs(self.clean).max(initial=0.0)) / most if most > 0 else 1.0

    def samples(self, place: int) -> Floats:
        """What is heard, (T, channels): 0 the clean sound, 1 the attacked one, 2 their difference, amplified."""
        if place == 0:
            return self.clean
        return self.attacked if place == 1 else (self.attacked - self.clean) * self.gain

    def wav(self, place: int) -> bytes:
        """The sound as a file; all three at one and the same scale, which is 1 unless something is louder."""
        loudest = max(float(np.abs(samples).max(initial=0.0)) for samples in (self.clean, self.attacked))
        return wav_bytes(self.samples(place), self._rate or UNKNOWN_RATE, max(1.0, loudest))

    def _say(self) -> None:
        """Names, what is possible, and why not."""
        plays = self.sound.command is not None
        names = (
            self.tr("Clean"),
            self.tr("Adversarial"),
            self.tr("Difference ×{gain}").format(gain=f"{self.gain:.3g}"),
        )
        if not plays:
            hint = self.tr(
                "This system has no program that plays sound (such as aplay or paplay). "
                "Save as .wav and listen elsewhere."
            )
        elif not self._rate and len(self.clean):
            hint = self.tr("The sample rate of these data is not known: played at {rate} Hz.")
            hint = hint.format(rate=f"{UNKNOWN_RATE:g}")
        else:
            hint = self.tr("Play or stop")
        for place, (button, name) in enumerate(zip(self.buttons, names, strict=True)):
            there = len(self.clean if place == 0 else self.attacked) > 0
            playing = self._playing == place
            button.setText(name)
            button.setIcon(icon("stop" if playing else "play"))
            button.setAccessibleName(self.tr("Stop") if playing else self.tr("Play: {sound}").format(sound=name))
            button.setEnabled(there and plays)
            button.setToolTip(literal(hint))
            self.save_actions[place].setEnabled(there)
        self.save.setEnabled(len(self.clean) > 0)

    def _on_pressed(self, place: int) -> None:
        again = self._playing == place
        self.stop()
        if again:
            return
        self.problem.emit("")
        self._playing = place
        self.sound.play(self.wav(place))
        self._say()

    def _on_sound_moved(self, seconds: float) -> None:
        self.moved.emit(round(seconds * (self._rate or UNKNOWN_RATE)))

    def _on_sound_ended(self) -> None:
        self._playing = None
        self._say()

    def _on_sound_refused(self, message: str) -> None:
        text = self.tr("The sound cannot be played: {problem}. Save as .wav and listen elsewhere.")
        self.problem.emit(text.format(problem=message.rstrip(".")))

    def _on_save_chosen(self, place: int) -> None:
        title = self.tr("Save as .wav")
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MusicLocation)
        name = ("clean", "attacked", "difference")[place]
        target = ask_save_path(self, title, str(Path(folder) / f"{name}.wav"), "WAV (*.wav)", lambda *_: ".wav")
        if target is None:
            return
        try:
            write_together({target.path: self.wav(place)}, overwrite=target.replaces)
        except RobustGuiError as error:
            QMessageBox.warning(self, title, literal(translate_sentence(error.sentence)))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def hideEvent(self, event) -> None:  # noqa: N802
        """Nothing is heard unseen."""
        self.stop()
        super().hideEvent(event)
