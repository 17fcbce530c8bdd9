"""Plays a slider: a button with a timer, speed and loop in its context menu."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSlider, QToolButton, QWidget

from ....base.templates import fill_in
from ...icons import icon

SPEEDS = (2, 5, 10, 20, 40)  # steps a second


class StepPlayer(QToolButton):
    """Moves `slider` on by its single step until its end, or for ever; begins anew if it stands at the end."""

    def __init__(self, slider: QSlider, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = slider
        self.loop = False
        self._timer = QTimer(self, interval=100)
        self._timer.timeout.connect(self._on_tick)
        self.setAutoRaise(True)
        self.setIcon(icon("play"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.clicked.connect(self.toggle_playing)
        self.customContextMenuRequested.connect(self._on_menu_requested)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        self.setToolTip(self.tr("Play or pause (Space). Right click: speed and loop."))
        self.setAccessibleName(self.tr("Play"))

    @property
    def playing(self) -> bool:
        """Whether it moves."""
        return self._timer.isActive()

    @property
    def speed(self) -> int:
        """Steps a second."""
        return round(1000 / self._timer.interval())

    def set_speed(self, speed: int) -> None:
        """Steps a second."""
        self._timer.setInterval(round(1000 / speed))

    def toggle_playing(self) -> None:
        """Play or pause."""
        self.pause() if self.playing else self.play()

    def play(self) -> None:
        """Go on from here, or from the start if at the end."""
        if self.slider.maximum() <= self.slider.minimum():
            return
        if self.slider.value() >= self.slider.maximum():
            self.slider.setValue(self.slider.minimum())
        self._timer.start()
        self.setIcon(icon("pause"))

    def pause(self) -> None:
        """Stand still."""
        self._timer.stop()
        self.setIcon(icon("play"))

    def make_menu(self) -> QMenu:
        """Speed and loop."""
        menu = QMenu(self)
        for speed in SPEEDS:
            action = menu.addAction(fill_in(self.tr("{speed} {speed:step|steps} per second"), speed=speed))
            self._tick(action, speed == self.speed)
            action.triggered.connect(lambda _, speed=speed: self.set_speed(speed))
        menu.addSeparator()
        loop = menu.addAction(self.tr("Loop"))
        self._tick(loop, self.loop)
        loop.triggered.connect(self._on_loop_chosen)
        return menu

    @staticmethod
    def _tick(action: QAction, checked: bool) -> None:
        action.setCheckable(True)
        action.setChecked(checked)

    def _on_menu_requested(self, place: QPoint) -> None:
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(place))

    def _on_loop_chosen(self, loop: bool) -> None:
        self.loop = loop

    def _on_tick(self) -> None:
        slider = self.slider
        if slider.value() < slider.maximum():
            slider.setValue(slider.value() + slider.singleStep())
        elif self.loop:
            slider.setValue(slider.minimum())
        else:
            self.pause()
