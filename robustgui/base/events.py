"""What a run reports: frozen, plain numbers, text and NumPy arrays; safe in any thread, easy to store.

Rates and accuracies are shares in [0, 1]; steps and epochs count from 1; seconds are wall-clock.
A run ends with exactly one `Ending`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .errors import Sentence

Metric = Literal["accuracy", "mse", "bits"]  # accuracy: higher is better; mse and bits a token: lower


@dataclass(frozen=True)
class RunStarted:
    """The data is read and the network built (or restored: then `step` and `epoch` say where it goes on)."""

    name: str
    folder: str
    device: str
    parameters: int
    epochs: int
    steps_per_epoch: int
    train_samples: int
    watched_samples: int  # how many sequences the clean and attacked scores of each epoch are measured on
    watched_split: str  # "test" or "validation"
    metric: Metric
    step: int = 0
    epoch: int = 0


@dataclass(frozen=True)
class StepDone:
    """One optimiser step."""

    step: int
    epoch: int
    loss: float  # what was minimised, penalties included
    clean_loss: float
    attacked_loss: float | None  # None: the defence made no attacked batch
    gradient_norm: float  # before clipping
    lr: float


@dataclass(frozen=True)
class EpochDone:
    """One pass over the training data, then the watched sequences, clean and attacked."""

    epoch: int
    loss: float  # mean over the epoch's steps
    clean: float
    attacked: float
    metric: Metric
    samples: int  # that `clean` and `attacked` were measured on
    seconds: float
    baseline: float | None = None  # what someone without a network scores on the same sequences


@dataclass(frozen=True)
class Progress:
    """How far a long computation between two other events has come."""

    what: Sentence
    done: int
    total: int


@dataclass(frozen=True)
class CurvePoint:
    """Robust accuracy (or mse, or bits a token) of one run at one eps; the counts make the interval reproducible."""

    run: str  # the run's folder name
    eps: float
    unit: str
    metric: Metric
    value: float
    low: float  # 95 % Clopper-Pearson (accuracy) or normal interval of the mean (mse, bits)
    high: float
    samples: int
    per_class: tuple[tuple[str, int, int], ...]  # (class, still right, of how many)


@dataclass(frozen=True)
class Confusion:
    """Who is taken for whom at one eps: counts[true][predicted], and each sample's prediction."""

    run: str
    eps: float
    classes: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    true: tuple[int, ...] = field(repr=False)
    predicted: tuple[int, ...] = field(repr=False)


@dataclass(frozen=True)
class RunFinished:
    """It went to its end; the last network is stored."""

    clean: float
    attacked: float
    metric: Metric
    samples: int
    seconds: float
    baseline: float | None = None  # what someone without a network scores on the same sequences


@dataclass(frozen=True)
class RunStopped:
    """Someone stopped it; the checkpoint lets it go on from here."""

    step: int
    epoch: int


@dataclass(frozen=True)
class RunFailed:
    """It broke. `resumable` tells whether a checkpoint is there to go on from."""

    message: Sentence
    details: str = field(repr=False)  # the traceback; empty for an expected error
    resumable: bool = False


@dataclass(frozen=True)
class EvaluationFinished:
    """All points of all curves are measured, and stored in each run's folder."""

    runs: tuple[str, ...]  # folder names
    points: int
    seconds: float


Ending = RunFinished | RunStopped | RunFailed | EvaluationFinished
Event = RunStarted | StepDone | EpochDone | Progress | CurvePoint | Confusion | Ending
