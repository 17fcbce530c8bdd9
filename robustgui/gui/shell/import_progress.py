"""Progress of the import of a large source, with a button that cancels it, above every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QFrame, QProgressBar, QPushButton, QWidget

from ...base.templates import fill_in
from ...data.cache import ReadProgress
from ..i18n.numbers import format_count, format_duration
from ..i18n.sentences import translate_sentence
from ..widgets.layouts import make_row
from ..widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from ..dataset_loader import DatasetLoader

_PATIENCE_MS = 400  # a shorter import is not shown
_FINE = 1000  # steps of the bar


class ImportProgress(QFrame):
    """Shows itself while a large source is being read for longer than a moment."""

    def __init__(self, loader: DatasetLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setProperty("kind", "news")
        self._reading: ReadProgress | None = None
        self.words = PlainLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.cancel_button = QPushButton()
        self.cancel_button.clicked.connect(loader.cancel)
        make_row(
            self.words, self.bar, self.cancel_button, of=self, stretched=self.bar, spacing=12, margins=(16, 8, 8, 8)
        )
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        loader.progressed.connect(self._on_progressed)
        loader.started.connect(lambda _: self._on_over())
        loader.loaded.connect(lambda _: self._on_over())
        loader.failed.connect(lambda _: self._on_over())
        loader.cancelled.connect(self._on_over)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """All texts anew."""
        self.cancel_button.setText(self.tr("Cancel"))
        self.cancel_button.setToolTip(self.tr("What has been read is kept: the next import continues from there"))
        self.bar.setAccessibleName(self.tr("How much has been read"))
        self._show_reading()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _on_progressed(self, reading: ReadProgress) -> None:
        self._reading = reading
        self._show_reading()
        if self.isHidden() and not self._patience.isActive():
            self._patience.start()

    def _on_over(self) -> None:
        self._patience.stop()
        self._reading = None
        self.hide()

    def _show_reading(self) -> None:
        reading = self._reading
        if reading is None:
            return
        has_share = reading.share is not None
        self.bar.setRange(0, _FINE if has_share else 0)
        if reading.share is not None:
            self.bar.setValue(int(reading.share * _FINE))
        words = [translate_sentence(reading.sentence)]
        if reading.sequences:
            words.append(fill_in(self.tr("{count} {count:sequence|sequences}"), count=format_count(reading.sequences)))
        if reading.eta_s is not None:
            words.append(self.tr("{duration} remaining").format(duration=format_duration(reading.eta_s)))
        self.words.setText(" · ".join(words))
        self.setAccessibleName(self.words.text())
