"""Asks the engine for the hidden states of the watched sequence, and hands the answer on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ...base.errors import Sentence
from ...evaluation.question import Inspect, Inspection
from ..i18n.sentences import translate_sentence
from ..jobs import Jobs
from ..session import Session

TOPIC = "watch"


class Watch(QObject):
    """Watches the selected sequence, or the first test sequence.

    Signals:
        answered: carries an `Inspection` without an attack.
        refused: there is no answer; carries the sentence that says why, translated.
    """

    answered = Signal(object)
    refused = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        jobs.answered.connect(self._on_answered)
        jobs.refused.connect(self._on_refused)

    def ask(self, folder: Path | None) -> None:
        """Ask the network of a stored run, or (None) the one that is training now."""
        chosen = self._session.selection
        split, index = (chosen.split, chosen.index) if chosen else ("test", 0)
        where = None if folder is None else str(folder)
        self._jobs.ask(TOPIC, Inspect(where, None, split, index, attack=None, threat=None))

    def _on_answered(self, topic: str, reply: Inspection) -> None:
        if topic == TOPIC:
            self.answered.emit(reply)

    def _on_refused(self, topic: str, message: Sentence, details: str) -> None:
        if topic == TOPIC:
            self.refused.emit(translate_sentence(message))
