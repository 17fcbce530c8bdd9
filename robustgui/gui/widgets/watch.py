"""Which sequence is watched while a network trains, and the questions about it to the engine."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ...base.errors import Sentence
from ...data.examples import PREFIX
from ...evaluation.question import Inspect, Inspection
from ..i18n.sentences import translate_sentence
from ..i18n.titles import data_title
from ..jobs import Jobs
from ..session import Session
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
        self._question: Inspect | None = None  # the last one that was asked
        jobs.answered.connect(self._on_answered)
        jobs.refused.connect(self._on_refused)

    def watch(self, run: FollowedRun, *, live: bool) -> None:
        """Ask about `run` now, if it has been measured, and where it is `live` after every measurement to come."""
        self._question = question = self._question_about(run)
        self._jobs.follow(TOPIC, question if live else None)
        if question is not None and question.folder is not None and len(run.history.epochs):
            self._jobs.ask(TOPIC, question)

    def rest(self) -> None:
        """Nobody looks."""
        self._jobs.follow(TOPIC, None)

    def _question_about(self, run: FollowedRun) -> Inspect | None:
        """None: the run is not read yet, nothing is selected, or it was trained on other data than those open."""
        chosen, spec = self._session.selection, run.spec
        if chosen is None or spec is None:
            return None
        if not self._is_open(spec.data.train):
            words = self.tr("This run is trained on {data}. Open these data to watch one of their sequences.")
            self.refused.emit(words.format(data=data_title(spec.data.train)))
            return None
        folder = None if run.folder is None else str(run.folder)
        return Inspect(folder, None, chosen.split, chosen.index, spec.watch.attack, spec.watch.threat, others=OTHERS)

    def _is_open(self, source: str) -> bool:
        """Whether the dataset that is open was read from `source`."""
        names = {source, self._session.spec.data.train}
        return len({name if name.startswith(PREFIX) else str(Path(name).absolute()) for name in names}) == 1

    def _is_awaited(self, found: Inspection) -> bool:
        asked, told = self._question, found.question
        if asked is None:
            return False
        same_run = asked.folder is None or told.folder == asked.folder
        return same_run and (told.split, told.index) == (asked.split, asked.index)

    def _on_answered(self, topic: str, reply: Inspection) -> None:
        if topic == TOPIC and self._is_awaited(reply):
            self.answered.emit(reply)

    def _on_refused(self, topic: str, message: Sentence, details: str) -> None:
        if topic == TOPIC:
            self.refused.emit(translate_sentence(message))
