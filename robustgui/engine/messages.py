"""What window and engine say to each other: frozen, picklable, NumPy arrays only.

The window sends `Command`s; the engine answers with lists of `Report`s, at most every 33 ms.
A job is long and reports events; a question is short and is answered between two steps of whatever job is running,
on the network of that moment.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..attacks import Attack
from ..base.errors import Sentence
from ..base.events import Event
from ..runs.spec import RunSpec
from ..threats import Threat

Floats = NDArray[np.float32]


# ---- jobs


@dataclass(frozen=True)
class TrainJob:
    """Train a network from its spec into a new run folder below `runs`."""

    spec: RunSpec
    runs: str


@dataclass(frozen=True)
class ResumeJob:
    """Go on with a stored run from its checkpoint."""

    folder: str


@dataclass(frozen=True)
class EvaluateJob:
    """Robust accuracy against eps for stored runs: one `CurvePoint` and one `Confusion` per run and eps."""

    folders: tuple[str, ...]
    attack: Attack
    threat: Threat  # its eps is replaced by each of `eps`
    eps: tuple[float, ...]
    samples: int = 0  # 0: all
    seed: int = 0


Job = TrainJob | ResumeJob | EvaluateJob


# ---- questions


@dataclass(frozen=True)
class Inspect:
    """Attack one sequence and show everything on the way.

    Attributes:
        folder: the run whose network is asked; None: the run that is training now.
        epoch: a stored epoch of that run; None: the newest network.
        split: "train", "validation" or "test".
        index: of the sequence.
        attack, threat: how it is attacked; no attack: only the clean sequence is looked at.
        layer: whose hidden states are shown, from 0; -1 the last.
        values: the sequence edited by hand, (T, F) in data units; None: as it is in the data.
        seed: of the attack.
    """

    folder: str | None
    epoch: int | None
    split: str
    index: int
    attack: Attack | None
    threat: Threat | None
    layer: int = -1
    values: Floats | None = field(default=None, repr=False)
    seed: int = 0


@dataclass(frozen=True)
class Inspection:
    """The answer to `Inspect`. I iterations of the attack (the first is its start), T steps, K outputs, H units.

    Long attacks are thinned to some 60 iterations, always with the first and the last; `iterations` numbers them.
    """

    question: Inspect
    epoch: int  # of the network that answered
    label: float  # true class index, or target
    classes: tuple[str, ...]
    features: tuple[str, ...]
    clean: Floats  # (T, F), data units
    attacked: Floats  # (I, T, F), data units
    iterations: NDArray[np.int64]  # (I,)
    scores: Floats  # (I,), the loss that the attack raises
    sizes: Floats  # (I,), of the perturbation in the threat's unit
    chosen: int  # the iteration that the attack returned
    clean_outputs: Floats  # (K,), class probabilities, or predicted targets
    attacked_outputs: Floats  # (I, K)
    clean_steps: Floats  # (T, K), the same at every step
    attacked_steps: Floats  # (I, T, K)
    hidden_clean: Floats  # (T, H) of the chosen layer
    hidden_attacked: Floats  # (I, T, H)
    path_clean: Floats  # (T, 2), in the principal plane of clean states of the data
    path_attacked: Floats  # (I, T, 2)
    cloud: Floats  # (N, 2): final states of other clean sequences in that plane
    cloud_labels: NDArray[np.int64]  # (N,), their classes; -1 for regression
    explained: tuple[float, float]  # share of variance of the two axes
    divergence: Floats  # (I, T), ||h'_t - h_t|| over all units of the layer
    saliency: Floats  # (T, F), gradient of the loss at the clean input, data units
    flip_step: int | None  # first step from which the final decision of the attacked path stays wrong
    layers: int
    seconds: float


Question = Inspect
Reply = Inspection


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
class Shutdown:
    """Stop the job, save its checkpoint, and end the process."""


Command = Submit | Control | Ask | Shutdown


# ---- engine to window


@dataclass(frozen=True)
class Ready:
    """torch is imported and warm; what this machine offers."""

    devices: tuple[str, ...]  # "cpu", "cuda", "mps"
    device_names: tuple[str, ...]
    versions: dict[str, str]


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
