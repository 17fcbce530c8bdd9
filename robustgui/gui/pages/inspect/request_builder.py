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
}  # of the verdicts, in the list


class InspectRequestBuilder:
    """Makes requests from session, queue, controls and edits."""

    def __init__(self, session: Session, jobs: Jobs) -> None:
        self._session, self._jobs = session, jobs
        self.edits: np.ndarray | None = None  # (T, F) in data units
        self.original: np.ndarray | None = None  # (T, F) before the edits
        self.text: str | None = None  # typed in place of the sequence

    def training(self) -> JobRow | None:
        """The running training, if it is of the current run."""
        row = self._jobs.current()
        if row is None or not isinstance(row.job, TrainJob | ResumeJob) or row.folder is None:
            return None
        return row if self._session.run == row.folder else None

    def folder(self) -> Path | None:
        """The current run."""
        return self._session.run

    def epochs(self) -> tuple[int, ...]:
        """The epochs whose networks are stored."""
        folder = self.folder()
        if folder is None:
            return ()
        try:
            return RunFolder(folder).epochs()
        except (RobustGuiError, OSError):  # being written, moved away, or no run folder
            return ()

    def build(self, controls: InspectControls, epoch: int | None, *, smallest: bool = False) -> InspectRequest | None:
        """The request for the selected sequence; None without a network or a sequence."""
        selection, folder = self._session.selection, self.folder()
        if selection is None or folder is None:
            return None
        is_live = self.training() is not None and epoch is None
        return InspectRequest(
            folder=None if is_live else str(folder),
            epoch=epoch,
            split=selection.split,
            index=selection.index,
            attack=controls.read_attack(),
            threat=controls.read_threat(),
            layer=controls.read_layer(),
            values=self.edits,
            seed=controls.read_seed(),
            text=self.text,
            smallest=smallest and controls.read_attack() is not None,
        )

    def is_awaited(self, reply: Inspection) -> bool:
        """Whether a reply is about the selected sequence and the newest text."""
        selection, request = self._session.selection, reply.request
        if selection is None or request.text != self.text:
            return False
        return (request.split, request.index) == (selection.split, selection.index)

    def edit(self, inspection: Inspection, step: int, feature: int, value: float) -> None:
        """Change one value of the inspected sequence."""
        if self.edits is None:
            self.original = inspection.clean
        edits = np.array(inspection.clean if self.edits is None else self.edits, np.float32)
        edits[step, feature] = value
        self.edits = edits

    def forget_edits(self) -> None:
        """The sequence as it is in the data."""
        self.edits = self.original = self.text = None


def is_about(inspection: Inspection, dataset: Dataset | None) -> bool:
    """Whether the inspected sequence is one of `dataset`; a network trained on other data inspects those."""
    request, clean = inspection.request, inspection.clean  # (T, F)
    part = getattr(dataset, request.split, None)
    if part is None or request.index >= len(part):
        return False
    is_same_kind = (part.features, part.classes) == (inspection.features, inspection.classes)
    if request.text is not None:
        return is_same_kind  # a typed text has a length of its own
    hidden_steps = int(inspection.task == "next_token")  # the last token is only a label
    values = part[request.index]
    if not is_same_kind or len(values) != len(clean) + hidden_steps:
        return False
    edited = values[: len(clean)].reshape(clean.shape).astype(np.float32)
    return request.values is not None or np.allclose(edited, clean, equal_nan=True)


def make_marks(confusion: Confusion, clean: Confusion | None) -> np.ndarray:
    """The result of an evaluation at one eps for every sequence, as `Mark`, (N,)."""
    true, predicted = np.array(confusion.true), np.array(confusion.predicted)
    marks = np.where(true == predicted, Mark.ROBUST, Mark.MISCLASSIFIED if confusion.eps > 0 else Mark.WRONG)
    if clean is not None and len(clean.true) == len(true):
        marks[np.array(clean.true) != np.array(clean.predicted)] = Mark.WRONG
    return marks.astype(np.int8)
