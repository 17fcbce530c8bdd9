"""What window and engine say to each other: frozen, picklable, NumPy arrays only.

The window sends `Command`s; the engine answers with lists of `Report`s, at most every 33 ms.
A job is long and reports events; a question is short and is answered between two steps of whatever job is running,
on the network of that moment.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ..attacks import Attack
from ..base.errors import Sentence
from ..base.events import Event
from ..evaluation.attack_keys import make_attack_keys
from ..evaluation.inspect_request import Inspection, InspectRequest
from ..importing.report import Identification
from ..importing.settings import NetworkImport
from ..models.exports.formats import Exported, Format
from ..runs.evaluated_part import EvaluatedPart
from ..runs.spec import RunSpec
from ..threats import Threat

# ---- jobs


@dataclass(frozen=True)
class TrainJob:
    """Train a network from its spec into a new run folder below `runs`."""

    spec: RunSpec
    runs: str


@dataclass(frozen=True)
class ResumeJob:
    """Go on with a stored run from its checkpoint; see `TrainingRun` for `from_network`."""

    folder: str
    from_network: bool = False


@dataclass(frozen=True)
class EvaluateJob:
    """Robust accuracy against eps for stored runs: one `CurvePoint` per run, attack and eps, and what else it found.

    Of each run: `CleanMeasured`; of each attack at each eps in rising order `CurvePoint`, of classes `Confusion`, and
    `AttackMeasured`; after its last eps `SequencesMeasured`; of several attacks then the same of the worst of them, as
    the attack `WORST`. After all runs, of several: `RunsCompared` or `NotCompared`.
    """

    folders: tuple[str, ...]
    attacks: tuple[Attack, ...]  # in this order; events call them by `keys`
    threat: Threat  # its eps is replaced by each of `eps`
    eps: tuple[float, ...]
    samples: int = 0  # 0: all
    seed: int = 0
    only_survivors: bool = False  # an attack gets only what the ones before it left standing: its row counts them too
    evaluated: EvaluatedPart = field(default_factory=EvaluatedPart)

    @property
    def keys(self) -> tuple[str, ...]:
        """What events call the attacks; the worst of several is called `WORST`."""
        return make_attack_keys(self.attacks)

    @property
    def points(self) -> int:
        """How many `CurvePoint` events there will be."""
        rows = len(self.attacks) + (len(self.attacks) > 1)
        return len(self.folders) * rows * len(set(self.eps))


@dataclass(frozen=True)
class AuditJob:
    """Can the attacked accuracy of a stored run be believed? One `AuditCheck` a check, then an `AuditVerdict`."""

    folder: str
    attack: Attack
    threat: Threat  # with the eps that is asked about
    samples: int = 200  # 0: all
    seed: int = 0
    surrogates: tuple[str, ...] = ()  # other run folders whose adversarial examples are tried; empty: one is trained
    skip: tuple[tuple[str, str], ...] = ()  # checks that are not measured: name and reason
    evaluated: EvaluatedPart = field(default_factory=EvaluatedPart)


@dataclass(frozen=True)
class SecondOpinionJob:
    """The same question put to other libraries: one `PeerResult` a library and family."""

    folder: str
    threat: Threat  # with the eps that is asked about
    families: tuple[str, ...] = ()  # of attacks, see `evaluation.peers.FAMILIES`; empty: the usual ones
    libraries: tuple[str, ...] = ()  # empty: all
    samples: int = 200  # 0: all
    seed: int = 0
    evaluated: EvaluatedPart = field(default_factory=EvaluatedPart)


Measuring = EvaluateJob | AuditJob | SecondOpinionJob  # of stored runs: nothing is trained


@dataclass(frozen=True)
class ImportJob:
    """Open a network that was trained elsewhere, and store it as a run below `runs`."""

    request: NetworkImport
    runs: str
    seed: int = 0


Job = ImportJob | TrainJob | ResumeJob | Measuring


# ---- questions


@dataclass(frozen=True)
class IdentifyNetwork:
    """What kind of network is this? Code that `request` names runs only if it was allowed."""

    request: NetworkImport
    seed: int = 0


@dataclass(frozen=True)
class Export:
    """Write the newest network of a stored run to a file."""

    folder: str
    file: str
    format: Format
    replaces: tuple[str, ...] = ()  # files that the user agreed to replace


Question = InspectRequest | IdentifyNetwork | Export
Reply = Inspection | Identification | Exported


# ---- window to engine


@dataclass(frozen=True)
class Submit:
    """Carry out `job`; its events come back under `job_id`. One job at a time: the window keeps the queue."""

    job_id: int
    job: Job


@dataclass(frozen=True)
class Control:
    """Pause, go on with, or stop the job. A paused job still answers questions."""

    job_id: int
    what: Literal["pause", "go_on", "stop"]


@dataclass(frozen=True)
class Ask:
    """Answer `question` between two steps; of several waiting ones with the same `topic` only the newest counts."""

    question_id: int
    topic: str
    question: Question


@dataclass(frozen=True)
class Follow:
    """Answer `question` after every measurement of the run that is training, on the network that was measured.

    It stays until another one of the same `topic` comes; None: no more. The answers name the folder of the run.
    """

    topic: str
    question: InspectRequest | None


@dataclass(frozen=True)
class Shutdown:
    """Stop the job, save its checkpoint, and end the process."""


Command = Submit | Control | Ask | Follow | Shutdown


# ---- engine to window


@dataclass(frozen=True)
class Ready:
    """torch is imported and warm; what this machine offers."""

    devices: tuple[str, ...]  # "cpu", "cuda", "mps"
    device_names: tuple[str, ...]
    versions: dict[str, str]
    slowness: tuple[float, ...] = ()  # of each device, see `training.speed`; empty: not measured


@dataclass(frozen=True)
class JobEvent:
    """One event of the job; an `Ending` is its last."""

    job_id: int
    event: Event


@dataclass(frozen=True)
class JobState:
    """The job was paused or goes on."""

    job_id: int
    paused: bool


@dataclass(frozen=True)
class Answer:
    """The reply to a question; questions that a newer one replaced are not answered."""

    question_id: int
    topic: str
    reply: Reply


@dataclass(frozen=True)
class Refusal:
    """A question could not be answered."""

    question_id: int
    topic: str
    message: Sentence
    details: str = ""  # the traceback of a bug; empty for an expected error


@dataclass(frozen=True)
class LogLine:
    """For the log dock."""

    level: str
    text: str
    when: float


Report = Ready | JobEvent | JobState | Answer | Refusal | LogLine
