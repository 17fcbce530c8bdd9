"""The data pipeline as chips, from file to network; follows dataset and configuration."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ....base.settings import Named
from ....data.examples import PREFIX
from ...forms.fields import summary as class_summary
from ...i18n.sentences import core_text
from ...pipeline_watcher import PipelineWatcher
from .pipeline_chips import Chip, PipelineChips

if TYPE_CHECKING:
    from ...session import Session


class PipelinePanel(QWidget):
    """Threat models use the data's units, at the attacker's place in the pipeline."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._watcher = PipelineWatcher.of(session)
        self.chips = PipelineChips()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.chips)
        self._watcher.changed.connect(self.retranslate)
        session.spec_changed.connect(lambda _: self.retranslate())
        self.retranslate()

    def retranslate(self) -> None:
        """Every text."""
        self.chips.setAccessibleName(self.tr("Data pipeline"))
        summary, dataset = self._watcher.summary, self._session.dataset
        if summary is None or dataset is None:
            return
        spec = self._session.spec
        is_example = dataset.train.source.startswith(PREFIX)
        source = core_text(dataset.name) if is_example else Path(dataset.train.source).name or dataset.name
        chosen = summary.configured if summary.configured is not None else len(summary.steps)
        chips = [Chip(source, "source", self.tr("Data as read"))]
        chips += [_chip(step, "step", automatic=i >= chosen) for i, step in enumerate(summary.steps)]
        chips.append(
            Chip(
                self.tr("attacker"),
                "attacker",
                self.tr("Perturbations are added here, in data units. Gradients pass through everything that follows."),
            )
        )
        fronts = spec.front if summary.fronts is None else summary.fronts
        chips += [_chip(front, "front", automatic=front not in spec.front) for front in fronts]
        chips.append(_chip(spec.model, "network", automatic=False))
        self.chips.set_chips(tuple(chips))


def _chip(part: Named, kind: str, *, automatic: bool) -> Chip:
    return Chip(core_text(part.title or part.name), kind, core_text(class_summary(type(part))), automatic)
