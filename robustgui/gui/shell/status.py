"""The status bar: which data are open, what the engine does, and on which device."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from ...data.examples import PREFIX
from ...engine.messages import Ready
from ..dataset_loader import DatasetLoader
from ..i18n.sentences import translate_sentence
from ..i18n.titles import dataset_title
from ..jobs import Jobs, JobStatus
from ..session import Session
from ..widgets.plain_label import PlainLabel
from ..widgets.text import Elided


class Status(QStatusBar):
    """Three quiet words at the bottom; they follow session, loader and jobs by themselves."""

    def __init__(self, session: Session, jobs: Jobs, loader: DatasetLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._reading = ""
        self.dataset, self.engine, self.device = Elided("", 1.0), Elided("", 1.0), PlainLabel()
        self.addWidget(self.dataset)
        self.addPermanentWidget(self.engine)
        self.addPermanentWidget(self.device)
        self.setSizeGripEnabled(False)
        loader.started.connect(self._on_reading)
        loader.failed.connect(lambda _: self._on_reading(""))
        loader.cancelled.connect(lambda: self._on_reading(""))
        session.dataset_changed.connect(lambda _: self._on_reading(""))
        session.spec_changed.connect(lambda _: self.retranslate())
        jobs.queue_changed.connect(self.retranslate)
        jobs.engine_ready.connect(lambda _: self.retranslate())
        jobs.engine_crashed.connect(lambda _: self.retranslate())
        jobs.silence_changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """All three anew."""
        self._set(self.dataset, self._dataset_words())
        self._set(self.engine, self._engine_words())
        self._set(self.device, self._device_words())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    @staticmethod
    def _set(label: QLabel, words: str) -> None:
        if label.text() != words:
            label.setText(words)

    def _on_reading(self, name: str) -> None:
        self._reading = name
        self.retranslate()

    def _dataset_words(self) -> str:
        if self._reading:
            name = (
                self._reading if self._reading.startswith(PREFIX) else self._reading.replace("\\", "/").split("/")[-1]
            )
            return self.tr("Reading {name} …").format(name=name)
        dataset = self._session.dataset
        if dataset is None:
            return self.tr("No data")
        return self.tr("{name} · {train} for training, {test} for testing").format(
            name=dataset_title(dataset), train=len(dataset.train), test=len(dataset.test)
        )

    def _engine_words(self) -> str:
        if self._jobs.silence is not None:
            return translate_sentence(self._jobs.silence.sentence)
        row = self._jobs.current()
        waiting = sum(row.status is JobStatus.WAITING for row in self._jobs.rows)
        if row is not None:
            words = {
                JobStatus.RUNNING: self.tr("Running"),
                JobStatus.PAUSED: self.tr("Paused"),
                JobStatus.STOPPING: self.tr("Stopping …"),
            }.get(row.status, "")
            words = f"{words} · {row.label}"
            return words + " · " + self.tr("{count} waiting").format(count=waiting) if waiting else words
        return self.tr("Engine is starting …") if self._jobs.ready is None else self.tr("Engine is ready")

    def _device_words(self) -> str:
        ready: Ready | None = self._jobs.ready
        if ready is None or not ready.devices:
            return ""
        setting = self._session.spec.device.device
        names = dict(zip(ready.devices, ready.device_names, strict=False))
        device = setting if setting in names else next(iter(names))
        return self.tr("CPU") if device == "cpu" else names[device]  # a processor's name differs between systems
