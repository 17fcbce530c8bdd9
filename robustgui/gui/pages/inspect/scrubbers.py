"""The three sliders below the plots: step in time, iteration of the attack, epoch of the training."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSlider, QWidget

from ...plots import TimeCursor
from ...widgets.plain_label import PlainLabel
from .step_player import StepPlayer


class Scrubbers(QWidget):
    """Signals:
    iteration_changed: carries an index of the attack's iterations.
    epoch_changed: carries a stored epoch, or None for the newest network.
    """

    iteration_changed = Signal(int)
    epoch_changed = Signal(object)

    def __init__(self, cursor: TimeCursor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.time_cursor = cursor
        self._iterations: Sequence[int] = ()
        self._result = 0
        self._epochs: tuple[int, ...] = ()
        self._shown_epoch: int | None = None  # of the network of the last reply
        self.time, self.iteration, self.epoch = (QSlider(Qt.Orientation.Horizontal) for _ in range(3))
        self.names = [PlainLabel() for _ in range(3)]
        self.values = [PlainLabel() for _ in range(3)]
        self.player = StepPlayer(self.time)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for slider, name, value in zip((self.time, self.iteration, self.epoch), self.names, self.values, strict=True):
            slider.setMaximum(0)
            slider.setEnabled(False)
            slider.setPageStep(5)
            name.setProperty("role", "muted")
            name.setBuddy(slider)
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.player, 0, 0)
        grid.addWidget(self.names[0], 0, 1)
        grid.addWidget(self.time, 0, 2, 1, 4)
        grid.addWidget(self.values[0], 0, 6)
        for place, row in ((1, 0), (2, 3)):
            grid.addWidget(self.names[place], 1, 1 + row)
            grid.addWidget((self.iteration, self.epoch)[place - 1], 1, 2 + row)
            grid.addWidget(self.values[place], 1, 3 + row)
        grid.setColumnStretch(2, 1)
        grid.setColumnStretch(5, 1)
        self.time.valueChanged.connect(cursor.move)
        cursor.moved.connect(self.time.setValue)
        cursor.moved.connect(self._say)
        cursor.length_changed.connect(self._on_length_changed)
        self.iteration.valueChanged.connect(self._on_iteration_moved)
        self.epoch.valueChanged.connect(self._on_epoch_moved)
        self.retranslate()

    def retranslate(self) -> None:
        """Set every text anew."""
        for label, slider, text in zip(
            self.names,
            (self.time, self.iteration, self.epoch),
            (self.tr("Step"), self.tr("Attack iteration"), self.tr("Epoch")),
            strict=True,
        ):
            label.setText(text)
            slider.setAccessibleName(text)
        self.epoch.setToolTip(self.tr("The network after this epoch; rightmost: the present network"))
        self.player.retranslate()
        self._say()

    @property
    def chosen_epoch(self) -> int | None:
        """The selected stored epoch; None: the newest network."""
        place = self.epoch.value()
        return self._epochs[place] if place < len(self._epochs) else None

    def set_iterations(self, iterations: Sequence[int], result: int, place: int) -> None:
        """The iterations of the attack, the index of its result, and that of the one to show."""
        self._iterations, self._result = iterations, result
        with QSignalBlocker(self.iteration):
            self.iteration.setMaximum(max(0, len(iterations) - 1))
            self.iteration.setValue(place)
        self.iteration.setEnabled(len(iterations) > 1)
        self._say()

    def set_epochs(self, epochs: tuple[int, ...]) -> None:
        """These epochs are stored; the selected one, or the newest network, stays selected."""
        if epochs == self._epochs:
            return
        before = self.chosen_epoch
        self._epochs = epochs
        with QSignalBlocker(self.epoch):
            self.epoch.setMaximum(len(epochs))
            self.epoch.setValue(epochs.index(before) if before in epochs else len(epochs))
        self.epoch.setEnabled(bool(epochs))
        self._say()

    def show_reply_epoch(self, epoch: int | None) -> None:
        """The last reply is about the network of `epoch`."""
        self._shown_epoch = epoch
        self._say()

    def _say(self) -> None:
        """The values of the sliders, in labels whose width never changes, so that nothing moves."""
        last = self.time_cursor.length - 1
        texts = [f"{self._format_step(self.time_cursor.step)} / {self._format_step(last)}" if last >= 0 else "-", "-"]
        texts.append(self.tr("now"))
        widest = [
            f"{self._format_step(last)} / {self._format_step(last)}",
            f"{self.tr('{n}, result').format(n='000')}",
            self.tr("now ({n})").format(n="000"),
        ]
        if len(self._iterations):
            place = min(self.iteration.value(), len(self._iterations) - 1)
            number = int(self._iterations[place])
            texts[1] = self.tr("{n}, result").format(n=number) if place == self._result else f"{number}"
        if self.chosen_epoch is not None:
            texts[2] = f"{self.chosen_epoch}"
        elif self._shown_epoch is not None:
            texts[2] = self.tr("now ({n})").format(n=self._shown_epoch)
        for label, text, room in zip(self.values, texts, widest, strict=True):
            label.setText(text)
            label.setMinimumWidth(label.fontMetrics().horizontalAdvance(room) + 4)

    def _format_step(self, step: int) -> str:
        """A step, or its time in seconds where the data have a rate."""
        rate = self.time_cursor.rate
        return f"{step}" if rate is None else f"{step / rate:.3f} s"

    def _on_length_changed(self, length: int) -> None:
        self.time.setMaximum(max(0, length - 1))
        self.time.setSingleStep(self.time_cursor.stride)
        self.time.setPageStep(5 * self.time_cursor.stride)
        self.time.setEnabled(length > 1)
        self._say()

    def _on_iteration_moved(self, place: int) -> None:
        self._say()
        self.iteration_changed.emit(place)

    def _on_epoch_moved(self, place: int) -> None:
        self._say()
        self.epoch_changed.emit(self.chosen_epoch)
