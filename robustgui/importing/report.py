"""The result of identifying an imported network: plain values, which can be sent between processes."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.errors import RunError, Sentence
from ..base.renamed import keep_former_attributes
from .settings import NetworkImport

Order = tuple[int, ...]  # the output of each class; -1: a constant 0, beside the one output of a sigmoid


@dataclass(frozen=True)
class Hypothesis:
    """One interpretation of the weights: values for the settings that they do not determine.

    Attributes:
        settings: of the model, (name, value) each.
        values: "as_is", "normalise", or "stored": with statistics that the file holds.
    """

    settings: tuple[tuple[str, str], ...]
    values: str


@keep_former_attributes
@dataclass(frozen=True)
class HypothesisResult:
    """One interpretation of the weights with its scores on the data.

    Attributes:
        hypothesis: the interpretation.
        order: the output of each class.
        classes: the names of the classes in the order of the outputs; empty where the network predicts numbers.
        has_usual_order: whether that is the order of the labels.
        score: accuracy, or mean squared error.
        loss: mean cross entropy, or mean squared error.
        gain: mean log-likelihood of the labels above that of the baseline, in nats a sequence, at the temperature (1 or
            higher) that explains the labels best. The baseline predicts the class frequencies, or the mean target.
        is_informative: whether it predicts significantly better than the baseline.
        is_plausible: whether the data do not rule it out.
        samples: number of sequences that it was evaluated on.
    """

    hypothesis: Hypothesis
    order: Order
    classes: tuple[str, ...]
    has_usual_order: bool
    score: float
    loss: float
    gain: float
    is_informative: bool
    is_plausible: bool
    samples: int


@keep_former_attributes
@dataclass(frozen=True)
class Identification:
    """The identified architecture and all interpretations of the weights.

    Attributes:
        request: file, code, data, and the settings that the user has specified.
        facts: the architecture, in sentences.
        results: all interpretations, the proposed one first, then the others that the data do not rule out.
        metric: of `HypothesisResult.score`.
        samples: number of sequences of the final evaluation; training, validation and test data together.
        available: number of all sequences.
        baseline: the share of the majority class, or the mean squared error of the mean target.
    """

    request: NetworkImport
    facts: tuple[Sentence, ...]
    results: tuple[HypothesisResult, ...]
    metric: str
    samples: int
    available: int
    baseline: float

    @property
    def best(self) -> HypothesisResult:
        """The proposed interpretation."""
        return self.results[0]

    @property
    def is_unambiguous(self) -> bool:
        """Whether the data rule out every interpretation but the proposed one."""
        return sum(result.is_plausible for result in self.results) == 1

    @property
    def doubt(self) -> Sentence | None:
        """Why the proposed interpretation may be wrong; None: nothing indicates it."""
        if not self.best.is_informative:
            template = (
                "No interpretation of these weights predicts better than the majority class ({share} of the "
                "sequences). Check that these are the data that the network was trained on."
                if self.best.classes
                else "No interpretation of these weights predicts better than the mean of the targets. "
                "Check that these are the data that the network was trained on."
            )
            return Sentence(template, {"share": f"{100 * self.baseline:.1f} %"})
        if not self.is_unambiguous:
            return Sentence(
                "{count} interpretations of these weights explain the data about equally well. Choose the right one.",
                {"count": sum(result.is_plausible for result in self.results)},
            )
        return None


def check_unambiguous(identification: Identification) -> None:
    """Raises `RunError`, which lists the plausible interpretations, if there is more than one."""
    plausible = [result for result in identification.results if result.is_plausible]
    if len(plausible) < 2:
        return
    settings = [_format_differences(result, plausible) for result in plausible]
    raise RunError(
        "{count} interpretations of these weights explain the data about equally well: {ways}. Specify the right one, "
        "for example {example}.",
        count=len(plausible), ways="; ".join(settings[:_NAMED]), example=settings[0].partition(" ")[0],
    )  # fmt: skip


_NAMED = 6


def _format_differences(result: HypothesisResult, plausible: list[HypothesisResult]) -> str:
    """The settings of `result` in which the plausible interpretations differ, as SETTING=VALUE."""
    ways = [dict(one.hypothesis.settings) | {"values": one.hypothesis.values} for one in plausible]
    values = dict(result.hypothesis.settings) | {"values": result.hypothesis.values}
    differences = [f"{name}={value}" for name, value in values.items() if len({way[name] for way in ways}) > 1]
    if len({one.classes for one in plausible}) > 1:
        differences.append(f"classes={','.join(result.classes)}")
    return " ".join(differences)


def apply_hypothesis(request: NetworkImport, result: HypothesisResult) -> NetworkImport:
    """`request` with the settings of `result` specified."""
    values = {} if result.hypothesis.values == "stored" else {"values": result.hypothesis.values}
    return request.copy_with(**dict(result.hypothesis.settings), **values, classes=result.classes)
