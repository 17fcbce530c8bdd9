"""Playback of the time steps: a button with a timer, and the keys that mean the same in plots and lists."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QSlider, QToolButton, QWidget

from ....base.templates import fill_in
from ...icons import icon
from ...plots import TimeCursor

SPEEDS = (2, 5, 10, 20, 40)  # steps per second
_MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -(10**9), Qt.Key.Key_End: 10**9}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class StepPlayer(QToolButton):
    """A button that moves `slider` to its end, or in a loop; speed and loop are in its context menu."""

    def __init__(self, slider: QSlider, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = slider
        self.is_looping = False
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
    def is_playing(self) -> bool:
        """Whether the slider is moving."""
        return self._timer.isActive()

    @property
    def speed(self) -> int:
        """Steps per second."""
        return round(1000 / self._timer.interval())

    def set_speed(self, speed: int) -> None:
        """Steps per second."""
        self._timer.setInterval(round(1000 / speed))

    def toggle_playing(self) -> None:
        """Play or pause."""
        self.pause() if self.is_playing else self.play()

    def play(self) -> None:
        """Continue from here, or from the start if at the end."""
        if self.slider.maximum() <= self.slider.minimum():
            return
        if self.slider.value() >= self.slider.maximum():
            self.slider.setValue(self.slider.minimum())
        self._timer.start()
        self.setIcon(icon("pause"))

    def pause(self) -> None:
        """Stop moving."""
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
        self._tick(loop, self.is_looping)
        loop.triggered.connect(self._on_loop_toggled)
        return menu

    @staticmethod
    def _tick(action: QAction, checked: bool) -> None:
        action.setCheckable(True)
        action.setChecked(checked)

    def _on_menu_requested(self, place: QPoint) -> None:
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(place))

    def _on_loop_toggled(self, is_looping: bool) -> None:
        self.is_looping = is_looping

    def _on_tick(self) -> None:
        slider = self.slider
        if slider.value() < slider.maximum():
            slider.setValue(slider.value() + slider.singleStep())
        elif self.is_looping:
            slider.setValue(slider.minimum())
        else:
            self.pause()


class StepKeys(QObject):
    """Keys of the time cursor: Space plays; Left, Right, Home and End move the step. Not with Ctrl, Shift or Alt."""

    def __init__(self, cursor: TimeCursor, player: StepPlayer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cursor, self._player = cursor, player

    def watch(self, widget: QWidget) -> None:
        """Take the keys before `widget` uses them for itself."""
        widget.installEventFilter(self)

    def press(self, event: QKeyEvent) -> bool:
        """Handle the key; False if it is none of these."""
        if event.modifiers() not in _PLAIN:
            return False
        if event.key() == Qt.Key.Key_Space:
            self._player.toggle_playing()
            return True
        if event.key() in _MOVES:
            self._cursor.move(self._cursor.step + _MOVES[Qt.Key(event.key())] * self._cursor.stride)
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """These keys do not reach the widget that has the focus."""
        return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.press(event)
