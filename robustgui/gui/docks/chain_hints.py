"""Tells the chains of the configuration which entries suit the open data, and what is added by itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ...base.errors import Sentence
from ...models.fronts import Front
from ...runs.spec import RunSpec
from ..chain_story import ChainStory, suits
from ..chain_teller import ChainTeller
from ..forms import SettingsForm

if TYPE_CHECKING:
    from ..session import Session

PREPARATION, FRONT = "data.preparation", "front"


class ChainHints(QObject):
    """Follows what is told of the open data and the configuration."""

    def __init__(self, session: Session, form: SettingsForm, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._form = session, form
        self._wrong: tuple[tuple[Front, ...], Sentence] | None = None  # front ends that do not suit, and why
        self._teller = ChainTeller.of(session)
        self._teller.changed.connect(self._on_told)
        session.dataset_changed.connect(lambda _: self._offer())
        self._offer()
        self._on_told()

    def _offer(self) -> None:
        """Only what suits the data can be added."""
        dataset = self._session.dataset
        symbolic = None if dataset is None else dataset.train.symbolic
        for path in (PREPARATION, FRONT):
            if chain := self._form.chain(path):
                chain.set_suits(partial(suits, symbolic=symbolic, behind_others=path == FRONT))

    def problems(self, spec: RunSpec) -> dict[str, Sentence]:
        """Front ends of `spec` that are known not to suit the open data."""
        return {FRONT: self._wrong[1]} if self._wrong is not None and self._wrong[0] == spec.front else {}

    def _on_told(self) -> None:
        story = self._teller.story
        wrong = (self._teller.fronts, story.problem) if story is not None and story.problem else None
        before, self._wrong = self._wrong, wrong
        self._show(story)
        if before != self._wrong:
            self._form.check_again()

    def _show(self, story: ChainStory | None) -> None:
        preparation, front = self._form.chain(PREPARATION), self._form.chain(FRONT)
        if preparation is not None:
            known = story is not None and story.chosen is not None
            preparation.set_automatic([s.title for s in story.steps[story.chosen :]] if known and story else None)
        if front is not None:
            chosen = self._session.spec.front
            meant = story.fronts if story else None
            front.set_automatic(None if meant is None else [f.title for f in meant if f not in chosen])
