"""Check: the network's predictions depend on the input."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from ...base.errors import Sentence
from ...base.events import Progress
from ...data import NUMERIC
from ..scores import chosen_indices, clean_score
from .base import LIGHTS, Light, Reading, does_not_apply

if TYPE_CHECKING:
    from ..answers import Answers
    from .case import Case

ENOUGH = 2000  # sequences that are looked at before predictions are called constant
NEARLY = 0.01  # of the sequences have another prediction: nearly constant
FLAT = 1e-3  # of the targets' standard deviation: predicted numbers that vary less are constant


@LIGHTS.register("constant_output")
class ConstantOutput(Light):
    """A network that predicts one class for every input is as accurate as that class is frequent, attacked or not.

    Such a number says nothing about robustness, and the attack cannot be blamed for it: the other checks are skipped.
    """

    title: ClassVar[str] = "Predictions depend on the input"
    source: ClassVar[str] = "Carlini et al. 2019, arXiv:1902.06705"
    place: ClassVar[int] = 5

    def measure(self, case: Case) -> Generator[Progress, None, Reading]:
        """See `Light.measure`; on more than the sequences of the case where these have one prediction."""
        task = case.network.task
        if task == "next_token":
            return does_not_apply(Sentence("The network predicts the next token at every step, not one output."))
        found = case.clean
        if len(found.indices) < len(case.part) and _differing(found) == 0:
            more = chosen_indices(case.part, ENOUGH, case.seed)
            found = yield from clean_score(case.network, case.part, more, stop=case.stop)
        samples, differing = len(found.indices), _differing(found)
        if task in NUMERIC:
            if not (found.labels.std(0) > 0).any():
                return does_not_apply(Sentence("All targets are equal: there is nothing to tell apart."))
            return _of_numbers(found)
        present = len(np.unique(found.labels))
        if present < 2:
            return does_not_apply(Sentence("All sequences belong to one class: there is nothing to tell apart."))
        common = case.network.classes[int(np.bincount(found.predicted).argmax())]
        figures = {"other_predictions": differing / samples, "classes": float(present)}
        if differing > NEARLY * samples:
            said = Sentence(
                "{differing} of {samples} predictions differ from the most frequent one.",
                {"differing": differing, "samples": samples},
            )
            meaning = Sentence("The network tells inputs apart.")
            return Reading("green", said, meaning, figures=figures, samples=samples)
        facts = {"class": common, "samples": samples, "classes": present, "differing": differing}
        advice = Sentence("Train the network until it is more accurate than the most frequent class, then audit it.")
        if differing:
            said = Sentence(
                "The network predicts one class for nearly every input: '{class}' for all but {differing} of {samples} "
                "sequences, which belong to {classes} classes.", facts,
            )  # fmt: skip
            meaning = Sentence("Accuracy is little more than the share of that class, with and without an attack.")
            return Reading("amber", said, meaning, advice, figures, samples)
        said = Sentence(
            "The network predicts one class for every input: '{class}' for all {samples} sequences, which belong to "
            "{classes} classes.", facts,
        )  # fmt: skip
        meaning = Sentence(
            "Accuracy is the share of that class, with and without an attack. It is no measure of robustness, and the "
            "attack is not the reason."
        )
        return Reading("red", said, meaning, advice, figures, samples)


def _differing(found: Answers) -> int:
    """How many predicted classes are not the most frequent one; of predicted numbers how many are not the first."""
    if found.metric == "accuracy":
        return len(found.predicted) - int(np.bincount(found.predicted).max(initial=0))
    spread = found.predicted.std(0) > FLAT * found.labels.std(0)
    return int(spread.any()) * (len(found.predicted) - 1)


def _of_numbers(found: Answers) -> Reading:
    """The reading for predicted numbers, which are constant if they vary far less than the targets."""
    share = float(np.max(found.predicted.std(0) / np.maximum(found.labels.std(0), 1e-30)))
    samples, figures = len(found.indices), {"spread": min(share, 1e30)}
    if _differing(found):
        said = Sentence(
            "The standard deviation of the predictions is {share} times that of the targets.", {"share": f"{share:.3g}"}
        )
        return Reading("green", said, Sentence("The network tells inputs apart."), figures=figures, samples=samples)
    return Reading(
        "red",
        Sentence(
            "The network predicts one value for every input: {value}, for all {samples} sequences.",
            {"value": ", ".join(f"{value:.4g}" for value in found.predicted[0][:4]), "samples": samples},
        ),
        Sentence("Its error is that of a constant. It is no measure of robustness, and the attack is not the reason."),
        Sentence("Train the network until it is more accurate than a constant, then audit it."),
        figures,
        samples,
    )
