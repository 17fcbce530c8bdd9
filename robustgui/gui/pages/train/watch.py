"""The watched sequence of a training, and the requests about it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ....base.errors import Sentence
from ....data.by_name.base import is_same_source
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

    For a run that is training, a reply comes after every measurement, about the network that was measured.

    Signals:
        replied: carries an `Inspection`.
        failed: there is no reply; carries the reason, translated.
    """

    replied = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._request: InspectRequest | None = None  # the newest one
        jobs.request_done.connect(self._on_reply)
        jobs.request_failed.connect(self._on_request_failed)

    def watch(self, run: FollowedRun, *, live: bool) -> None:
        """Ask about `run` now, if it has been measured, and where it is `live` after every measurement to come."""
        self._request = request = self._make_request(run)
        self._jobs.follow(TOPIC, request if live else None)
        if request is not None and request.folder is not None and len(run.history.epochs):
            self._jobs.request(TOPIC, request)

    def pause(self) -> None:
        """The page is hidden: follow no run any more."""
        self._jobs.follow(TOPIC, None)

    def _make_request(self, run: FollowedRun) -> InspectRequest | None:
        """None: the run is not read yet, nothing is selected, or it was trained on other data than those open."""
        chosen, spec = self._session.selection, run.spec
        if chosen is None or spec is None:
            return None
        if not is_same_source(spec.data.train, self._session.spec.data.train):
            words = self.tr("This run is trained on {data}. Open these data to watch one of their sequences.")
            self.failed.emit(words.format(data=data_title(spec.data.train)))
            return None
        folder = None if run.folder is None else str(run.folder)
        return InspectRequest(
            folder, None, chosen.split, chosen.index, spec.watch.attack, spec.watch.threat, others=OTHERS
        )

    def _is_awaited(self, found: Inspection) -> bool:
        newest, request = self._request, found.request
        if newest is None:
            return False
        same_run = newest.folder is None or request.folder == newest.folder
        return same_run and (request.split, request.index) == (newest.split, newest.index)

    def _on_reply(self, topic: str, reply: Inspection) -> None:
        if topic == TOPIC and self._is_awaited(reply):
            self.replied.emit(reply)

    def _on_request_failed(self, topic: str, message: Sentence, details: str) -> None:
        if topic == TOPIC:
            self.failed.emit(translate_sentence(message))
