"""Events of an evaluation: robustness curves, costs, perturbation norms, single sequences, and comparisons of runs.

An attack is called by its key in the evaluation: its registry name, with "-2" behind the second of that name. Norms and
budgets are in the threat's unit, lengths in the data's unit unless a field says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ..base.errors import Sentence
from ..base.events import Event
from ..base.quantities import Budget, Count, Distance, Metric, Queries, Seconds
from .training_overlap import TrainingOverlap

MeasureName = Literal["l1", "l2", "linf", "range_l1", "range_linf", "snr", "dtw", "camouflage", "edits"]

WORST = ""  # in place of an attack: the worst case over all attacks
CLEAN = "clean"  # in place of an attack in `RunsCompared`: no attack


class MeasureKind(NamedTuple):
    """What a measure of perturbations is called, and its unit: of the data, a share of a range, decibels, or none."""

    title: Sentence
    unit: Literal["data", "share", "dB", ""]


MEASURES: dict[MeasureName, MeasureKind] = {  # in the order in which they are shown
    "l1": MeasureKind(Sentence("L1"), "data"),
    "l2": MeasureKind(Sentence("L2"), "data"),
    "linf": MeasureKind(Sentence("L-inf"), "data"),
    "range_l1": MeasureKind(Sentence("share of the ranges"), "share"),
    "range_linf": MeasureKind(Sentence("largest share"), "share"),
    "snr": MeasureKind(Sentence("SNR"), "dB"),
    "dtw": MeasureKind(Sentence("DTW"), "data"),
    "camouflage": MeasureKind(Sentence("camouflage"), ""),
    "edits": MeasureKind(Sentence("edited tokens"), ""),
}


@dataclass(frozen=True)
class Measure:
    """Perturbation measures of adversarial examples on which the attack succeeded; of numbers, of all that were
    perturbed.

    By name: "l1", "l2", "linf": norms of the change in data units (on text those of the moved embeddings); "range_l1":
    the l1 norm as a share of the summed ranges of all values; "range_linf": the largest change as a share of its
    feature's range; "snr": energy of the signal over that of the change, in dB; "dtw": distance by dynamic time
    warping, in data units; "camouflage": the camouflage coefficient; "edits": tokens inserted, deleted or replaced.
    """

    name: MeasureName
    mean: float
    median: float
    count: Count  # sequences that it has a finite value for


@dataclass(frozen=True)
class CleanMeasured(Event):
    """What a run answers without any attack; the first of its events, apart from `Progress`."""

    run: str
    metric: Metric
    value: float
    low: float  # 95 %, as in `CurvePoint`
    high: float
    samples: Count
    per_class: tuple[tuple[str, Count, Count], ...]  # (class, right, of how many)
    mae: float | None  # mean absolute error; of numbers only
    direction: float | None  # share of forecasts that rise or fall as the truth does, seen from the last known value
    baseline: float | None  # score of the baseline without a network, as `value`
    baseline_mae: float | None
    data: str  # the same for the same sequences: only then can runs be compared
    indices: tuple[Count, ...] = field(repr=False)  # of the sequences in the split, rising
    errors: tuple[float, ...] = field(repr=False)  # of each: 0 right and 1 wrong; squared error; bits a token
    weights: tuple[float, ...] = field(default=(), repr=False)  # of bits: tokens that were asked for; else empty
    split: str = "test"  # the evaluated part
    source: str = ""  # of other data than the run's own: a file or an example
    overlap: TrainingOverlap | None = None  # with the network's training data; None: of an earlier version


@dataclass(frozen=True)
class CurvePoint(Event):
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
class Confusion(Event):
    """Confusion matrix at one eps: counts[true][predicted], and the prediction of each sample."""

    run: str
    eps: Budget
    classes: tuple[str, ...]
    counts: tuple[tuple[Count, ...], ...]
    true: tuple[Count, ...] = field(repr=False)
    predicted: tuple[Count, ...] = field(repr=False)
    attack: str = ""  # as in `CurvePoint`


@dataclass(frozen=True)
class AttackMeasured(Event):
    """Of one attack at one eps what the `CurvePoint` before does not say. Costs are those up to this eps, together."""

    run: str
    attack: str  # WORST: the costs of all attacks; no measures
    eps: Budget
    right: Count  # sequences that are right without an attack; of numbers 0
    fallen: Count  # of these, wrong when attacked within eps
    queries: Queries  # answers without gradient, over all sequences; the curve up to here cost no more
    gradients: Queries
    seconds: Seconds  # spent in the attack; wall-clock
    aimed: Count | None  # sequences that do not belong to the wanted class; None: any wrong answer is wanted
    reached: Count | None  # of these, taken for it
    mae: float | None  # mean absolute error; of numbers only
    direction: float | None  # as in `CleanMeasured`
    shift: float | None  # mean of attacked minus clean prediction; of numbers only
    measures: tuple[Measure, ...] = ()
    features: tuple[tuple[str, float], ...] = ()  # largest change as a share of the feature's range, mean


@dataclass(frozen=True)
class SequencesMeasured(Event):
    """One attack, sequence by sequence, after its last eps. Each tuple has an entry a sequence, in rising index."""

    run: str
    attack: str  # or WORST
    minimum_norm: bool  # the attack looked for the smallest change: `falls_at` are sizes, else budgets that were tried
    indices: tuple[Count, ...] = field(repr=False)
    falls_at: tuple[Distance, ...] = field(repr=False)  # 0: wrong without an attack; inf: never; of numbers empty
    queries: tuple[Queries, ...] = field(repr=False)  # spent on it by this attack
    gradients: tuple[Queries, ...] = field(repr=False)
    errors: tuple[tuple[Budget, tuple[float, ...]], ...] = field(repr=False)  # (eps, of each); not for accuracy


@dataclass(frozen=True)
class RunsCompared(Event):
    """Two runs under the same attack on the same sequences; after all runs, each run beside the first.

    The difference is second minus first, with a 95 % interval for pairs: of accuracies Newcombe's, of errors by
    bootstrap. `p` is McNemar's exact one, or that of flipped signs.
    """

    first: str
    second: str
    attack: str  # or WORST, or CLEAN
    eps: Budget  # 0 for CLEAN
    metric: Metric
    samples: Count
    first_value: float
    second_value: float
    difference: float
    low: float
    high: float
    p: float  # how likely so large a difference is where there is none
    only_first: Count  # sequences that only the first run answers rightly; of errors: that it answers better
    only_second: Count


@dataclass(frozen=True)
class NotCompared(Event):
    """Why two runs cannot be compared sequence by sequence."""

    first: str
    second: str
    reason: Sentence
