"""What all jobs share that look at the network of one stored run: reading it, stopping, failing, and the ending."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..base.errors import Sentence
from ..base.events import Event, Progress
from ..base.interrupts import no_cancel
from ..data import Dataset, SequenceSet
from ..evaluation.score_events import compute_fingerprint
from ..training.devices import prepare_device
from ..training.settings import DeviceSettings
from .evaluated_part import EvaluatedPart
from .folder import RunFolder
from .job_runner import run_to_ending
from .load_data import load_data
from .stopwatch import Stopwatch
from .training_data import attach_training_data
from .unfinished import Kind, Question, Unfinished

if TYPE_CHECKING:
    from ..evaluation.predictions import Indices
    from ..models.network import Network


class ExaminingRun(ABC):
    """One question to the network of one stored run. A subclass writes `examine`.

    Attributes:
        evaluated: what the question is about; in `dataset` it stands for the test part.
        folder, dataset, network: of the run; None until they are read.
    """

    def __init__(
        self,
        folder: Path,
        *,
        evaluated: EvaluatedPart | None = None,
        stop: Callable[[], bool] = no_cancel,
        device: DeviceSettings | None = None,
    ) -> None:
        """Nothing happens yet. `evaluated`: which sequences the question is about; None: the test part."""
        self.folder: RunFolder | None = None
        self.dataset: Dataset | None = None
        self.network: Network | None = None
        self.step = 0
        self.epoch = 0
        self.stop = stop
        self.watch = Stopwatch()
        self.evaluated = evaluated or EvaluatedPart()
        self._path = Path(folder)
        self._device = device or DeviceSettings()
        self._unfinished: Unfinished | None = None

    def events(self) -> Iterator[Event]:
        """Carry it out; the last event is the one `Ending`."""
        return run_to_ending(self._life(), self.watch)

    def _life(self) -> Generator[Event, None, None]:
        folder = RunFolder(self._path)
        yield Progress(Sentence("Reading the run {run}", {"run": folder.name}), 0, 1)
        spec = folder.spec()
        dataset = yield from load_data(spec.data, self.stop, self.evaluated.other)
        self.folder, self.dataset = folder, replace(dataset, test=self.evaluated.of(dataset))
        network = folder.load_network(device=prepare_device(self._device))
        self.network = attach_training_data(network, folder, self.dataset)
        self.epoch = max(folder.epochs(), default=0)
        try:
            yield from self.examine(folder, self.dataset, self.network)
        finally:
            if self._unfinished is not None:
                self._unfinished.release()

    def open_unfinished(
        self, folder: RunFolder, kind: Kind, settings: dict[str, Any], part: SequenceSet, indices: Indices
    ) -> Unfinished:
        """Where the results are kept until the question is answered.

        Args:
            folder: of the run.
            kind: of the measurement.
            settings: what the numbers follow from, beside the part and the device.
            part: is measured.
            indices: of those of its sequences that stand for all of them: others are asked about only in passing.
        """
        more = {"split": self.evaluated.split, "data": self.evaluated.data, "device": prepare_device(self._device)}
        question = Question(kind, settings | more, (folder.name,))
        self._unfinished = Unfinished(folder.path, question, f"{len(part)} {compute_fingerprint(part, indices)}")
        return self._unfinished

    @abstractmethod
    def examine(self, folder: RunFolder, dataset: Dataset, network: Network) -> Generator[Event, None, None]:
        """The events of the question, its `Ending` included; what was found is stored in `folder`."""
