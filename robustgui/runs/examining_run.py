"""What all jobs share that look at the network of one stored run: reading it, stopping, failing, and the ending."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..attacks.run import never
from ..base.errors import Sentence
from ..base.events import Event, Progress
from ..data import Dataset
from ..training.devices import prepare
from ..training.settings import DeviceSettings
from .carrying_out import carried_out
from .evaluated_part import EvaluatedPart
from .folder import RunFolder
from .reading import read
from .stopwatch import Stopwatch
from .training_data import with_training_data

if TYPE_CHECKING:
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
        stop: Callable[[], bool] = never,
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

    def events(self) -> Iterator[Event]:
        """Carry it out; the last event is the one `Ending`."""
        return carried_out(self._life(), self.watch)

    def _life(self) -> Generator[Event, None, None]:
        folder = RunFolder(self._path)
        yield Progress(Sentence("Reading the run {run}", {"run": folder.name}), 0, 1)
        spec = folder.spec()
        dataset = yield from read(spec.data, self.stop, self.evaluated.other)
        self.folder, self.dataset = folder, replace(dataset, test=self.evaluated.of(dataset))
        network = folder.load_network(device=prepare(self._device))
        self.network = with_training_data(network, folder, self.dataset)
        self.epoch = max(folder.epochs(), default=0)
        yield from self.examine(folder, self.dataset, self.network)

    @abstractmethod
    def examine(self, folder: RunFolder, dataset: Dataset, network: Network) -> Generator[Event, None, None]:
        """The events of the question, its `Ending` included; what was found is stored in `folder`."""
