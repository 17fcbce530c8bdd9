"""Says that a training makes no progress, and trains anew with one of the changes of the settings that it offers."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ....base.errors import RobustGuiError
from ....base.templates import fill_in
from ....runs.folder import RunFolder
from ....runs.stall_advice import Offer, suggest_changes
from ....training.events import TrainingStalled
from ...i18n.sentences import translate_sentence
from ...jobs import Jobs
from ...session import Session
from ...submission import submit_training
from ...widgets.banner import Banner
from ...widgets.flow import Flow
from ...widgets.layouts import make_column
from .followed_run import FollowedRun


class StallBanner(Banner):
    """Hidden while the run of the Train page makes progress, and once it is dismissed."""

    def __init__(self, session: Session, jobs: Jobs, run: FollowedRun, parent: QWidget | None = None) -> None:
        super().__init__("warning", parent)
        self._session, self._jobs, self._run = session, jobs, run
        self._offers: tuple[object, tuple[Offer, ...]] = (None, ())  # the stall of a folder, and the offers for it
        self._content: object = None
        self.buttons: list[QPushButton] = []
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.removeWidget(self.sentence)
        self._flow = Flow()
        layout.insertLayout(0, make_column(self.sentence, self._flow), 1)

    def show_state(self) -> None:
        """Show the state of the run, with a button for each offer."""
        stall, offers = self._run.history.stall, self._find_offers()
        if (stall, offers) == self._content:
            return
        self._content = (stall, offers)
        for button in self.buttons:
            button.deleteLater()
        self.buttons = [self._button(offer) for offer in offers]
        self.say("" if stall is None else partial(self._describe, stall))

    def retranslate(self) -> None:
        """The buttons in the window's language; the sentence follows it by itself."""
        for button, offer in zip(self.buttons, self._offers[1], strict=False):
            self._name(button, offer)

    def _button(self, offer: Offer) -> QPushButton:
        button = QPushButton()
        self._name(button, offer)
        button.clicked.connect(lambda: self._train_anew(offer))
        self._flow.addWidget(button)
        return button

    def _name(self, button: QPushButton, offer: Offer) -> None:
        button.setText(translate_sentence(offer.title))
        button.setToolTip(self.tr("Change this setting and train anew"))

    def _describe(self, stall: TrainingStalled) -> str:
        words = self.tr(
            "Epoch {epoch}: accuracy {clean} on {n} {n:sequence|sequences}, no better than always predicting the most "
            "frequent class ({majority})."
        )
        return fill_in(
            words, epoch=stall.epoch, n=stall.samples, clean=f"{stall.clean:.1%}", majority=f"{stall.majority:.1%}"
        )

    def _train_anew(self, offer: Offer) -> None:
        """Put the settings of the run, with one change, into the forms; stop it and train with them."""
        if self._run.folder is None:
            return
        spec = RunFolder(self._run.folder).read_requested_spec()
        current = self._jobs.current()
        self._session.spec_proposed.emit(spec.replace_paths(offer.changes))
        submitted = submit_training(self._session, self._jobs)
        if submitted is not None and current is not None and current is self._run.row:
            self._jobs.stop()

    def _find_offers(self) -> tuple[Offer, ...]:
        """Changes that may help the run, if it has stalled and its data are open."""
        dataset, folder, stall = self._session.dataset, self._run.folder, self._run.history.stall
        if stall is None or dataset is None or folder is None:
            return ()
        if self._offers[0] != (folder, stall):
            with suppress(RobustGuiError):  # the folder may be gone
                self._offers = ((folder, stall), suggest_changes(RunFolder(folder).spec(), dataset.train))
        return self._offers[1]
