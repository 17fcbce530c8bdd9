"""What a run reports: frozen, plain numbers, text and NumPy arrays; safe in any thread, easy to store.

Rates and accuracies are shares in [0, 1]; steps and epochs count from 1; seconds are wall-clock.
A run ends with exactly one `Ending`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .errors import Sentence
from .evaluation_events import AttackMeasured as AttackMeasured
from .evaluation_events import CleanMeasured as CleanMeasured
from .evaluation_events import MeasurementContinued as MeasurementContinued
from .evaluation_events import Metric as Metric
from .evaluation_events import NotCompared as NotCompared
from .evaluation_events import RunsCompared as RunsCompared
from .evaluation_events import SequencesMeasured as SequencesMeasured
from .poison_events import DataPoisoned as DataPoisoned
from .poison_events import TriggerMeasured as TriggerMeasured
from .quantities import Budget, Count, Number, Seconds
from .training_events import RestartedFromNetwork as RestartedFromNetwork
from .training_events import TrainingLearns as TrainingLearns
from .training_events import TrainingStalled as TrainingStalled


@dataclass(frozen=True)
class RunStarted:
    """The data is read and the network built (or restored: then `step`, `epoch` and `seconds` say where it goes on)."""

    name: str
    folder: str
    device: str
    parameters: Count
    epochs: Count
    steps_per_epoch: Count
    train_samples: Count
    watched_samples: Count  # how many sequences the clean and attacked scores of each epoch are measured on
    watched_split: str  # "test" or "validation"
    metric: Metric
    step: Count = 0
    epoch: Count = 0
    seconds: Seconds = 0.0  # of training before a resume
    estimate: Seconds | None = None  # seconds that the whole run is expected to take on this machine
    version: str = ""  # of the program that wrote it; empty: an earlier one than 0.1.0, which did not say


@dataclass(frozen=True)
class StepDone:
    """One optimiser step."""

    step: Number
    epoch: Number
    loss: float  # what was minimised, penalties included
    clean_loss: float
    attacked_loss: float | None  # None: the defence made no attacked batch
    gradient_norm: float  # before clipping
    lr: float


@dataclass(frozen=True)
class EpochDone:
    """One pass over the training data, then the watched sequences, clean and attacked."""

    epoch: Number
    loss: float  # mean over the epoch's steps
    clean: float
    attacked: float
    metric: Metric
    samples: Count  # that `clean` and `attacked` were measured on
    seconds: Seconds
    baseline: float | None = None  # what someone without a network scores on the same sequences


@dataclass(frozen=True)
class DataWarned:
    """Something about the data, or about what is stored of a run, that must be seen."""

    message: Sentence
    # how the data were read; that the network was trained on them; where a training resumes
    about: Literal["data", "trained_on", "checkpoint"] = "data"


@dataclass(frozen=True)
class Progress:
    """How far a long computation between two other events has come."""

    what: Sentence
    done: Count
    total: Count


@dataclass(frozen=True)
class CurvePoint:
    """Robust accuracy (or mse, or bits a token) of one run at one eps; the counts make the interval reproducible."""

    run: str  # the run's folder name
    eps: Budget
    unit: str
    metric: Metric
    value: float
    low: float  # 95 % Clopper-Pearson (accuracy) or normal interval of the mean (mse, bits)
    high: float
    samples: Count
    per_class: tuple[tuple[str, Count, Count], ...]  # (class, still right, of how many)
    attack: str = ""  # its key in the evaluation; empty: the worst that any attack found


@dataclass(frozen=True)
class Confusion:
    """Who is taken for whom at one eps: counts[true][predicted], and each sample's prediction."""

    run: str
    eps: Budget
    classes: tuple[str, ...]
    counts: tuple[tuple[Count, ...], ...]
    true: tuple[Count, ...] = field(repr=False)
    predicted: tuple[Count, ...] = field(repr=False)
    attack: str = ""  # as in `CurvePoint`


@dataclass(frozen=True)
class RunFinished:
    """It went to its end; the last network is stored."""

    clean: float
    attacked: float
    metric: Metric
    samples: Count
    seconds: Seconds
    baseline: float | None = None  # what someone without a network scores on the same sequences


@dataclass(frozen=True)
class RunStopped:
    """Someone stopped it; the checkpoint lets it go on from here."""

    step: Count
    epoch: Count


@dataclass(frozen=True)
class RunFailed:
    """It broke.

    Attributes:
        resumable: whether a checkpoint is there to go on from.
        network_epoch: where there is none, the epoch of the stored network that it can continue from; 0: none.
        is_edited: its spec was edited since it was started; a new run can be trained with the edited one.
    """

    message: Sentence
    details: str = field(repr=False)  # the traceback; empty for an expected error
    resumable: bool = False
    network_epoch: Count = 0
    is_edited: bool = False


@dataclass(frozen=True)
class EvaluationFinished:
    """All points of all curves are measured, and stored in each run's folder."""

    runs: tuple[str, ...]  # folder names
    points: Count
    seconds: Seconds


CheckStatus = Literal["passed", "warning", "failed", "skipped"]
STATUS_OF_COLOUR: dict[str, CheckStatus] = {"green": "passed", "amber": "warning", "red": "failed", "grey": "skipped"}


@dataclass(frozen=True)
class AuditLight:
    """One check of whether an attacked accuracy can be believed."""

    run: str  # the run's folder name; empty in a notebook
    name: str  # registry key of the check
    title: Sentence
    colour: Literal["green", "amber", "red", "grey"]
    found: Sentence  # what was measured, with its figures
    meaning: Sentence  # what that says about the number
    advice: Sentence  # what to do next
    figures: tuple[tuple[str, float], ...]  # what was measured, named for machines; finite; shares in [0, 1]
    samples: Count  # sequences that it was measured on
    seconds: Seconds
    attacks: tuple[str, ...] = ()  # that the advice names, each as options of a command line: "--attack apgd ..."
    status: CheckStatus | Literal[""] = ""  # follows from the colour; skipped: `found` says why

    def __post_init__(self) -> None:
        object.__setattr__(self, "status", STATUS_OF_COLOUR[self.colour])


@dataclass(frozen=True)
class AuditVerdict:
    """Whether a measured accuracy can be believed; comes after all lights."""

    run: str
    verdict: Literal["believe", "doubt", "disbelieve"]
    summary: Sentence
    reasons: tuple[str, ...]  # names of the red and amber lights, red ones first
    attack: str  # titles, for people
    threat: str
    eps: Budget
    unit: str
    metric: Metric
    clean: float
    value: float  # what the attack leaves of it; low and high: 95 % Clopper-Pearson, or normal
    low: float
    high: float
    worst: float  # what everything that was tried within the same budget leaves, together
    samples: Count
    seconds: Seconds


@dataclass(frozen=True)
class AuditFinished:
    """All lights are measured, and stored in the run's folder."""

    run: str
    seconds: Seconds


@dataclass(frozen=True)
class PeerResult:
    """What one attack of one library made of the same question; every example is judged again by our network."""

    run: str
    library: str  # "robustgui", "art", "foolbox", "torchattacks", "cleverhans"
    version: str  # empty: not installed
    family: str  # "pgd", "apgd", "square" ...: rows of one family have equal budgets
    attack: str  # what the library calls it
    state: Literal["measured", "missing", "unsuited", "failed"]
    value: float | None  # robust accuracy, clean errors count as fallen; None unless measured, as all that follow
    low: float | None  # 95 % Clopper-Pearson
    high: float | None
    mean_size: float | None  # of what fooled the network within the budget, in the threat's unit; None: nothing did
    fooled: Count  # sequences that were right before and fell within the budget
    outside: Count  # examples that fool the network, but leave budget, box, window or padding: not counted as fallen
    samples: Count
    seconds: Seconds | None
    note: Sentence  # what was adapted, why it does not apply, or how to install the library


@dataclass(frozen=True)
class SecondOpinionFinished:
    """All libraries have answered, and the table is stored in the run's folder."""

    run: str
    rows: Count
    seconds: Seconds


Ending = RunFinished | RunStopped | RunFailed | EvaluationFinished | AuditFinished | SecondOpinionFinished
Event = (
    RunStarted
    | RestartedFromNetwork
    | StepDone
    | EpochDone
    | TrainingStalled
    | TrainingLearns
    | Progress
    | DataWarned
    | CurvePoint
    | Confusion
    | MeasurementContinued
    | CleanMeasured
    | AttackMeasured
    | SequencesMeasured
    | RunsCompared
    | NotCompared
    | AuditLight
    | AuditVerdict
    | PeerResult
    | DataPoisoned
    | TriggerMeasured
    | Ending
)
