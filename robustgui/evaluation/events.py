"""Events of an evaluation: robustness curves, costs, perturbation norms, single sequences, and comparisons of runs.

`attack` is the key of an attack in the evaluation: its registry name, with "-2" appended to the second one of that
name. Norms and budgets are in the threat's unit, lengths in the data's unit unless a field says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from ..base.errors import Sentence
from ..base.events import Event
from ..base.quantities import Budget, Count, Distance, Metric, Queries, Seconds
from .training_overlap import TrainingOverlap

if TYPE_CHECKING:
    from ..attacks import Attack

MeasureName = Literal["l1", "l2", "linf", "range_l1", "range_linf", "snr", "dtw", "camouflage", "edits"]

WORST = ""  # in place of an attack: the worst case over all attacks
CLEAN = "clean"  # in place of an attack in `RunsCompared`: no attack


def make_attack_keys(attacks: Sequence[Attack]) -> tuple[str, ...]:
    """The keys of `attacks`, see above."""
    keys: list[str] = []
    for attack in attacks:
        key, number = attack.name, 1
        while key in keys:
            number += 1
            key = f"{attack.name}-{number}"
        keys.append(key)
    return tuple(keys)


class MeasureKind(NamedTuple):
    """Displayed name and unit of a perturbation measure: the data's unit, a share of a range, decibels, or none."""

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
    """A perturbation measure over the successful adversarial examples; for numbers, over all perturbed sequences.

    By name: "l1", "l2", "linf": perturbation norms in data units (for text, of the embeddings); "range_l1": the L1
    norm as a share of the summed ranges of all values; "range_linf": the largest perturbation as a share of its
    feature's range; "snr": signal-to-noise ratio in dB; "dtw": dynamic time warping distance in data units;
    "camouflage": the camouflage coefficient; "edits": tokens inserted, deleted or replaced.
    """

    name: MeasureName
    mean: float
    median: float
    count: Count  # sequences with a finite value


@dataclass(frozen=True)
class CleanMeasured(Event):
    """Scores of a run on clean data; the first of its events, apart from `Progress`."""

    run: str
    metric: Metric
    value: float
    low: float  # 95 %, as in `CurvePoint`
    high: float
    samples: Count
    per_class: tuple[tuple[str, Count, Count], ...]  # (class, number correct, total)
    mae: float | None  # mean absolute error; only for numbers
    direction: float | None  # directional accuracy of forecasts
    baseline: float | None  # score of the baseline without a network, as `value`
    baseline_mae: float | None
    data: str  # fingerprint of the sequences: runs with equal ones can be compared
    indices: tuple[Count, ...] = field(repr=False)  # of the sequences in the split, ascending
    errors: tuple[float, ...] = field(repr=False)  # of each: 0 correct, 1 wrong; squared error; bits per token
    weights: tuple[float, ...] = field(default=(), repr=False)  # for bits: number of predicted tokens; else empty
    split: str = "test"  # the evaluated part
    source: str = ""  # file or example, if other data than the run's own were evaluated
    overlap: TrainingOverlap | None = None  # with the network's training data; None: of an earlier version


@dataclass(frozen=True)
class CurvePoint(Event):
    """Robust accuracy (or mse, or bits per token) of one run at one eps; the interval follows from the counts."""

    run: str  # the run's folder name
    eps: Budget
    unit: str
    metric: Metric
    value: float
    low: float  # 95 % Clopper-Pearson (accuracy) or normal interval of the mean (mse, bits)
    high: float
    samples: Count
    per_class: tuple[tuple[str, Count, Count], ...]  # (class, number still correct, total)
    attack: str = ""  # its key in the evaluation; WORST: the worst case over all attacks


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
    """Details of one attack at one eps, after its `CurvePoint`. Costs are the sums up to this eps."""

    run: str
    attack: str  # WORST: the costs of all attacks; no measures
    eps: Budget
    right: Count  # sequences that are classified correctly without an attack; for numbers 0
    misclassified: Count  # of these, misclassified under attack within eps
    queries: Queries  # without gradient, over all sequences
    gradients: Queries
    seconds: Seconds  # wall-clock time of the attack
    targeted: Count | None  # sequences of other classes than the target class; None: untargeted
    target_reached: Count | None  # of these, predicted as the target class
    mae: float | None  # mean absolute error; only for numbers
    direction: float | None  # as in `CleanMeasured`
    shift: float | None  # mean of attacked minus clean prediction; only for numbers
    measures: tuple[Measure, ...] = ()
    features: tuple[tuple[str, float], ...] = ()  # mean of the largest perturbation as a share of the feature's range


@dataclass(frozen=True)
class SequencesMeasured(Event):
    """Results of one attack by sequence, after its last eps; tuples are in ascending order of the index."""

    run: str
    attack: str  # or WORST
    minimum_norm: bool  # whether `success_eps` are norms found by a minimum-norm attack, or evaluated budgets
    indices: tuple[Count, ...] = field(repr=False)
    success_eps: tuple[Distance, ...] = field(repr=False)  # smallest eps at which the attack succeeds; 0: misclassified
    # without an attack; inf: none; empty for numbers
    queries: tuple[Queries, ...] = field(repr=False)
    gradients: tuple[Queries, ...] = field(repr=False)
    errors: tuple[tuple[Budget, tuple[float, ...]], ...] = field(repr=False)  # (eps, of each); not for accuracy


@dataclass(frozen=True)
class RunsCompared(Event):
    """Paired comparison of two runs under the same attack on the same sequences: each run with the first.

    `difference` is second minus first, with its paired 95 % interval: Newcombe's for accuracies, bootstrap for errors.
    `p` is from McNemar's exact test, or from a sign-flip permutation test.
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
    p: float  # two-sided p-value of no difference
    only_first: Count  # sequences that only the first run classifies correctly; for errors, on which it is better
    only_second: Count


@dataclass(frozen=True)
class NotCompared(Event):
    """Two runs cannot be compared sequence by sequence, with the reason."""

    first: str
    second: str
    reason: Sentence
