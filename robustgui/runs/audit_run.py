"""The audit of a stored run, as a generator of events; it is stored beside the run."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..attacks import Attack
from ..base.events import DataWarned, Event
from ..base.interrupts import no_cancel
from ..base.settings import named
from ..data import Dataset
from ..evaluation.audit import Case, examine
from ..evaluation.audit.events import AuditCheck, AuditFinished, AuditVerdict
from ..evaluation.contamination import training_overlap
from ..evaluation.scores import choose_indices
from ..threats import Threat
from ..training.settings import DeviceSettings
from .audits import StoredAudit, save_audit
from .building import check_threat
from .evaluated_part import EvaluatedPart
from .examining_run import ExaminingRun
from .failures import explain_write_errors
from .folder import AUDITS, RunFolder
from .unfinished import network_digest

if TYPE_CHECKING:
    from ..models.network import Network


class AuditRun(ExaminingRun):
    """Can the attacked accuracy of a run be believed? See `AuditJob`.

    Attributes:
        found: the audit, once it is stored.
    """

    def __init__(
        self,
        folder: Path,
        attack: Attack,
        threat: Threat,
        *,
        samples: int = 200,
        seed: int = 0,
        surrogates: Sequence[Path] = (),
        skip: Mapping[str, str] | None = None,
        evaluated: EvaluatedPart | None = None,
        stop: Callable[[], bool] = no_cancel,
        device: DeviceSettings | None = None,
    ) -> None:
        """Nothing happens yet. `samples` 0: all test sequences; `surrogates`: other runs to transfer from.

        `skip`: see `examine`.
        """
        super().__init__(folder, evaluated=evaluated, stop=stop, device=device)
        self._attack, self._threat = attack, threat
        self._samples, self._seed = samples, seed
        self._surrogates = tuple(surrogates)
        self._skip = dict(skip or {})
        self.found: StoredAudit | None = None

    def examine(self, folder: RunFolder, dataset: Dataset, network: Network) -> Generator[Event, None, None]:
        """See `ExaminingRun.examine`."""
        check_threat(self._attack, self._threat, dataset.test)
        sources = tuple(RunFolder(path).load_network(device=network.device) for path in self._surrogates)
        settings = {
            "attack": named(self._attack),
            "threat": named(self._threat),
            "samples": self._samples,
            "seed": self._seed,
            "surrogates": [str(path.absolute()) for path in self._surrogates],
            "surrogate_networks": [network_digest(path) for path in self._surrogates],
            "skip": self._skip,
        }
        unfinished = self.open_unfinished(
            folder, "audit", settings, dataset.test, choose_indices(dataset.test, self._samples, self._seed)
        )
        yield from unfinished.continued(folder.name)
        case = Case(
            network, dataset.test, self._attack, self._threat, samples=self._samples, seed=self._seed,
            stop=self.stop, surrogates=sources, partial=unfinished,
        )  # fmt: skip
        overlap = training_overlap(network, dataset.test, case.clean.indices, train=self.evaluated.beside(dataset))
        yield from (DataWarned(said, "trained_on") for said in overlap.warnings())
        lights: list[AuditCheck] = []
        for event in examine(case, folder.name, skip=self._skip):
            if isinstance(event, AuditCheck):
                lights.append(event)
            elif isinstance(event, AuditVerdict):
                self.found = StoredAudit(
                    self._attack, self._threat, self._samples, self._seed, unfinished.created(), tuple(lights),
                    event, self.evaluated.split, self.evaluated.data,
                )  # fmt: skip
                with explain_write_errors(folder.path):
                    save_audit(folder.path / AUDITS, self.found)
                unfinished.finish()
            yield event
        yield AuditFinished(folder.name, self.watch.seconds)
