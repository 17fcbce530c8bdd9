"""Training as it happens, or as it was: scores, losses, gradients, and the hidden state of the watched sequence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ...base.events import EpochDone, StepDone
from ...engine.messages import ResumeJob, TrainJob
from ..i18n.sentences import translate_sentence
from ..jobs import JobRow, JobStatus
from ..widgets.banner import Banner
from ..widgets.card import Card
from ..widgets.compared_runs import ComparedRuns
from ..widgets.curve_controls import CurveControls
from ..widgets.empty_state import EmptyState
from ..widgets.followed_run import FollowedRun, is_training
from ..widgets.pace import Pace
from ..widgets.text import page_title
from ..widgets.train_bar import TrainBar
from ..widgets.train_facts import TrainFacts
from ..widgets.train_plots import TrainPlots
from ..widgets.watch import Watch
from .base import PAGES, Page

if TYPE_CHECKING:
    from ..jobs import Jobs
    from ..session import Session


@PAGES.register("train")
class TrainPage(Page):
    """Follows the training job from its start; a run chosen elsewhere is shown from its folder."""

    order: ClassVar[int] = 3
    icon: ClassVar[str] = "train"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.run = FollowedRun(self)
        self.compared = ComparedRuns(self)
        self.watch = Watch(session, jobs, self)
        self.pace = Pace()
        self._current: JobRow | None = None  # the job that goes on
        self._overdue = False
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._show_facts)
        self.heading = page_title()
        self.bar, self.facts, self.controls = TrainBar(), TrainFacts(), CurveControls()
        self.banner = Banner()
        self.plots = TrainPlots()
        self.empty = EmptyState()
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.heading, 1)
        top.addWidget(self.bar)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self._run_view())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self.banner)
        layout.addWidget(self.stack, 1)

    def _run_view(self) -> QWidget:
        """What is shown once there is a run."""
        card, view = Card(), QWidget()
        card.body.addWidget(self.facts)
        layout = QVBoxLayout(view)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for widget in (card, self.controls, self.plots):
            layout.addWidget(widget, 1 if widget is self.plots else 0)
        return view

    def _connect(self) -> None:
        self.bar.train_wanted.connect(self._on_train)
        self.empty.pressed.connect(self._on_train)
        self.bar.resume_wanted.connect(self._on_resume)
        self.banner.pressed.connect(self._on_resume)
        self.bar.pause_wanted.connect(self.jobs.pause)
        self.bar.go_on_wanted.connect(self.jobs.go_on)
        self.bar.stop_wanted.connect(self.jobs.stop)
        self.bar.force_stop_wanted.connect(self.jobs.force_stop)
        self.controls.axis_changed.connect(self.plots.set_axis)
        self.controls.smoothing_changed.connect(self.run.set_smoothing)
        self.controls.log_changed.connect(self.plots.loss.set_log_y)
        self.plots.idle.connect(self._show_facts)
        self.run.replaced.connect(self._on_replaced)
        self.run.read.connect(self._watch)
        self.run.changed.connect(self.changed)
        self.compared.changed.connect(self._on_compared)
        self.jobs.events_arrived.connect(self._on_events)
        self.jobs.queue_changed.connect(self._on_queue_changed)
        self.jobs.job_ended.connect(self._on_ended)
        self.jobs.stop_overdue.connect(self._on_overdue)
        self.watch.answered.connect(self.plots.hidden.show_inspection)
        self.session.run_changed.connect(self._on_run_changed)
        self.session.ticks_changed.connect(self._on_ticks_changed)
        self.session.spec_changed.connect(lambda _: self._show_state())
        self.session.spec_invalidated.connect(lambda _: self._show_state())
        self.session.selection_changed.connect(lambda _: self._watch())
        self._on_ticks_changed(self.session.ticks)
        if self.session.run is not None:
            self.run.show_folder(self.session.run)
        self._on_queue_changed()

    def title(self) -> str:
        """See `Page.title`."""
        return self.tr("Train")

    def retranslate(self) -> None:
        """See `Page.retranslate`."""
        for part in (self.bar, self.facts, self.controls, self.plots):
            part.retranslate()
        self.empty.set_texts(
            self.tr("Nothing has been trained yet"),
            self.tr(
                "The settings are filled in. Press Train, and accuracy on clean and on attacked data appears here."
            ),
            self.tr("Train"),
        )
        self.refresh()

    def refresh(self) -> None:
        """See `Page.refresh`."""
        heading = self.run.label or self.title()
        if heading != self.heading.text():
            self.heading.setText(heading)
        shown = self.run.row is not None or self.run.folder is not None
        self.stack.setCurrentIndex(1 if shown else 0)
        self._draw()
        self._show_facts()
        self._show_state()

    def _draw(self) -> None:
        self.plots.draw(self.run.history, smoothed=self.controls.chosen_smoothing() > 0)

    def restyle(self) -> None:
        """See `Page.restyle`."""
        self.plots.restyle()
        self.facts.restyle()

    def showEvent(self, event) -> None:  # noqa: N802
        """The clock goes while someone looks."""
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event) -> None:  # noqa: N802
        """Nothing ticks unseen."""
        super().hideEvent(event)
        self._clock.stop()

    def _show_facts(self) -> None:
        self.facts.show_run(self.run.history, self.run.row, self.pace)

    def _show_state(self) -> None:
        row = self._current
        self.bar.show_state(
            row.status if row else None,
            problem=self.session.problem,
            resumable=self._resumable(),
            overdue=self._overdue and row is not None,
        )
        self.empty.button.setEnabled(not self.session.problem)
        self.empty.button.setToolTip(self.session.problem)
        if self.run.problem is not None:
            self.banner.say(str(self.run.problem))

    def _resumable(self) -> bool:
        if self.run.folder is None or self._current is not None:
            return False
        return self.run.row.resumable if self.run.row is not None else self.run.resumable

    def _on_train(self) -> None:
        spec = self.session.spec
        self.jobs.submit(TrainJob(spec, str(self.session.runs_folder)), spec.label)

    def _on_resume(self) -> None:
        if self.run.folder is not None:
            self.banner.say("")
            self.jobs.submit(ResumeJob(str(self.run.folder)), self.run.label)

    def _on_queue_changed(self) -> None:
        row = self.jobs.current()
        if row is not self._current:
            self._current, self._overdue = row, False
            if row is not None and is_training(row):
                self.session.set_run(None)
                self.run.follow(row)
        if row is not None and row.status is not JobStatus.RUNNING:
            self.pace.rest()
        self.changed()

    def _on_events(self, row: JobRow, events: list[object]) -> None:
        if row is not self.run.row:
            return
        steps = [event.step for event in events if isinstance(event, StepDone)]
        if steps:
            self.pace.mark(steps[-1])
        self.run.take(row, events)  # type: ignore[arg-type]
        if len(steps) == len(events) and self.isVisible():
            self._draw()
        else:
            self.changed()
        if any(isinstance(event, EpochDone) for event in events):
            self._watch()

    def _watch(self) -> None:
        """Ask for the hidden states on the network of this moment, or on the stored one."""
        if not self.isVisible() or not len(self.run.history.epochs):
            return
        live = self._current is not None and self._current is self.run.row
        if live or self.run.folder is not None:
            self.watch.ask(None if live else self.run.folder)

    def _on_ended(self, row: JobRow) -> None:
        if row is not self.run.row:
            return
        if row.folder is not None:
            self.session.set_run(row.folder)
        if row.status is JobStatus.FAILED and row.message is not None:
            self.banner.say(translate_sentence(row.message), self.tr("Resume") if row.resumable else "")
        self.changed()

    def _on_overdue(self, row: JobRow) -> None:
        self._overdue = row is self._current
        self._show_state()

    def _on_run_changed(self, folder: Path | None) -> None:
        known = self.run.row.folder if self.run.row is not None else self.run.folder
        if folder is not None and folder != known:
            self.run.show_folder(folder)

    def _on_replaced(self) -> None:
        self.pace = Pace()
        self.banner.say("")
        self.plots.hidden.clear_map()

    def _on_ticks_changed(self, folders: tuple[Path, ...]) -> None:
        self.compared.set_folders(tuple(folders))

    def _on_compared(self) -> None:
        self.plots.score.show_compared(self.compared.runs)
        self.changed()
