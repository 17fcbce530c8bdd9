"""What attacks find on stored runs, as a generator of events; what is found is stored beside each run."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..attacks import Attack
from ..base.errors import RunError, Sentence
from ..base.events import DataWarned, Event, Progress
from ..base.interrupts import no_cancel
from ..base.settings import named
from ..data import Dataset, SequenceSet
from ..evaluation.curve import budgets
from ..evaluation.events import CleanMeasured, EvaluationFinished
from ..evaluation.score_events import compute_fingerprint
from ..evaluation.scores import choose_indices
from ..evaluation.table import AttackTable, TableEvent
from ..evaluation.training_overlap import prefix_run
from ..threats import Threat
from ..training.devices import prepare_device
from ..training.settings import DeviceSettings
from .building import check_threat
from .comparison import compared
from .evaluated_part import EvaluatedPart
from .evaluations import StoredEvaluation, collected, save_evaluation
from .failures import explain_write_errors
from .folder import EVALUATIONS, RunFolder
from .job_runner import run_to_ending
from .load_data import load_data
from .stopwatch import Stopwatch
from .training_data import attach_training_data
from .unfinished import Question, Unfinished, names_beside

if TYPE_CHECKING:
    from ..models.network import Network


class EvaluationRun:
    """Measures what each attack leaves of each run at each eps, on the run's test data; see `EvaluateJob`.

    Attributes:
        folder, dataset, network: of the run that is measured at the moment; None before the first.
        found: what was found on each run, once it is stored.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        attacks: Sequence[Attack],
        threat: Threat,
        eps: Sequence[float],
        *,
        samples: int = 0,
        seed: int = 0,
        only_survivors: bool = False,
        evaluated: EvaluatedPart | None = None,
        stop: Callable[[], bool] = no_cancel,
        device: DeviceSettings | None = None,
    ) -> None:
        """Nothing happens yet. `threat.eps` is replaced by each of `eps`; `samples` 0: all test sequences."""
        self.folder: RunFolder | None = None
        self.dataset: Dataset | None = None
        self.network: Network | None = None
        self.step = 0
        self.epoch = 0
        self.found: list[StoredEvaluation] = []
        self._folders = [Path(folder) for folder in folders]
        self._attacks = tuple(attacks)
        self._threat = threat
        self._eps = tuple(eps)
        self._samples = samples
        self._seed = seed
        self._only_survivors = only_survivors
        self._evaluated = evaluated or EvaluatedPart()
        self._stop = stop
        self._device = device or DeviceSettings()
        self._watch = Stopwatch()
        self._unfinished: list[Unfinished] = []  # what each run was found to be so far, until all are measured

    def events(self) -> Iterator[Event]:
        """Carry it out; the last event is the one `Ending`. What was found on a run is stored when it is measured."""
        return run_to_ending(self._life(), self._watch)

    def _life(self) -> Generator[Event, None, None]:
        try:
            yield from self._measure()
        finally:
            for unfinished in self._unfinished:
                unfinished.release()

    def _measure(self) -> Generator[Event, None, None]:
        if not self._folders or not self._attacks or not self._eps:
            raise RunError("Choose at least one run, one attack and one budget eps to evaluate.")
        for path in self._folders:
            yield Progress(Sentence("Reading the run {run}", {"run": path.name}), len(self.found), len(self._folders))
            self.found.append((yield from self._one(RunFolder(path))))
        for other in self.found[1:]:
            yield from compared(self.found[0], other)
        for unfinished in self._unfinished:
            unfinished.finish()
        names = tuple(path.name for path in self._folders)
        yield EvaluationFinished(names, sum(len(one.points) for one in self.found), self._watch.seconds)

    def _one(self, folder: RunFolder) -> Generator[Event, None, StoredEvaluation]:
        """Measure and store one run; returns what was found."""
        spec = folder.spec()
        self.network = None  # never one run's network with another's folder
        self.folder, self.dataset = folder, (yield from load_data(spec.data, self._stop, self._evaluated.other))
        part = self._evaluated.of(self.dataset)
        for attack in self._attacks:
            check_threat(attack, self._threat, part)
        network = folder.load_network(device=prepare_device(self._device))
        self.network = network = attach_training_data(network, folder, self.dataset)
        self.epoch = max(folder.epochs(), default=0)
        unfinished = self._open_unfinished(folder, network, part)
        yield from unfinished.continued(folder.name)
        table = AttackTable(
            network, part, self._attacks, budgets(self._threat, self._eps), run=folder.name,
            samples=self._samples, seed=self._seed, only_survivors=self._only_survivors, stop=self._stop,
            train=self._evaluated.beside(self.dataset), split=self._evaluated.split, source=self._evaluated.data,
            partial=unfinished,
        )  # fmt: skip
        found: list[TableEvent] = []
        for event in table.events():
            if not isinstance(event, Progress):
                found.append(event)
            yield event
            if isinstance(event, CleanMeasured) and event.overlap is not None:
                yield from (
                    DataWarned(prefix_run(folder.name, said), "trained_on") for said in event.overlap.sentences()
                )
        evaluation = collected(
            found, self._attacks, self._threat.changed(eps=max(self._eps)), self._samples, self._seed,
            only_survivors=self._only_survivors, created=unfinished.created(),
        )  # fmt: skip
        with explain_write_errors(folder.path):
            save_evaluation(folder.path / EVALUATIONS, evaluation)
        return evaluation

    def _open_unfinished(self, folder: RunFolder, network: Network, part: SequenceSet) -> Unfinished:
        """Where the results of this question are kept until all runs are measured."""
        settings = {
            "attacks": [named(attack) for attack in self._attacks],
            "threat": named(self._threat.changed(eps=float(max(self._eps)))),
            "eps": sorted({float(eps) for eps in self._eps}),
            "samples": self._samples,
            "seed": self._seed,
            "only_survivors": self._only_survivors,
            "split": self._evaluated.split,
            "data": self._evaluated.data,
            "device": network.device.partition(":")[0],
        }
        question = Question("evaluate", settings, names_beside(folder.path, self._folders))
        chosen = choose_indices(part, self._samples, self._seed)
        self._unfinished.append(Unfinished(folder.path, question, compute_fingerprint(part, chosen)))
        return self._unfinished[-1]
