"""Keeps the summary of the data pipeline up to date, computed once for all parts of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ..data import Dataset
from ..data.steps import Step
from ..models.fronts import Front
from .pipeline_summary import PipelineSummary, summarise_pipeline
from .widgets.background import Background

if TYPE_CHECKING:
    from .session import Session

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
