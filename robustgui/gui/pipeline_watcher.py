"""The summary of the data pipeline, computed once for all parts of the window, and kept up to date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ..base.errors import RobustGuiError, Sentence
from ..base.settings import Named
from ..data import Dataset
from ..data.steps import Step
from ..models.front_chain import resolve_fronts
from ..models.fronts import Front
from ..runs.spec import RunSpec
from .widgets.background import Background

if TYPE_CHECKING:
    from .session import Session


@dataclass(frozen=True)
class PipelineSummary:
    """Steps in order; perturbations are added between the last preprocessing step and the first front end.

    Attributes:
        steps: of the preprocessing, as they were applied.
        configured: how many of them the configuration names; the others are automatic. None: the open data were
            prepared with another configuration than the present one.
        fronts: inside the network; None if those of the configuration are not applicable to the data.
        problem: why not.
    """

    steps: tuple[Named, ...]
    configured: int | None
    fronts: tuple[Front, ...] | None
    problem: Sentence | None = None


def summarise_pipeline(dataset: Dataset, spec: RunSpec) -> PipelineSummary:
    """Summarise what `spec` does to `dataset`; may read all values, so not in the window's own thread."""
    steps: tuple[Named, ...] = dataset.pipeline.steps if dataset.pipeline is not None else ()
    preparation = spec.data.preparation
    configured = len(preparation) if steps[: len(preparation)] == preparation else None
    try:
        return PipelineSummary(steps, configured, resolve_fronts(spec.front, dataset.train))
    except RobustGuiError as error:
        return PipelineSummary(steps, configured, None, error.sentence)


def is_applicable(cls: type[Named], *, symbolic: bool | None, behind_others: bool = False) -> bool:
    """Whether a step or front end applies to tokens (`symbolic`) or to values; None: no data are open.

    With `behind_others` an earlier one may have turned tokens into values.
    """
    takes = getattr(cls, "takes", "both")
    if symbolic is None or takes == "both":
        return True
    return bool(takes == ("tokens" if symbolic else "values") or (behind_others and symbolic and takes == "values"))


_Source = tuple[Dataset, tuple[Step, ...], tuple[Front, ...]]


class PipelineWatcher(QObject):
    """Follows dataset and configuration of a session, in the background: it may have to read all values.

    Signals:
        changed: there is another summary, or none any more.

    Attributes:
        summary: of the open data; None without any, and until it is computed.
        fronts: the front ends of the configuration that the summary is about.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.summary: PipelineSummary | None = None
        self.fronts: tuple[Front, ...] = ()
        self._session = session
        self._source: _Source | None = None
        self._background = Background(self)
        self._background.done.connect(self._on_summary)
        session.dataset_changed.connect(lambda _: self._summarise())
        session.spec_changed.connect(lambda _: self._summarise())
        self._summarise()

    @classmethod
    def of(cls, session: Session) -> PipelineWatcher:
        """The one of `session`."""
        return session.findChild(cls) or cls(session)

    def _summarise(self) -> None:
        dataset, spec = self._session.dataset, self._session.spec
        if dataset is None:
            self._source, self.summary = None, None
            self._background.forget()
            self.changed.emit()
            return
        before, self._source = self._source, (dataset, spec.data.preparation, spec.front)
        if before is None or before[0] is not dataset or before[1:] != self._source[1:]:
            self._background.start(lambda: (summarise_pipeline(dataset, spec), spec.front))

    def _on_summary(self, result: tuple[PipelineSummary, tuple[Front, ...]]) -> None:
        self.summary, self.fronts = result
        self.changed.emit()
