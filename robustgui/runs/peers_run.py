"""Second opinions on a stored run, as a generator of events; the table is stored beside the run."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..base.events import DataWarned, Event
from ..base.interrupts import no_cancel
from ..base.settings import named
from ..data import Dataset
from ..evaluation.contamination import training_overlap
from ..evaluation.peers import cross_check as ask
from ..evaluation.peers.events import PeerResult, SecondOpinionFinished
from ..evaluation.scores import choose_indices
from ..threats import Threat
from ..training.settings import DeviceSettings
from .audits import StoredOpinion, save_opinion
from .building import check_threat_on_data
from .evaluated_part import EvaluatedPart
from .examining_run import ExaminingRun
from .failures import explain_write_errors
from .folder import OPINIONS, RunFolder

if TYPE_CHECKING:
    from ..models.network import Network


class PeersRun(ExaminingRun):
    """The same question put to other libraries; see `SecondOpinionJob`.

    Attributes:
        found: the table, once it is stored.
    """

    def __init__(
        self,
        folder: Path,
        threat: Threat,
        *,
        families: Sequence[str] = (),
        libraries: Sequence[str] = (),
        samples: int = 200,
        seed: int = 0,
        evaluated: EvaluatedPart | None = None,
        stop: Callable[[], bool] = no_cancel,
        device: DeviceSettings | None = None,
    ) -> None:
        """Nothing happens yet. `samples` 0: all test sequences; no `families`: the usual ones; no `libraries`: all."""
        super().__init__(folder, evaluated=evaluated, stop=stop, device=device)
        self._threat = threat
        self._families, self._libraries = tuple(families), tuple(libraries)
        self._samples, self._seed = samples, seed
        self.found: StoredOpinion | None = None

    def examine(self, folder: RunFolder, dataset: Dataset, network: Network) -> Generator[Event, None, None]:
        """See `ExaminingRun.examine`."""
        check_threat_on_data(self._threat, dataset.test)
        chosen = choose_indices(dataset.test, self._samples, self._seed)
        overlap = training_overlap(network, dataset.test, chosen, train=self.evaluated.beside(dataset))
        yield from (DataWarned(said, "trained_on") for said in overlap.sentences())
        settings = {
            "threat": named(self._threat),
            "families": list(self._families),
            "libraries": list(self._libraries),
            "samples": self._samples,
            "seed": self._seed,
        }
        unfinished = self.open_unfinished(folder, "cross-check", settings, dataset.test, chosen)
        yield from unfinished.continued(folder.name)
        rows: list[PeerResult] = []
        asking = ask(
            network, dataset.test, self._threat, families=self._families, libraries=self._libraries,
            samples=self._samples, seed=self._seed, run=folder.name, stop=self.stop,
            partial=unfinished,
        )  # fmt: skip
        for event in asking:
            if isinstance(event, PeerResult):
                rows.append(event)
            yield event
        self.found = StoredOpinion(
            self._threat,
            self._samples,
            self._seed,
            unfinished.created(),
            tuple(rows),
            overlap,
            self.evaluated.split,
            self.evaluated.data,
        )
        with explain_write_errors(folder.path):
            save_opinion(folder.path / OPINIONS, self.found)
        unfinished.finish()
        yield SecondOpinionFinished(folder.name, len(rows), self.watch.seconds)
