"""What happens to the open data before and inside the network, told as chips; follows dataset and configuration."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...base.settings import Named
from ...data.examples import PREFIX
from ..chain_teller import ChainTeller
from ..forms.fields import summary
from ..i18n.sentences import core_text
from .chain_chips import ChainChips, Chip

if TYPE_CHECKING:
    from ..session import Session


class DataChain(QWidget):
    """Threats speak in the data's units at the place of the attacker, whatever follows behind it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._teller = ChainTeller.of(session)
        self.chips = ChainChips()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.chips)
        self._teller.changed.connect(self.retranslate)
        session.spec_changed.connect(lambda _: self.retranslate())
        self.retranslate()

    def retranslate(self) -> None:
        """Every text."""
        self.chips.setAccessibleName(self.tr("Data pipeline"))
        story, dataset = self._teller.story, self._session.dataset
        if story is None or dataset is None:
            return
        spec = self._session.spec
        is_example = dataset.train.source.startswith(PREFIX)
        source = core_text(dataset.name) if is_example else Path(dataset.train.source).name or dataset.name
        chosen = story.chosen if story.chosen is not None else len(story.steps)
        chips = [Chip(source, "source", self.tr("Data as read"))]
        chips += [_chip(step, "step", automatic=i >= chosen) for i, step in enumerate(story.steps)]
        chips.append(
            Chip(
                self.tr("attacker"),
                "attacker",
                self.tr("Perturbations are added here, in data units. Gradients pass through everything that follows."),
            )
        )
        fronts = spec.front if story.fronts is None else story.fronts
        chips += [_chip(front, "front", automatic=front not in spec.front) for front in fronts]
        chips.append(_chip(spec.model, "network", automatic=False))
        self.chips.set_chips(tuple(chips))


def _chip(part: Named, kind: str, *, automatic: bool) -> Chip:
    return Chip(core_text(part.title or part.name), kind, core_text(summary(type(part))), automatic)
