"""Likelihood and accuracy of a network's predictions per sequence, and significance tests between two networks."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..evaluation.numeric_metrics import compute_majority_share
from ..evaluation.paired_differences import compare_accuracies

Floats = NDArray[np.float64]
SIGNIFICANT = 0.01
EXPLAINED = 0.1  # of the uncertainty about the classes, which chance alone does not reach
_Z_BETTER, _Z_SURE, _Z_HOPELESS = 1.0, 3.0, 6.0
_NATS = 0.1  # below this difference of likelihoods, networks of equal accuracy count as equally good
_ERROR_RATIO = 0.8  # the same for regression: the better one lowers the mean squared error to this share


@dataclass(frozen=True, eq=False)
class Evidence:
    """Likelihood and accuracy of one network on n labelled sequences.

    Attributes:
        log_likelihood: of each label, (n,), nats.
        is_correct: (n,); None where numbers are predicted.
        score: accuracy, or mean squared error.
        loss: mean cross entropy at temperature 1, or mean squared error.
        gain: mean log-likelihood above that of the baseline, in nats per sequence.
        is_informative: whether it predicts significantly better than the baseline, which is the majority class, or the
            mean of the targets.
        is_constant: whether it predicts one class for every input.
    """

    log_likelihood: Floats
    is_correct: NDArray[np.bool_] | None
    score: float
    loss: float
    gain: float
    is_informative: bool
    is_constant: bool = False


def classification_evidence(logits: Floats, labels: NDArray[np.integer]) -> Evidence:
    """The evidence of class scores `logits` (n, K) for `labels` (n,).

    The likelihood is that at the temperature, 1 or higher, which explains the labels best (Guo et al. 2017,
    arXiv:1706.04599), so that an overconfident network is not taken for one that fits worse than a constant.
    """
    from scipy.optimize import minimize_scalar

    def log_probability(scale: float) -> Floats:
        scaled = scale * logits
        each: Floats = np.take_along_axis(_log_softmax(scaled), labels[:, None], 1)[:, 0]
        return each

    best = minimize_scalar(lambda s: -log_probability(math.exp(s)).mean(), bounds=(-12.0, 0.0), method="bounded")
    likelihoods = [log_probability(1.0), log_probability(math.exp(best.x))]
    likelihood = max(likelihoods, key=lambda each: float(each.mean()))
    counts = np.bincount(labels, minlength=logits.shape[1])
    baseline = np.log(counts[labels] / len(labels))
    predicted = logits.argmax(1)
    correct = predicted == labels
    return Evidence(
        likelihood, correct, float(correct.mean()), float(-likelihoods[0].mean()),
        float((likelihood - baseline).mean()), _beats_majority(correct, labels, likelihood, logits.shape[1]),
        bool((predicted == predicted[0]).all()),
    )  # fmt: skip


def regression_evidence(predicted: Floats, targets: Floats) -> Evidence:
    """The evidence of `predicted` (n, K) for `targets` (n, K): Gaussian errors with the variance that explains best."""
    error = np.square(predicted - targets).mean(1)  # (n,)
    spread = np.square(targets - targets.mean(0)).mean(1)
    likelihood, baseline = _gaussian(error), _gaussian(spread)
    z = _vuong(likelihood, baseline)
    loss = float(error.mean())
    return Evidence(likelihood, None, loss, loss, float((likelihood - baseline).mean()), z > _Z_SURE)


def is_better(one: Evidence, other: Evidence, *, rarer: bool = False) -> bool:
    """Whether `one` is preferred to `other`.

    Args:
        one, other: of two networks on the same sequences.
        rarer: `one` is a less common kind of network. It must then also be significantly more accurate, or have a far
            smaller error: among many uncommon kinds, one fits somewhat better by chance.
    """
    if one.is_informative != other.is_informative:
        return one.is_informative
    accuracy, z = _accuracy_sign(one, other), _vuong(one.log_likelihood, other.log_likelihood)
    if rarer:
        sure = accuracy > 0 if one.is_correct is not None else one.loss < _ERROR_RATIO * other.loss
        return sure and z > _Z_BETTER
    return accuracy > 0 or (accuracy == 0 and z > _Z_BETTER)


def is_clearly_better(one: Evidence, other: Evidence) -> bool:
    """Whether `one` is significantly better than `other` in accuracy or likelihood, and not worse in the other.

    By the likelihood ratio test of Vuong 1989 (Econometrica 57) and the exact test of McNemar 1947.
    """
    if other.is_informative and not one.is_informative:
        return False
    if one.is_informative and other.is_constant:
        return True
    accuracy, z = _accuracy_sign(one, other), _vuong(one.log_likelihood, other.log_likelihood)
    return (accuracy > 0 and z > -_Z_BETTER) or (accuracy == 0 and _is_far_more_likely(one, other))


def is_surer(one: Evidence, other: Evidence) -> bool:
    """Whether `one` is significantly more accurate, or gives the labels a far higher likelihood."""
    return _accuracy_sign(one, other) > 0 or _is_far_more_likely(one, other)


def is_hopelessly_better(one: Evidence, other: Evidence) -> bool:
    """Whether `one` is so much better on a subset of the data that evaluating more data is unnecessary."""
    return _accuracy_sign(one, other) >= 0 and _vuong(one.log_likelihood, other.log_likelihood) > _Z_HOPELESS


def _is_far_more_likely(one: Evidence, other: Evidence) -> bool:
    """Whether `one` gives the labels a significantly and considerably higher likelihood."""
    if one.is_correct is None:
        far = one.loss < _ERROR_RATIO * other.loss
    else:
        far = float((one.log_likelihood - other.log_likelihood).mean()) > _NATS
    return far and _vuong(one.log_likelihood, other.log_likelihood) > _Z_SURE


def _accuracy_sign(one: Evidence, other: Evidence) -> int:
    """1: significantly more accurate, -1: less, 0: neither, or numbers are predicted."""
    if one.is_correct is None or other.is_correct is None:
        return 0
    difference = compare_accuracies(other.is_correct, one.is_correct)
    return int(np.sign(difference.value)) if difference.p < SIGNIFICANT else 0


def _vuong(one: Floats, other: Floats) -> float:
    """sqrt(n) mean(d) / std(d) of the differences d of two log-likelihoods; 0 where they are the same."""
    difference = one - other
    spread = float(difference.std())
    if not spread > 1e-12 * (1 + float(np.abs(difference).max())):
        return 0.0
    return math.sqrt(len(difference)) * float(difference.mean()) / spread


def _beats_majority(correct: NDArray[np.bool_], labels: NDArray[np.integer], likelihood: Floats, classes: int) -> bool:
    """Whether a network is significantly more accurate than the majority class.

    Or, for a network that was trained on balanced classes: whether its mean recall is significantly above chance, and
    its log-likelihood reduces the uncertainty of equal probabilities by a tenth. Untrained networks often pass the
    first of these two.
    """
    from scipy.stats import binom

    n, present = len(labels), np.unique(labels)
    if len(present) < 2:
        return bool(correct.all())
    if binom.sf(correct.sum() - 1, n, compute_majority_share(labels)) < SIGNIFICANT:
        return True
    recalls, counts = zip(*((correct[labels == k].mean(), (labels == k).sum()) for k in present), strict=True)
    chance = 1 / len(present)
    deviation = math.sqrt(sum(chance * (1 - chance) / count for count in counts)) / len(present)
    explained = 1 + float(likelihood.mean()) / math.log(max(classes, 2))
    return bool((np.mean(recalls) - chance) / deviation > _Z_SURE and explained > EXPLAINED)


def _gaussian(error: Floats) -> Floats:
    """Log-likelihoods of squared errors (n,) at the variance that maximises their sum."""
    variance = max(float(error.mean()), 1e-300)
    likelihood: Floats = -0.5 * (np.log(2 * np.pi * variance) + error / variance)
    return likelihood


def _log_softmax(logits: Floats) -> Floats:
    from scipy.special import log_softmax

    each: Floats = log_softmax(logits, axis=1)
    return each
