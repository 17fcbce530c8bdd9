"""Which sequence is watched while a network trains, and the questions about it to the engine."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ....base.errors import Sentence
from ....data.source_names import is_same_source
from ....evaluation.inspect_request import Inspection, InspectRequest
from ...i18n.sentences import translate_sentence
from ...i18n.titles import data_title
from ...jobs import Jobs
from ...session import Session
from .followed_run import FollowedRun

TOPIC = "watch"
OTHERS = 60  # sequences for the plane of the trajectories: it is fitted anew with every measurement


class Watch(QObject):
    """Watches the selected sequence, attacked as the run is measured.

    A run that is training answers after every measurement without being asked, on the network that was measured.

    Signals:
        answered: carries an `Inspection`.
        refused: there is no answer; carries the sentence that says why, translated.
    """

    answered = Signal(object)
    refused = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._question: InspectRequest | None = None  # the last one that was asked
        jobs.request_done.connect(self._on_answered)
        jobs.request_failed.connect(self._on_refused)

    def watch(self, run: FollowedRun, *, live: bool) -> None:
        """Ask about `run` now, if it has been measured, and where it is `live` after every measurement to come."""
        self._question = question = self._question_about(run)
        self._jobs.follow(TOPIC, question if live else None)
        if question is not None and question.folder is not None and len(run.history.epochs):
            self._jobs.request(TOPIC, question)

    def rest(self) -> None:
        """The page is hidden: answer nothing more by itself."""
        self._jobs.follow(TOPIC, None)

    def _question_about(self, run: FollowedRun) -> InspectRequest | None:
        """None: the run is not read yet, nothing is selected, or it was trained on other data than those open."""
        chosen, spec = self._session.selection, run.spec
        if chosen is None or spec is None:
            return None
        if not is_same_source(spec.data.train, self._session.spec.data.train):
            words = self.tr("This run is trained on {data}. Open these data to watch one of their sequences.")
            self.refused.emit(words.format(data=data_title(spec.data.train)))
            return None
        folder = None if run.folder is None else str(run.folder)
        return InspectRequest(
            folder, None, chosen.split, chosen.index, spec.watch.attack, spec.watch.threat, others=OTHERS
        )

    def _is_awaited(self, found: Inspection) -> bool:
        newest, answered = self._question, found.question
        if newest is None:
            return False
        same_run = newest.folder is None or answered.folder == newest.folder
        return same_run and (answered.split, answered.index) == (newest.split, newest.index)

    def _on_answered(self, topic: str, reply: Inspection) -> None:
        if topic == TOPIC and self._is_awaited(reply):
            self.answered.emit(reply)

    def _on_refused(self, topic: str, message: Sentence, details: str) -> None:
        if topic == TOPIC:
            self.refused.emit(translate_sentence(message))
