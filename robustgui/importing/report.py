"""What was found out about a network of others: plain enough for a pipe, and imported without what finds it out."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.errors import RunError, Sentence
from ..base.renamed import keep_former_attributes
from .settings import NetworkImport

Order = tuple[int, ...]  # the output of each class; -1: a constant 0, beside the one output of a sigmoid


@dataclass(frozen=True)
class Hypothesis:
    """One way to fill in what the weights leave open.

    Attributes:
        settings: of the model.
        values: "as_is", "normalise", or "stored": with statistics that the file holds.
    """

    settings: tuple[tuple[str, str], ...]
    values: str


@keep_former_attributes
@dataclass(frozen=True)
class HypothesisResult:
    """One way to read the weights, measured.

    Attributes:
        hypothesis: what is filled in.
        order: the output of each class.
        classes: the names of the classes in the order of the outputs; empty where the network predicts numbers.
        has_usual_order: whether that is the order of the labels.
        score: accuracy, or mean squared error.
        loss: mean cross entropy, or mean squared error.
        gain: mean log-likelihood of the labels above that of the baseline, in nats a sequence, at the temperature (1 or
            higher) that explains the labels best. The baseline predicts the class frequencies, or the mean target.
        is_informative: whether it predicts significantly better than the baseline.
        is_plausible: whether the data do not rule it out.
        samples: sequences that it was measured on.
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
    """What was recognised of an imported network, plain enough for a pipe.

    Attributes:
        request: what was asked for.
        facts: what was recognised.
        results: all ways to read the weights, the proposed one first, then those that the data do not rule out.
        metric: of `HypothesisResult.score`.
        samples: sequences that the last ones were measured on; training, validation and test data together.
        available: how many there are.
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
        """The proposed way."""
        return self.results[0]

    @property
    def is_unambiguous(self) -> bool:
        """Whether the data rule out every way to read the weights but the proposed one."""
        return sum(result.is_plausible for result in self.results) == 1

    @property
    def doubt(self) -> Sentence | None:
        """What speaks against the proposed way; None: nothing."""
        if not self.best.is_informative:
            template = (
                "No way to read these weights predicts better than the majority class ({share} of the sequences). "
                "Are these the data that the network was trained on?"
                if self.best.classes
                else "No way to read these weights predicts better than the mean of the targets. "
                "Are these the data that the network was trained on?"
            )
            return Sentence(template, {"share": f"{100 * self.baseline:.1f} %"})
        if not self.is_unambiguous:
            return Sentence(
                "{count} ways to read these weights explain the data about equally well: choose the right one.",
                {"count": sum(result.is_plausible for result in self.results)},
            )
        return None


def check_unambiguous(identification: Identification) -> None:
    """Raises `RunError`, which names the ways that remain, where the data leave more than one."""
    remaining = [result for result in identification.results if result.is_plausible]
    if len(remaining) < 2:
        return
    settings = [_differing(result, remaining) for result in remaining]
    raise RunError(
        "{count} ways to read these weights explain the data about equally well: {ways}. Say which one is right, "
        "for example {example}.",
        count=len(remaining), ways="; ".join(settings[:_NAMED]), example=settings[0].partition(" ")[0],
    )  # fmt: skip


_NAMED = 6


def _differing(result: HypothesisResult, remaining: list[HypothesisResult]) -> str:
    """The settings in which the ways that remain differ, as SETTING=VALUE."""
    ways = [dict(one.hypothesis.settings) | {"values": one.hypothesis.values} for one in remaining]
    own = dict(result.hypothesis.settings) | {"values": result.hypothesis.values}
    shown = [f"{name}={value}" for name, value in own.items() if len({way[name] for way in ways}) > 1]
    if len({one.classes for one in remaining}) > 1:
        shown.append(f"classes={','.join(result.classes)}")
    return " ".join(shown)


def apply_hypothesis(request: NetworkImport, result: HypothesisResult) -> NetworkImport:
    """`wanted` with everything that `guess` filled in said."""
    values = {} if result.hypothesis.values == "stored" else {"values": result.hypothesis.values}
    return request.changed(**dict(result.hypothesis.settings), **values, classes=result.classes)
