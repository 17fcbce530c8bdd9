"""Offers changes of the settings for a training that learns nothing, and trains anew with the one that is chosen."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject

from ....base.errors import RobustGuiError
from ....runs.folder import RunFolder
from ....runs.stall_advice import Offer, suggest_changes
from ...jobs import Jobs
from ...session import Session
from ...submission import submit_training
from .followed_run import FollowedRun
from .stall_banner import StallBanner


class StallControl(QObject):
    """Wires the banner to forms and queue, for the run that the Train page shows."""

    def __init__(self, session: Session, jobs: Jobs, run: FollowedRun, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs, self._run = session, jobs, run
        self._offers: tuple[object, tuple[Offer, ...]] = (None, ())  # for which stall, and what
        self.banner = StallBanner()
        self.banner.offer_chosen.connect(self.train_anew)

    def show_state(self) -> None:
        """Show what the run says of itself now."""
        self.banner.show_stall(self._run.history.stall, self._find_offers())

    def train_anew(self, offer: Offer) -> None:
        """Put the settings of the run that is shown, with one change, into the forms; stop it and train with them."""
        if self._run.folder is None:
            return
        spec = RunFolder(self._run.folder).requested_spec()
        current = self._jobs.current()
        self._session.spec_proposed.emit(spec.replaced(offer.changes))
        submitted = submit_training(self._session, self._jobs)
        if submitted is not None and current is not None and current is self._run.row:
            self._jobs.stop()

    def _find_offers(self) -> tuple[Offer, ...]:
        """What would help the run that is shown, if it has stalled and its data are open."""
        dataset, folder, stall = self._session.dataset, self._run.folder, self._run.history.stall
        if stall is None or dataset is None or folder is None:
            return ()
        if self._offers[0] != (folder, stall):
            with suppress(RobustGuiError):  # the folder may be gone
                self._offers = ((folder, stall), suggest_changes(RunFolder(folder).spec(), dataset.train))
        return self._offers[1]
