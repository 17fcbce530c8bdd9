"""Notices above the page, each with its action: a dead engine, an overdue stop, a failed run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ...base.errors import Sentence
from ...engine.messages import MeasureJob, ResumeJob
from ..i18n.sentences import LazyText, resolve_text, translate_sentence
from ..icons import icon
from ..jobs import JobRow, Jobs, JobStatus
from ..widgets.layouts import make_row
from ..widgets.picture import Picture
from ..widgets.plain_label import PlainLabel

_MOST = 3  # notices at a time; the oldest gives way


@dataclass(frozen=True)
class Remedy:
    """A button of a notice."""

    words: LazyText
    act: Callable[[], object]


class Notice(QFrame):
    """One sentence, its buttons, and a cross.

    Signals:
        dismissed: it has been answered or closed.
    """

    dismissed = Signal()

    def __init__(self, kind: str, words: LazyText, remedies: tuple[Remedy, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setProperty("kind", kind)
        self._words, self._remedies = words, remedies
        picture = Picture(20)
        picture.show_icon("warning", kind)
        self._sentence = PlainLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = make_row(picture, self._sentence, of=self, stretched=self._sentence, margins=(16, 8, 8, 8))
        self.buttons: list[QPushButton] = []
        for remedy in remedies:
            button = QPushButton()
            button.clicked.connect(lambda _checked=False, act=remedy.act: self._on_pressed(act))
            layout.addWidget(button)
            self.buttons.append(button)
        self._cross = QToolButton()
        self._cross.setIcon(icon("close", "muted"))
        self._cross.clicked.connect(self.dismissed)
        layout.addWidget(self._cross)
        self.retranslate()

    def text(self) -> str:
        """What it says."""
        return self._sentence.text()

    def retranslate(self) -> None:
        """All texts anew."""
        self._sentence.setText(resolve_text(self._words))
        self.setAccessibleName(self._sentence.text())
        for button, remedy in zip(self.buttons, self._remedies, strict=True):
            button.setText(resolve_text(remedy.words))
        self._cross.setToolTip(self.tr("Dismiss"))
        self._cross.setAccessibleName(self.tr("Dismiss"))

    def _on_pressed(self, act: Callable[[], object]) -> None:
        self.dismissed.emit()
        act()


class Notices(QWidget):
    """The notices of the window, the newest at the bottom; nothing at all while there are none.

    Signals:
        log_requested: the log is to be shown.
        resume_requested: go on with this `JobRow` from its checkpoint.
        restart_requested: continue this `JobRow`, which has no readable checkpoint, from its newest stored network.
        train_anew_requested: train a new run with the spec of this `JobRow`, which was edited.
    """

    log_requested = Signal()
    resume_requested = Signal(object)
    restart_requested = Signal(object)
    train_anew_requested = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._notices: dict[str, Notice] = {}
        self._offers: dict[str, JobRow] = {}  # by topic, the jobs that a notice offers to resume
        self._last_failure: Sentence | None = None  # why the last job failed
        self._silent = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        jobs.engine_crashed.connect(self._on_engine_crashed)
        jobs.stop_overdue.connect(self._on_stop_overdue)
        jobs.silence_changed.connect(self._on_silence)
        jobs.job_ended.connect(self._on_job_ended)
        jobs.queue_changed.connect(self._on_queue_changed)

    def say(self, topic: str, kind: str, words: LazyText, *remedies: Remedy) -> Notice:
        """Show a notice; it takes the place of an earlier one of the same topic. Kind: "bad" or "warning"."""
        self.drop(topic)
        while len(self._notices) >= _MOST:
            self.drop(next(iter(self._notices)))
        notice = self._notices[topic] = Notice(kind, words, remedies)
        notice.dismissed.connect(lambda: self.drop(topic))
        self._layout.addWidget(notice)
        return notice

    def add_widget(self, widget: QWidget) -> None:
        """Something that shows and hides by itself, above the notices."""
        self._layout.insertWidget(0, widget)

    def drop(self, topic: str) -> None:
        """Take the notice of `topic` away."""
        notice = self._notices.pop(topic, None)
        if notice is not None:
            self._layout.removeWidget(notice)
            notice.hide()
            notice.deleteLater()

    def list_notices(self) -> list[Notice]:
        """The notices that are there."""
        return list(self._notices.values())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            for notice in self.list_notices():
                notice.retranslate()

    def _on_engine_crashed(self, reason: Sentence) -> None:
        last, self._last_failure = self._last_failure, None
        if last == reason:  # the notice of the job that it took along says it already, with the way back
            return

        def words() -> str:
            return self.tr("The engine ended: {reason} A new one is starting.").format(
                reason=translate_sentence(reason)
            )

        self.say("engine", "bad", words, self._open_log())

    def _on_silence(self) -> None:
        """A notice that is there counts its seconds; a dismissed one comes back with the next silence only."""
        if self._jobs.silence is None:
            self._silent = False
            self.drop("silence")
        elif not self._silent:
            self._silent = True
            force_stop = Remedy(lambda: self.tr("Force stop"), self._jobs.force_stop)
            self.say("silence", "warning", self._silence_words, force_stop)
        elif "silence" in self._notices:
            self._notices["silence"].retranslate()

    def _silence_words(self) -> str:
        silence = self._jobs.silence
        if silence is None:
            return ""
        return f"{translate_sentence(silence.sentence)} {translate_sentence(silence.advice)}"

    def _on_stop_overdue(self, row: JobRow) -> None:
        def words() -> str:
            return self.tr("“{name}” does not stop. Force stop returns to its last checkpoint.").format(name=row.label)

        self.say("stop", "warning", words, Remedy(lambda: self.tr("Force stop"), self._jobs.force_stop))

    def _on_job_ended(self, row: JobRow) -> None:
        self.drop("stop")
        if row.status is not JobStatus.FAILED:
            return
        self._last_failure = row.message

        def words() -> str:
            reason = translate_sentence(row.message) if row.message else self.tr("The log says why.")
            return self.tr("“{name}” failed: {reason}").format(name=row.label, reason=reason)

        remedies = [self._open_log()]
        if row.resumable and isinstance(row.job, MeasureJob):
            resume = Remedy(lambda: self.tr("Continue where it stopped"), lambda: self.resume_requested.emit(row))
            remedies.insert(0, resume)
        elif row.resumable and row.folder:
            resume = Remedy(lambda: self.tr("Resume from the last checkpoint"), lambda: self.resume_requested.emit(row))
            remedies.insert(0, resume)
            self._offers[f"failed.{row.id}"] = row
        elif row.network_epoch and row.folder:
            remedies.insert(0, self._restart(row))
            self._offers[f"failed.{row.id}"] = row
        elif row.is_edited and row.folder:
            remedies.insert(0, self._train_anew(row))
            self._offers[f"failed.{row.id}"] = row
        self.say(f"failed.{row.id}", "bad", words, *remedies)

    def _on_queue_changed(self) -> None:
        """A run that is resumed, wherever that was asked for, needs no way out any more; a removed one has none."""
        resumed = {row.job.folder: row.id for row in self._jobs.rows if isinstance(row.job, ResumeJob)}
        for row in self._jobs.rows:
            again = isinstance(row.job, MeasureJob) and any(o.job == row.job and o.id > row.id for o in self._jobs.rows)
            if again or resumed.get(str(row.folder), row.id) > row.id:
                self.drop(f"failed.{row.id}")
        for topic, row in list(self._offers.items()):
            if row.folder is None:
                self.drop(topic)
                del self._offers[topic]

    def _train_anew(self, row: JobRow) -> Remedy:
        return Remedy(
            lambda: self.tr("Train a new run with these settings"), lambda: self.train_anew_requested.emit(row)
        )

    def _restart(self, row: JobRow) -> Remedy:
        def words() -> str:
            return self.tr("Continue from the network of epoch {epoch}").format(epoch=row.network_epoch)

        return Remedy(words, lambda: self.restart_requested.emit(row))

    def _open_log(self) -> Remedy:
        return Remedy(lambda: self.tr("Open the log"), self.log_requested.emit)
