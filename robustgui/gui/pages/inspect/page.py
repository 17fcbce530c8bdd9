"""The page Inspect: one sequence before and after the attack, with the present network or that of an epoch."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np
from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

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
from ..base import PAGES, Page
from .feature_spread import Spread
from .layout import InspectLayout
from .request_builder import MARKS, InspectRequestBuilder, is_about, marks_of
from .sequence_list import Listing
from .sequence_rows import Mark
from .step_keys import StepKeys

if TYPE_CHECKING:
    from ...jobs import Jobs
    from ...session import Session

TOPIC = "inspect"


@PAGES.register("inspect")
class InspectPage(Page):
    """Sends a request whenever something changes; the last reply stays until the new one has come."""

    order: ClassVar[int] = 4
    icon: ClassVar[str] = "inspect"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.builder = InspectRequestBuilder(session, jobs)
        self.found: Inspection | None = None
        self.pinned: Inspection | None = None
        self._clean: Confusion | None = None  # the last measurement at eps 0
        self._live = QTimer(self, singleShot=True, interval=1000)
        self._live.timeout.connect(self._refresh_live)
        self.time_cursor = TimeCursor(self)
        self.frame = InspectLayout(self.time_cursor, session.spec.watch)
        self.sequences, self.controls = self.frame.sequences, self.frame.controls
        self.stage, self.scrubbers = self.frame.stage, self.frame.scrubbers
        self.spread = Spread(self)
        self.spread.found.connect(self.stage.set_context)
        self._keys = StepKeys(self.time_cursor, self.scrubbers.player, self)
        self._keys.serve(self.sequences.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.addWidget(self.frame)
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
        self.controls.changed.connect(self.changed)
        self.controls.refused.connect(self.frame.note.say_problem)
        self.scrubbers.iteration_changed.connect(self.stage.show_iteration)
        self.scrubbers.epoch_changed.connect(lambda _: self.changed())
        self.stage.iteration_requested.connect(self.scrubbers.iteration.setValue)
        self.stage.edited.connect(self._on_edited)
        self.stage.typed.connect(self._on_typed)
        self.frame.pin.toggled.connect(self._on_pin_toggled)
        self.frame.smallest.toggled.connect(lambda _: self.changed())
        self.frame.reset.clicked.connect(self._on_reset)
        self.frame.empty.pressed.connect(self._on_empty_pressed)

    def title(self) -> str:
        """See `Page`."""
        return self.tr("Inspect")

    def retranslate(self) -> None:
        """See `Page`."""
        self._show_place()

    def refresh(self) -> None:
        """Ask about what the session holds now."""
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
        """Either the stage, or what to do to get there."""
        folder, dataset = self.builder.folder(), self.session.dataset
        self.frame.runs.show_run(self.session.run, folder)
        if folder is not None and self.session.selection is not None:
            self.frame.show_stage()
        else:
            self.frame.show_empty(dataset is not None, folder is not None)

    def _show(self, iteration: int | None) -> None:
        """Everything anew from `self.found`."""
        found, original = self.found, self.builder.original
        if found is None:
            return
        fits = original is not None and original.shape == found.clean.shape and found.request.values is not None
        self.time_cursor.set_length(len(found.clean), stride=stride(found), rate=seconds_rate(found))
        self.frame.show_title(found, self.pinned)
        self.stage.show_inspection(found, self.pinned, original if fits else None, iteration)
        shown = found.chosen if iteration is None else iteration
        self.scrubbers.set_iterations(found.iterations.tolist(), found.chosen, shown)

    def _on_reply(self, topic: str, found: object) -> None:
        if topic != TOPIC or not isinstance(found, Inspection):
            return
        old = self.found
        if not self.builder.is_awaited(found):
            return  # someone has moved on
        kept = None  # whoever looks at an iteration of their own goes on doing so
        if old is not None and len(old.iterations) == len(found.iterations) and len(found.iterations) > 1:
            place = self.scrubbers.iteration.value()
            kept = place if place != old.chosen else None
        self.found = found
        own = is_about(found, self.session.dataset)
        self.frame.note.say_problem("" if own else self._words_of_other_data)
        self.frame.tell(found)
        self.stage.veil.lift()
        self.controls.set_layers(found.layers, known=True)
        self.scrubbers.show_reply_epoch(found.epoch)
        self._show(kept)
        request, outcome = found.request, verdict(found, found.chosen)
        as_it_is = request.values is None and request.text is None
        if own and as_it_is and request.split == self.sequences.split_name and outcome in MARKS:
            self.sequences.rows.mark(request.index, MARKS[outcome])

    def _words_of_other_data(self) -> str:
        return self.tr(
            "This network was trained on other data than the open ones: a sequence of its own data is shown."
        )

    def _on_request_failed(self, topic: str, message: Sentence, details: str) -> None:
        if topic == TOPIC:
            self.stage.veil.lift()
            self.frame.note.say_problem(lambda: translate_sentence(message))

    def _on_dataset_changed(self, dataset: Dataset | None) -> None:
        self.builder.forget_edits()
        self.frame.reset.setEnabled(False)
        self._forget_reply()
        self.sequences.set_dataset(dataset)
        if dataset is not None:
            self.controls.set_data(dataset.train.symbolic, dataset.train.task)
        self.spread.look_at(dataset)
        self._show_runs()
        selection = self.session.selection
        if selection is not None:
            self.sequences.show_selection(selection.split, selection.index)
        self.changed()

    def _on_selection_changed(self, selection: Selection | None) -> None:
        self.builder.forget_edits()
        self.frame.reset.setEnabled(False)
        if selection is not None:
            self.sequences.show_selection(selection.split, selection.index)
        self.changed()

    def _on_filter_changed(self, chosen: Filter | None) -> None:
        if chosen is None:
            self.sequences.single_out(None)
        else:
            self.sequences.single_out(chosen.split, chosen.indices, chosen.reason)

    def _show_runs(self) -> None:
        """The networks that can be chosen: stored runs on the data that are open."""
        if self.session.dataset is not None:
            self.frame.runs.show_rows(self.session.stored_runs.rows, self.session.dataset.train.source)
            if not self.session.stored_runs.is_read:
                self.session.stored_runs.refresh()

    def _on_run_changed(self, _: object) -> None:
        self.sequences.rows.marks[:] = Mark.UNKNOWN
        self.changed()

    def _on_queue_changed(self) -> None:
        if self.frame.places.currentIndex() == 0 and self.builder.folder() is not None:
            self.changed()  # the first network is here

    def _on_events_arrived(self, row: JobRow, events: list[object]) -> None:
        learned = any(isinstance(event, EpochDone) for event in events) and row is self.builder.training()
        if learned and not self._live.isActive():
            self._live.start()
        for event in events:
            if isinstance(event, Confusion):
                self._mark(event)

    def _mark(self, measured: Confusion) -> None:
        """A measurement of all test sequences of this network marks them in the list."""
        folder = self.builder.folder()
        whole = len(measured.true) == len(self.sequences.rows.marks) and self.sequences.split_name == "test"
        if folder is None or measured.run != folder.name or not whole:
            return
        self._clean = measured if measured.eps == 0 else self._clean
        self.sequences.rows.mark_all(np.arange(len(measured.true)), marks_of(measured, self._clean))

    def _refresh_live(self) -> None:
        """The network that trains has learned something: look again, if anyone is looking."""
        if self.scrubbers.chosen_epoch is None:
            self.changed()
        else:
            self.scrubbers.set_epochs(self.builder.epochs())

    def _on_edited(self, step: int, feature: int, value: float) -> None:
        if self.found is not None:
            self.builder.edit(self.found, step, feature, value)
            self.frame.reset.setEnabled(True)
            self.changed()

    def _on_typed(self, text: str) -> None:
        self.builder.text = text
        self.frame.reset.setEnabled(True)
        self.changed()

    def _on_reset(self) -> None:
        self.builder.forget_edits()
        self.frame.reset.setEnabled(False)
        self.changed()

    def _forget_reply(self) -> None:
        """Whatever is shown is about a sequence of other data."""
        self.found = self.pinned = self._clean = None
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
        self._pin(self.found if pinned else None)
        self._show(self.scrubbers.iteration.value() if self.found is not None else None)

    def _on_empty_pressed(self) -> None:
        self.session.page_requested.emit("data" if self.session.dataset is None else "train")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """See `StepKeys`."""
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """The keys are for the sequences at once, not for the first box of the page."""
        super().showEvent(event)
        if not event.spontaneous() and self.focusWidget() is None:
            self.sequences.view.setFocus()

    def hideEvent(self, event) -> None:  # noqa: N802
        """Nothing plays unseen."""
        self.scrubbers.player.pause()
        super().hideEvent(event)
