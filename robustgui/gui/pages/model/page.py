"""The page Model & defence: the network as a picture; defence, threat models and attack in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QGridLayout, QWidget

from ....attacks import Attack
from ....models.base import count_parameters
from ....threats import Threat
from ...forms.fields import settings_text, summary_text
from ...i18n.numbers import format_count
from ...i18n.sentences import class_title, core_text, translate_sentence
from ...resolved_spec import resolve_spec
from ...widgets.card import Card
from ...widgets.described_card import DescribedCard
from ...widgets.facts import FactStrip
from ...widgets.layouts import make_column, make_scroll_area
from ...widgets.text import paragraph
from ..base import PAGES, Page
from .network_boxes import blocks_for, boxes_for
from .network_picture import NetworkPicture

if TYPE_CHECKING:
    from ...jobs import Jobs
    from ...session import Session


@PAGES.register("model")
class ModelPage(Page):
    """Shows the configuration as a picture and in words; a click on a part leads to its settings."""

    order: ClassVar[int] = 2
    icon: ClassVar[str] = "model"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.network = Card()
        self.picture = NetworkPicture()
        self.picture.pressed.connect(session.settings_requested)
        self.facts = FactStrip(("parameters", "layers", "readout", "dropout"))
        self.hint = paragraph(second=True)
        for widget in (self.picture, self.facts, self.hint):
            self.network.body.addWidget(widget)
        self.defence = DescribedCard("defence")
        self.threat = DescribedCard("defence.threat")
        self.attack = DescribedCard("watch.attack")
        self.watched = DescribedCard("watch.threat")
        self.cards = (self.defence, self.threat, self.attack, self.watched)

        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(24, 24, 24, 24)
        grid.setSpacing(16)
        grid.addWidget(self.network, 0, 0, 1, 2)
        for i, card in enumerate(self.cards):
            card.path_pressed.connect(session.settings_requested)
            grid.addWidget(card, 1 + i // 2, i % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(3, 1)
        make_column(make_scroll_area(inside), of=self)

        session.spec_changed.connect(self._on_changed)
        session.dataset_changed.connect(self._on_changed)
        self.retranslate()

    def title(self) -> str:
        """See `Page.title`."""
        return self.tr("Model & defence")

    def retranslate(self) -> None:
        """See `Page.retranslate`."""
        self.network.set_title(self.tr("Network"))
        self.picture.setAccessibleName(self.tr("Picture of the network"))
        self.picture.setToolTip(self.tr("Click a part to change its settings"))
        self.facts.set_label("parameters", self.tr("Trainable parameters"))
        self.facts.set_label("layers", self.tr("Recurrent layers"))
        self.facts.set_label("readout", self.tr("Readout"))
        self.facts.set_label("dropout", self.tr("Dropout"))
        self.hint.setText(self.tr("Open a dataset to fill in the sizes of input and output."))
        self.defence.set_title(self.tr("Defence"))
        self.threat.set_title(self.tr("Threat model of the defence"))
        self.attack.set_title(self.tr("Evaluation attack"))
        self.watched.set_title(self.tr("Evaluation threat model"))
        for card in self.cards:
            card.change.setText(self.tr("Change"))
            card.change.setToolTip(self.tr("Show these settings in the configuration"))
        self.refresh()

    def refresh(self) -> None:
        """See `Page.refresh`."""
        self._show_network()
        spec = self.session.spec
        defence = spec.defence
        self.defence.show_words(
            class_title(type(defence)),
            summary_text(defence),
            settings_text(defence),
            _source(defence),
            defence.objective(),
        )
        threat = next(iter(defence.held(Threat).values()), None)
        self.threat.setEnabled(threat is not None)
        if threat is not None:
            self._show_threat(self.threat, threat)
        elif defence.plain_share() == 1.0:
            self.threat.show_words("", self.tr("None: the network is trained on clean data only."))
        else:
            self.threat.show_words("", self.tr("This defence has no threat model."))
        attack: Attack = spec.watch.attack
        self.attack.show_words(class_title(type(attack)), summary_text(attack), settings_text(attack), _source(attack))
        self._show_threat(self.watched, spec.watch.threat)

    def _show_network(self) -> None:
        dataset = self.session.dataset
        spec = resolve_spec(self.session) or self.session.spec
        blocks = blocks_for(spec, dataset)
        self.picture.set_boxes(boxes_for(blocks, dataset))
        parameters = count_parameters(blocks)
        self.facts.set_value("parameters", format_count(parameters) if parameters else "–")
        self.hint.setVisible(dataset is None)
        layers = [block for block in blocks if block.units is not None and block.directions]
        self.facts.setVisible(bool(layers))
        if not layers:
            return
        direction = self.tr("bidirectional") if layers[0].directions == 2 else self.tr("unidirectional")
        self.facts.set_value("layers", f"{len(layers)} · {direction}")
        self.facts.set_value("readout", core_text(blocks[-1].detail))
        dropout = layers[-1].dropout
        self.facts.set_value("dropout", f"{dropout:g}" if dropout else self.tr("none"))

    def _show_threat(self, card: DescribedCard, threat: Threat) -> None:
        card.show_words(
            class_title(type(threat)), translate_sentence(threat.describe()), formula=threat.notation().condition
        )

    def restyle(self) -> None:
        """See `Page.restyle`."""
        self.picture.update()

    def _on_changed(self, _: object) -> None:
        self.mark_stale()


def _source(part: object) -> str:
    return str(getattr(type(part), "source", ""))
