"""Training as it happens, or as it was: scores, losses, gradients, and one sequence under attack."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from ....engine.messages import ResumeJob
from ....training.events import StepDone
from ...i18n.sentences import problem_text
from ...icons import icon
from ...jobs import JobRow, JobStatus
from ...literal import literal
from ...submission import submit_training
from ...training_curves.compared_runs import ComparedRuns
from ...widgets.banner import Banner
from ...widgets.empty_state import EmptyState
from ...widgets.layouts import make_row
from ...widgets.text import make_muted_label, page_title
from ..base import PAGES, Page
from .durations import describe_estimate
from .followed_run import FollowedRun, is_training
from .run_view import RunView
from .stall_banner import StallBanner
from .watch import Watch

if TYPE_CHECKING:
    from ...jobs import Jobs
    from ...session import Session


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
        self._clock = QTimer(self, interval=1000)
        self.heading = page_title()
        self.view = RunView(self.run)
        self.resume_button = QPushButton(icon("resume"), "")
        self._current: JobRow | None = None  # the running job, whatever run is shown
        self.banner, self.warning = Banner(), Banner("warning")
        self.stall = StallBanner(session, jobs, self.run)
        self.estimate = make_muted_label()
        self.empty = EmptyState()
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        top = make_row(self.heading, self.estimate, self.resume_button, stretched=self.heading)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.view)
        self.fill(top, self.banner, self.warning, self.stall, self.stack, stretched=self.stack)

    def _connect(self) -> None:
        self.empty.pressed.connect(lambda: submit_training(self.session, self.jobs))
        self.resume_button.clicked.connect(self._on_resume)
        session = self.session
        for signal in (session.spec_changed, session.spec_invalidated, session.dataset_changed, self.jobs.engine_ready):
            signal.connect(lambda _: self._show_estimate())
        self.run.replaced.connect(lambda: self.banner.say(""))
        self.run.placed.connect(self._on_compared)
        self._clock.timeout.connect(self.view.draw_facts)
        self.run.read.connect(self._watch)
        self.run.placed.connect(self._watch)
        self.run.changed.connect(self.mark_stale)
        self.compared.changed.connect(self._on_compared)
        self.jobs.events_arrived.connect(self._on_events)
        self.jobs.queue_changed.connect(self._on_queue_changed)
        self.jobs.job_ended.connect(self._on_ended)
        self.watch.replied.connect(self.view.plots.watched.show_inspection)
        self.watch.failed.connect(self.view.plots.watched.say)
        self.session.run_changed.connect(self._on_run_changed)
        self.session.runs_removed.connect(self._on_runs_removed)
        self.session.dataset_changed.connect(lambda _: self.view.plots.watched.show_inspection(None))
        self.session.ticks_changed.connect(self._on_ticks_changed)
        for signal in (session.spec_changed, session.spec_invalidated):
            signal.connect(lambda _: self.mark_stale())
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
        self.view.retranslate()
        self.stall.retranslate()
        self.resume_button.setText(self.tr("Resume this run"))
        self.resume_button.setToolTip(self.tr("Continue the run shown here from its checkpoint"))
        self.estimate.setToolTip(self.tr("Estimated duration of a run with the present settings on this machine"))
        self._show_estimate()
        self.empty.set_texts(
            self.tr("Nothing has been trained yet"),
            self.tr("The settings are filled in. Press Train: clean and robust accuracy appear here."),
            self.tr("Train"),
        )
        self.refresh()

    def refresh(self) -> None:
        """See `Page.refresh`."""
        heading = self.run.label or self.title()
        if heading != self.heading.text():
            self.heading.setText(heading)
        has_run = self.run.row is not None or self.run.folder is not None
        self.stack.setCurrentIndex(1 if has_run else 0)
        self.view.draw()
        self.view.draw_facts()
        self._show_warnings()
        self._show_state()

    def restyle(self) -> None:
        """See `Page.restyle`."""
        self.view.restyle()

    def showEvent(self, event) -> None:  # noqa: N802
        """The clock runs while the page is visible."""
        super().showEvent(event)
        self._clock.start()
        self._watch()

    def hideEvent(self, event) -> None:  # noqa: N802
        """The clock stops."""
        super().hideEvent(event)
        self._clock.stop()
        self.watch.pause()

    def _show_warnings(self) -> None:
        """Warnings about the data of this run, until they are dismissed."""
        self.warning.say_new(self.run.history.warnings.values())

    def _show_state(self) -> None:
        self.resume_button.setVisible(self._is_resumable())
        self.empty.button.setEnabled(not self.session.problem)
        self.empty.button.setToolTip(literal(self.session.problem))
        if self.run.problem is not None:
            self.banner.say(partial(problem_text, self.run.problem))
        self.stall.show_state()

    def _show_estimate(self) -> None:
        self.estimate.setText(describe_estimate(self.session, self.jobs))

    def _is_resumable(self) -> bool:
        if self.run.folder is None or self._current is not None:
            return False
        row = self.run.row
        return self.run.is_resumable if row is None else row.resumable or row.status is JobStatus.STOPPED

    def _on_resume(self) -> None:
        if self.run.folder is not None:
            self.jobs.submit(ResumeJob(str(self.run.folder)), self.run.label)

    def _on_queue_changed(self) -> None:
        row, before = self.jobs.current(), self._current
        self._current = row
        if row is not before and row is not None and is_training(row):
            self.run.follow(row)
            self._watch()
        if row is not None and row.status is not JobStatus.RUNNING:
            self.view.facts.pace.pause()
        self.mark_stale()

    def _on_events(self, row: JobRow, events: list[object]) -> None:
        if row is not self.run.row:
            return
        steps = [event.step for event in events if isinstance(event, StepDone)]
        if steps:
            self.view.facts.pace.mark(steps[-1])
        self.run.take(row, events)  # type: ignore[arg-type]
        if len(steps) == len(events) and self.isVisible():
            self.view.draw()
        else:
            self.mark_stale()

    def _watch(self) -> None:
        """Request the inspection of the selected sequence, now and with every evaluation to come."""
        if self.isVisible():
            row = self._current
            self.watch.watch(self.run, live=row is not None and row is self.run.row)

    def _on_ended(self, row: JobRow) -> None:
        self.compared.reload()  # it may have been ticked while it was running
        if row is not self.run.row:
            return
        self._watch()  # the stored network
        self.mark_stale()

    def _on_run_changed(self, folder: Path | None) -> None:
        if folder == self.run.folder:
            return
        row = self._current
        if row is not None and is_training(row) and folder in (None, row.folder):
            if row is not self.run.row:
                self.run.follow(row)
        else:
            self.run.show_folder(folder)

    def _on_runs_removed(self, folders: frozenset[Path]) -> None:
        if self.run.folder in folders:
            self.run.show_folder(None)

    def _on_ticks_changed(self, folders: tuple[Path, ...]) -> None:
        self.compared.set_folders(tuple(folders))

    def _on_compared(self) -> None:
        others = [run for run in self.compared.runs if run.folder != self.run.folder]
        self.view.plots.score.show_compared(others)
        self.mark_stale()
