"""The watched sequence of a training, and the requests for its inspection."""

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
OTHERS = 60  # sequences for the PCA of the trajectories, which is fitted anew with every evaluation


class Watch(QObject):
    """Watches the selected sequence under the attack of the run's evaluations.

    During training a reply arrives after every evaluation, about the evaluated network.

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
        """Inspect `run` now, if it has been evaluated, and if it is `live`, after every evaluation to come."""
        self._request = request = self._make_request(run)
        self._jobs.follow(TOPIC, request if live else None)
        if request is not None and request.folder is not None and len(run.history.epochs):
            self._jobs.request(TOPIC, request)

    def pause(self) -> None:
        """The page is hidden: follow no run any more."""
        self._jobs.follow(TOPIC, None)

    def _make_request(self, run: FollowedRun) -> InspectRequest | None:
        """None: the run is not read yet, nothing is selected, or it was trained on other data than the open ones."""
        selection, spec = self._session.selection, run.spec
        if selection is None or spec is None:
            return None
        if not is_same_source(spec.data.train, self._session.spec.data.train):
            words = self.tr("This run is trained on {data}. Open these data to watch one of their sequences.")
            self.failed.emit(words.format(data=data_title(spec.data.train)))
            return None
        folder = None if run.folder is None else str(run.folder)
        return InspectRequest(
            folder, None, selection.split, selection.index, spec.watch.attack, spec.watch.threat, others=OTHERS
        )

    def _is_awaited(self, reply: Inspection) -> bool:
        newest, request = self._request, reply.request
        if newest is None:
            return False
        is_same_run = newest.folder is None or request.folder == newest.folder
        return is_same_run and (request.split, request.index) == (newest.split, newest.index)

    def _on_reply(self, topic: str, reply: Inspection) -> None:
        if topic == TOPIC and self._is_awaited(reply):
            self.replied.emit(reply)

    def _on_request_failed(self, topic: str, message: Sentence, details: str) -> None:
        if topic == TOPIC:
            self.failed.emit(translate_sentence(message))
