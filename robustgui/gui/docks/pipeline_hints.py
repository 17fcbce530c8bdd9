"""Which preprocessing steps and front ends the configuration offers for the open data, and which are automatic."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ...base.errors import Sentence
from ...models.fronts import Front
from ...runs.spec import RunSpec
from ..forms import SettingsForm
from ..pipeline_watcher import PipelineSummary, PipelineWatcher, is_applicable

if TYPE_CHECKING:
    from ..session import Session

PREPARATION, FRONT = "data.preparation", "front"


class PipelineHints(QObject):
    """Follows the pipeline summary of the open data and the configuration."""

    def __init__(self, session: Session, form: SettingsForm, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._form = session, form
        self._wrong: tuple[tuple[Front, ...], Sentence] | None = None  # front ends that are not applicable, and why
        self._watcher = PipelineWatcher.of(session)
        self._watcher.changed.connect(self._on_summary)
        session.dataset_changed.connect(lambda _: self._offer())
        self._offer()
        self._on_summary()

    def _offer(self) -> None:
        """Only what applies to the data can be added."""
        dataset = self._session.dataset
        symbolic = None if dataset is None else dataset.train.symbolic
        for path in (PREPARATION, FRONT):
            if chain := self._form.chain(path):
                chain.set_suits(partial(is_applicable, symbolic=symbolic, behind_others=path == FRONT))

    def problems(self, spec: RunSpec) -> dict[str, Sentence]:
        """Front ends of `spec` that are known not to apply to the open data."""
        return {FRONT: self._wrong[1]} if self._wrong is not None and self._wrong[0] == spec.front else {}

    def _on_summary(self) -> None:
        summary = self._watcher.summary
        wrong = (self._watcher.fronts, summary.problem) if summary is not None and summary.problem else None
        before, self._wrong = self._wrong, wrong
        self._show(summary)
        if before != self._wrong:
            self._form.check_again()

    def _show(self, summary: PipelineSummary | None) -> None:
        preparation, front = self._form.chain(PREPARATION), self._form.chain(FRONT)
        if preparation is not None:
            is_known = summary is not None and summary.configured is not None
            preparation.set_automatic(
                [s.title for s in summary.steps[summary.configured :]] if is_known and summary else None
            )
        if front is not None:
            fronts = summary.fronts if summary else None
            configured_fronts = self._session.spec.front
            front.set_automatic(None if fronts is None else [f.title for f in fronts if f not in configured_fronts])
