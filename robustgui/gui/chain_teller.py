"""Finds out, once for everybody, what happens to the open data on their way to the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ..data import Dataset
from ..data.steps import Step
from ..models.fronts import Front
from .chain_story import ChainStory, told
from .widgets.background import Background

if TYPE_CHECKING:
    from .session import Session

Asked = tuple[Dataset, tuple[Step, ...], tuple[Front, ...]]


class ChainTeller(QObject):
    """Follows dataset and configuration of a session, in the background: it may have to look through all values.

    Signals:
        changed: the story is another one, or there is none any more.

    Attributes:
        story: of the open data; None without any, and until it is known.
        fronts: the front ends of the configuration that the story is about.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.story: ChainStory | None = None
        self.fronts: tuple[Front, ...] = ()
        self._session = session
        self._asked: Asked | None = None
        self._background = Background(self)
        self._background.done.connect(self._on_told)
        session.dataset_changed.connect(lambda _: self._ask())
        session.spec_changed.connect(lambda _: self._ask())
        self._ask()

    @classmethod
    def of(cls, session: Session) -> ChainTeller:
        """The one of `session`."""
        return session.findChild(cls) or cls(session)

    def _ask(self) -> None:
        dataset, spec = self._session.dataset, self._session.spec
        if dataset is None:
            self._asked, self.story = None, None
            self._background.forget()
            self.changed.emit()
            return
        before, self._asked = self._asked, (dataset, spec.data.preparation, spec.front)
        if before is None or before[0] is not dataset or before[1:] != self._asked[1:]:
            self._background.start(lambda: (told(dataset, spec), spec.front))

    def _on_told(self, answer: tuple[ChainStory, tuple[Front, ...]]) -> None:
        self.story, self.fronts = answer
        self.changed.emit()
