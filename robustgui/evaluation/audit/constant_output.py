"""Check: the network's predictions depend on the input."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from ...base.errors import Sentence
from ...base.events import Progress
from ...data import NUMERIC
from ..scores import choose_indices, score_clean
from .base import CHECKS, Check, CheckResult, skip_inapplicable

if TYPE_CHECKING:
    from ..predictions import Predictions
    from .case import Case

ENOUGH = 2000  # sequences to evaluate before predictions are called constant
NEARLY = 0.01  # share of other predictions up to which they are nearly constant
FLAT = 1e-3  # of the targets' standard deviation: predicted numbers that vary less are constant


@CHECKS.register("constant_output")
class ConstantOutput(Check):
    """A network that predicts one class for every input is as accurate as that class is frequent, attacked or not.

    Such a number says nothing about robustness, and the attack is not the reason: the other checks are skipped.
    """

    title: ClassVar[str] = "Predictions depend on the input"
    source: ClassVar[str] = "Carlini et al. 2019, arXiv:1902.06705"
    place: ClassVar[int] = 5

    def run(self, case: Case) -> Generator[Progress, None, CheckResult]:
        """See `Check.run`; on further sequences if those of the case have one prediction."""
        task = case.network.task
        if task == "next_token":
            return skip_inapplicable(Sentence("The network predicts the next token at every step, not one output."))
        predictions = case.clean
        if len(predictions.indices) < len(case.part) and _count_differing(predictions) == 0:
            more = choose_indices(case.part, ENOUGH, case.seed)
            predictions = yield from score_clean(case.network, case.part, more, stop=case.stop)
        samples, differing = len(predictions.indices), _count_differing(predictions)
        if task in NUMERIC:
            if not (predictions.labels.std(0) > 0).any():
                return skip_inapplicable(Sentence("All targets are equal: there is nothing to tell apart."))
            return _check_numbers(predictions)
        present = len(np.unique(predictions.labels))
        if present < 2:
            return skip_inapplicable(Sentence("All sequences belong to one class: there is nothing to tell apart."))
        common = case.network.classes[int(np.bincount(predictions.predicted).argmax())]
        figures = {"other_predictions": differing / samples, "classes": float(present)}
        if differing > NEARLY * samples:
            finding = Sentence(
                "{differing} of {samples} {samples:prediction|predictions} {differing:differs|differ} from the "
                "most frequent one.",
                {"differing": differing, "samples": samples},
            )
            meaning = Sentence("The network tells inputs apart.")
            return CheckResult("passed", finding, meaning, figures=figures, samples=samples)
        facts = {"class": common, "samples": samples, "classes": present, "differing": differing}
        advice = Sentence("Train the network until it is more accurate than the most frequent class, then audit it.")
        if differing:
            finding = Sentence(
                "The network predicts one class for nearly every input: '{class}' for all but {differing} of "
                "{samples} {samples:sequence|sequences}, which belong to {classes} {classes:class|classes}.", facts,
            )  # fmt: skip
            meaning = Sentence("Accuracy is little more than the share of that class, with and without an attack.")
            return CheckResult("warning", finding, meaning, advice, figures, samples)
        finding = Sentence(
            "The network predicts one class for every input: '{class}' for all {samples} "
            "{samples:sequence|sequences}, which belong to {classes} {classes:class|classes}.", facts,
        )  # fmt: skip
        meaning = Sentence(
            "Accuracy is the share of that class, with and without an attack. It is no measure of robustness, and the "
            "attack is not the reason."
        )
        return CheckResult("failed", finding, meaning, advice, figures, samples)


def _count_differing(predictions: Predictions) -> int:
    """Number of predictions other than the most frequent class; of predicted numbers other than the first."""
    if predictions.metric == "accuracy":
        return len(predictions.predicted) - int(np.bincount(predictions.predicted).max(initial=0))
    spread = predictions.predicted.std(0) > FLAT * predictions.labels.std(0)
    return int(spread.any()) * (len(predictions.predicted) - 1)


def _check_numbers(predictions: Predictions) -> CheckResult:
    """The result for predicted numbers, which are constant if they vary far less than the targets."""
    share = float(np.max(predictions.predicted.std(0) / np.maximum(predictions.labels.std(0), 1e-30)))
    samples, figures = len(predictions.indices), {"spread": min(share, 1e30)}
    if _count_differing(predictions):
        finding = Sentence(
            "The standard deviation of the predictions is {share} times that of the targets.", {"share": f"{share:.3g}"}
        )
        meaning = Sentence("The network tells inputs apart.")
        return CheckResult("passed", finding, meaning, figures=figures, samples=samples)
    values = ", ".join(f"{value:.4g}" for value in predictions.predicted[0][:4])
    finding = Sentence(
        "The network predicts one value for every input: {value}, for all {samples} {samples:sequence|sequences}.",
        {"value": values, "samples": samples},
    )
    meaning = Sentence(
        "Its error is that of a constant. It is no measure of robustness, and the attack is not the reason."
    )
    advice = Sentence("Train the network until it is more accurate than a constant, then audit it.")
    return CheckResult("failed", finding, meaning, advice, figures, samples)
