"""The page Inspect: one sequence before and after the attack, with the current network or that of an epoch."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ....base.errors import Sentence
from ....data import Dataset
from ....evaluation.events import Confusion
from ....evaluation.inspect_request import Inspection
from ....training.events import EpochDone
from ...i18n.sentences import translate_sentence
from ...jobs import JobRow
from ...plots import TimeCursor
from ...session import Filter, Selection
from ...views.meaning import verdict
from ...views.time_axis import seconds_rate, stride
from ...widgets.layouts import make_column
from ..base import PAGES, Page
from .layout import InspectLayout
from .request_builder import MARKS, InspectRequestBuilder, is_about, make_marks
from .sequence_list import Listing
from .sequence_rows import Mark
from .step_player import StepKeys

if TYPE_CHECKING:
    from ...jobs import Jobs
    from ...session import Session

TOPIC = "inspect"


@PAGES.register("inspect")
class InspectPage(Page):
    """Sends a request at each change; the last reply stays until the new one has arrived."""

    order: ClassVar[int] = 4
    icon: ClassVar[str] = "inspect"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.builder = InspectRequestBuilder(session, jobs)
        self.inspection: Inspection | None = None
        self.pinned: Inspection | None = None
        self._clean: Confusion | None = None  # of the last evaluation at eps 0
        self._live = QTimer(self, singleShot=True, interval=1000)
        self._live.timeout.connect(self._refresh_live)
        self.time_cursor = TimeCursor(self)
        self.frame = InspectLayout(self.time_cursor, session.spec.watch)
        self.sequences, self.controls = self.frame.sequences, self.frame.controls
        self.stage, self.scrubbers = self.frame.stage, self.frame.scrubbers
        self._keys = StepKeys(self.time_cursor, self.scrubbers.player, self)
        self._keys.watch(self.sequences.view)
        make_column(self.frame, of=self, margins=(10, 8, 10, 8))
        self._connect()
        session.keep("inspect.pinned", lambda: self.pinned, self._pin)
        session.keep("inspect.listing", self.sequences.listing, self.sequences.set_listing, Listing())
        self.retranslate()
        self._on_dataset_changed(session.dataset)

    def _connect(self) -> None:
        session, jobs = self.session, self.jobs
        session.dataset_changed.connect(self._on_dataset_changed)
        session.selection_changed.connect(self._on_selection_changed)
        session.filter_changed.connect(self._on_filter_changed)
        session.run_changed.connect(self._on_run_changed)
        session.stored_runs.changed.connect(self._show_runs)
        self.frame.runs.chosen.connect(session.set_run)
        jobs.events_arrived.connect(self._on_events_arrived)
        jobs.queue_changed.connect(self._on_queue_changed)
        jobs.request_done.connect(self._on_reply)
        jobs.request_failed.connect(self._on_request_failed)
        self.sequences.chosen.connect(lambda split, index: session.select(Selection(split, index)))
        self.sequences.filter_cleared.connect(lambda: session.set_filter(None))
        self.controls.changed.connect(self.mark_stale)
        self.controls.refused.connect(self.frame.note.say_problem)
        self.scrubbers.iteration_changed.connect(self.stage.show_iteration)
        self.scrubbers.epoch_changed.connect(lambda _: self.mark_stale())
        self.stage.iteration_requested.connect(self.scrubbers.iteration.setValue)
        self.stage.edited.connect(self._on_edited)
        self.stage.typed.connect(self._on_typed)
        self.frame.pin.toggled.connect(self._on_pin_toggled)
        self.frame.smallest.toggled.connect(lambda _: self.mark_stale())
        self.frame.reset.clicked.connect(self._on_reset)
        self.frame.empty.pressed.connect(self._on_empty_pressed)

    def title(self) -> str:
        """See `Page`."""
        return self.tr("Inspect")

    def retranslate(self) -> None:
        """See `Page`."""
        self.frame.retranslate()
        self._show_place()

    def refresh(self) -> None:
        """Request the inspection of the selected sequence."""
        self.scrubbers.set_epochs(self.builder.epochs())
        request = self.builder.build(
            self.controls, self.scrubbers.chosen_epoch, smallest=self.frame.smallest.isChecked()
        )
        self._show_place()
        if request is None:
            return
        self.stage.veil.wait()
        self.jobs.request(TOPIC, request)

    def restyle(self) -> None:
        """See `Page`: plots follow the palette by themselves; colours inside texts are set anew."""
        self.time_cursor.restyle()
        for view in self.stage.views:
            view.redraw()

    def _show_place(self) -> None:
        """Either the stage, or what is missing."""
        folder, dataset = self.builder.folder(), self.session.dataset
        self.frame.runs.show_run(self.session.run, folder)
        if folder is not None and self.session.selection is not None:
            self.frame.show_stage()
        else:
            self.frame.show_empty(dataset is not None, folder is not None)

    def _show(self, iteration: int | None) -> None:
        """Show the inspection at an iteration of the attack; None: at its result."""
        inspection, original = self.inspection, self.builder.original
        if inspection is None:
            return
        is_edited = inspection.request.values is not None
        fits = original is not None and original.shape == inspection.clean.shape and is_edited
        self.time_cursor.set_length(len(inspection.clean), stride=stride(inspection), rate=seconds_rate(inspection))
        self.frame.show_title(inspection, self.pinned)
        self.stage.show_inspection(inspection, self.pinned, original if fits else None, iteration)
        place = inspection.returned if iteration is None else iteration
        self.scrubbers.set_iterations(inspection.iterations.tolist(), inspection.returned, place)

    def _on_reply(self, topic: str, reply: object) -> None:
        if topic != TOPIC or not isinstance(reply, Inspection) or not self.builder.is_awaited(reply):
            return
        before = self.inspection
        iteration = None  # one that the user has selected stays
        if before is not None and len(before.iterations) == len(reply.iterations) > 1:
            place = self.scrubbers.iteration.value()
            iteration = place if place != before.returned else None
        self.inspection = reply
        is_own = is_about(reply, self.session.dataset)
        self.frame.note.say_problem("" if is_own else self._describe_other_data)
        self.frame.describe(reply)
        self.stage.veil.lift()
        self.controls.set_layers(reply.layers)
        self.scrubbers.show_reply_epoch(reply.epoch)
        self._show(iteration)
        request, outcome = reply.request, verdict(reply, reply.returned)
        is_unedited = request.values is None and request.text is None
        if is_own and is_unedited and request.split == self.sequences.split_name and outcome in MARKS:
            self.sequences.rows.mark(request.index, MARKS[outcome])

    def _describe_other_data(self) -> str:
        return self.tr(
            "This network was trained on other data than the open ones: a sequence of its own data is shown."
        )

    def _on_request_failed(self, topic: str, message: Sentence, details: str) -> None:
        if topic == TOPIC:
            self.stage.veil.lift()
            self.frame.note.say_problem(lambda: translate_sentence(message))

    def _on_dataset_changed(self, dataset: Dataset | None) -> None:
        self._forget_edits()
        self._forget_reply()
        self.sequences.set_dataset(dataset)
        if dataset is not None:
            self.controls.set_data(dataset.train.symbolic, dataset.train.task)
        self.stage.set_dataset(dataset)
        self._show_runs()
        selection = self.session.selection
        if selection is not None:
            self.sequences.show_selection(selection.split, selection.index)
        self.mark_stale()

    def _on_selection_changed(self, selection: Selection | None) -> None:
        self._forget_edits()
        if selection is not None:
            self.sequences.show_selection(selection.split, selection.index)
        self.mark_stale()

    def _on_filter_changed(self, subset: Filter | None) -> None:
        if subset is None:
            self.sequences.filter(None)
        else:
            self.sequences.filter(subset.split, subset.indices, subset.reason)

    def _show_runs(self) -> None:
        """The networks to choose from: stored runs on the open data."""
        if self.session.dataset is not None:
            self.frame.runs.show_rows(self.session.stored_runs.rows, self.session.dataset.train.source)
            if not self.session.stored_runs.is_read:
                self.session.stored_runs.refresh()

    def _on_run_changed(self, _: object) -> None:
        self.sequences.rows.marks[:] = Mark.UNKNOWN
        self.mark_stale()

    def _on_queue_changed(self) -> None:
        if self.frame.places.currentIndex() == 0 and self.builder.folder() is not None:
            self.mark_stale()  # there is a first network

    def _on_events_arrived(self, row: JobRow, events: list[object]) -> None:
        is_new = any(isinstance(event, EpochDone) for event in events) and row is self.builder.training()
        if is_new and not self._live.isActive():
            self._live.start()
        for event in events:
            if isinstance(event, Confusion):
                self._mark(event)

    def _mark(self, confusion: Confusion) -> None:
        """An evaluation of this network on all test sequences marks them in the list."""
        folder = self.builder.folder()
        is_whole = len(confusion.true) == len(self.sequences.rows.marks) and self.sequences.split_name == "test"
        if folder is None or confusion.run != folder.name or not is_whole:
            return
        self._clean = confusion if confusion.eps == 0 else self._clean
        self.sequences.rows.mark_all(make_marks(confusion, self._clean))

    def _refresh_live(self) -> None:
        """The network in training has changed: inspect it again, unless an earlier epoch is shown."""
        if self.scrubbers.chosen_epoch is None:
            self.mark_stale()
        else:
            self.scrubbers.set_epochs(self.builder.epochs())

    def _on_edited(self, step: int, feature: int, value: float) -> None:
        if self.inspection is not None:
            self.builder.edit(self.inspection, step, feature, value)
            self.frame.reset.setEnabled(True)
            self.mark_stale()

    def _on_typed(self, text: str) -> None:
        self.builder.text = text
        self.frame.reset.setEnabled(True)
        self.mark_stale()

    def _on_reset(self) -> None:
        self._forget_edits()
        self.mark_stale()

    def _forget_edits(self) -> None:
        self.builder.forget_edits()
        self.frame.reset.setEnabled(False)

    def _forget_reply(self) -> None:
        """The inspection is of other data."""
        self.inspection = self.pinned = self._clean = None
        self._live.stop()
        self.frame.forget()
        self.stage.veil.lift()
        self.stage.show_inspection(None, None, None, None)
        self.scrubbers.set_iterations((), 0, 0)
        self.time_cursor.set_length(0)

    def _pin(self, pinned: Inspection | None) -> None:
        """Compare with `pinned`, or with nothing."""
        self.pinned = pinned
        with QSignalBlocker(self.frame.pin):
            self.frame.pin.setChecked(pinned is not None)

    def _on_pin_toggled(self, pinned: bool) -> None:
        self._pin(self.inspection if pinned else None)
        self._show(self.scrubbers.iteration.value())

    def _on_empty_pressed(self) -> None:
        self.session.page_requested.emit("data" if self.session.dataset is None else "train")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """See `StepKeys`."""
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """The list of sequences gets the focus, not the first box of the page."""
        super().showEvent(event)
        if not event.spontaneous() and self.focusWidget() is None:
            self.sequences.view.setFocus()

    def hideEvent(self, event) -> None:  # noqa: N802
        """The playback stops."""
        self.scrubbers.player.pause()
        super().hideEvent(event)
