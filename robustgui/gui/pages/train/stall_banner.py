"""Says that a training learns nothing, and offers changes of its settings, one click each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ....base.templates import fill_in
from ....runs.stall_advice import Offer
from ....training.events import TrainingStalled
from ...i18n.sentences import translate_sentence
from ...widgets.banner import Banner
from ...widgets.flow import Flow


class StallBanner(Banner):
    """Hidden while the run that is shown learns.

    Signals:
        offer_chosen: a change of the settings was chosen; carries the `Offer`.
    """

    offer_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warning", parent)
        self.buttons: list[QPushButton] = []
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.removeWidget(self.sentence)
        self._row = Flow()
        inside = QVBoxLayout()
        inside.setSpacing(8)
        inside.addWidget(self.sentence)
        inside.addLayout(self._row)
        layout.insertLayout(0, inside, 1)
        self._shown: object = None

    def show_stall(self, stall: TrainingStalled | None, offers: tuple[Offer, ...]) -> None:
        """Show `stall` with a button for each of `offers`; None: hide. What was dismissed stays so."""
        if (stall, offers) == self._shown:
            return
        self._shown = (stall, offers)
        for button in self.buttons:
            button.deleteLater()
        self.buttons = [self._button(offer) for offer in offers]
        self.say("" if stall is None else partial(self._sentence, stall))

    def retranslate(self) -> None:
        """Say the same in the window's language."""
        stalled, self._shown = self._shown, None
        if isinstance(stalled, tuple) and self.text():
            self.show_stall(*stalled)

    def _button(self, offer: Offer) -> QPushButton:
        button = QPushButton(translate_sentence(offer.title))
        button.setToolTip(self.tr("Change this setting and train anew"))
        button.clicked.connect(lambda: self.offer_chosen.emit(offer))
        self._row.addWidget(button)
        return button

    def _sentence(self, stall: TrainingStalled) -> str:
        words = self.tr(
            "Epoch {epoch}: accuracy {clean} on {n} {n:sequence|sequences}, no better than always predicting the most "
            "frequent class ({majority})."
        )
        return fill_in(
            words, epoch=stall.epoch, n=stall.samples, clean=f"{stall.clean:.1%}", majority=f"{stall.majority:.1%}"
        )
