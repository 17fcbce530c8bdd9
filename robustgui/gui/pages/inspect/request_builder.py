"""Makes inspection requests: which network, which sequence, and its edits."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ....base.errors import RobustGuiError
from ....data import Dataset
from ....engine.messages import ResumeJob, TrainJob
from ....evaluation.events import Confusion
from ....evaluation.inspect_request import Inspection, InspectRequest
from ....runs.folder import RunFolder
from ...jobs import JobRow, Jobs
from ...session import Session
from .controls import InspectControls
from .sequence_rows import Mark

MARKS = {
    "misclassified": Mark.MISCLASSIFIED,
    "robust": Mark.ROBUST,
    "misclassified before": Mark.WRONG,
    "clean wrong": Mark.WRONG,
}  # what a verdict is in the list


class InspectRequestBuilder:
    """Makes requests from the session, the queue, the controls and the edits."""

    def __init__(self, session: Session, jobs: Jobs) -> None:
        self._session, self._jobs = session, jobs
        self.edits: np.ndarray | None = None  # (T, F) in data units
        self.original: np.ndarray | None = None  # (T, F) as it was before
        self.text: str | None = None  # typed in place of the sequence

    def training(self) -> JobRow | None:
        """The job that trains now, if its network is looked at."""
        row = self._jobs.current()
        if row is None or not isinstance(row.job, TrainJob | ResumeJob) or row.folder is None:
            return None
        return row if self._session.run == row.folder else None

    def folder(self) -> Path | None:
        """The run that is looked at."""
        return self._session.run

    def epochs(self) -> tuple[int, ...]:
        """The epochs whose networks are stored."""
        folder = self.folder()
        if folder is None:
            return ()
        try:
            return RunFolder(folder).epochs()
        except (RobustGuiError, OSError):  # being written, moved away, or not ours: there is nothing to choose from
            return ()

    def build(self, controls: InspectControls, epoch: int | None, *, smallest: bool = False) -> InspectRequest | None:
        """The request for what is selected; None while there is no network or no sequence."""
        selection, folder = self._session.selection, self.folder()
        if selection is None or folder is None:
            return None
        live = self.training() is not None and epoch is None
        return InspectRequest(
            folder=None if live else str(folder),
            epoch=epoch,
            split=selection.split,
            index=selection.index,
            attack=controls.requested_attack(),
            threat=controls.requested_threat(),
            layer=controls.requested_layer(),
            values=self.edits,
            seed=controls.requested_seed(),
            text=self.text,
            smallest=smallest and controls.requested_attack() is not None,
        )

    def is_awaited(self, found: Inspection) -> bool:
        """Whether a reply is about the selected sequence, and the text that was typed last."""
        selection, request = self._session.selection, found.request
        if selection is None or request.text != self.text:
            return False
        return (request.split, request.index) == (selection.split, selection.index)

    def edit(self, shown: Inspection, step: int, feature: int, value: float) -> None:
        """Change one value of the sequence that is shown."""
        if self.edits is None:
            self.original = shown.clean
        edits = np.array(shown.clean if self.edits is None else self.edits, np.float32)
        edits[step, feature] = value
        self.edits = edits

    def forget_edits(self) -> None:
        """The sequence as it is in the data."""
        self.edits = self.original = self.text = None


def is_about(found: Inspection, dataset: Dataset | None) -> bool:
    """Whether a reply is about a sequence of `dataset`; a network that was trained on other data may have others."""
    part = getattr(dataset, found.request.split, None)
    if part is None or found.request.index >= len(part):
        return False
    same_kind = (part.features, part.classes) == (found.features, found.classes)
    if found.request.text is not None:
        return same_kind  # what was typed has a length of its own
    hidden = int(found.task == "next_token")  # nothing follows the last token
    values = part[found.request.index]
    if not same_kind or len(values) != len(found.clean) + hidden:
        return False
    own = values[: len(found.clean)].reshape(found.clean.shape).astype(np.float32)
    return found.request.values is not None or np.allclose(own, found.clean, equal_nan=True)


def marks_of(confusion: Confusion, clean: Confusion | None) -> np.ndarray:
    """What a measurement at one eps says about every sequence, as `Mark`, (N,)."""
    true, predicted = np.array(confusion.true), np.array(confusion.predicted)
    marks = np.where(true == predicted, Mark.ROBUST, Mark.MISCLASSIFIED if confusion.eps > 0 else Mark.WRONG)
    if clean is not None and len(clean.true) == len(true):
        marks[np.array(clean.true) != np.array(clean.predicted)] = Mark.WRONG
    return marks.astype(np.int8)
