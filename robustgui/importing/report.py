"""What was found out about a network of others: plain enough for a pipe, and imported without what finds it out."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.errors import RunError, Sentence
from .settings import NetworkImport

Order = tuple[int, ...]  # the output of each class; -1: a constant 0, beside the one output of a sigmoid


@dataclass(frozen=True)
class Candidate:
    """One way to fill in what the weights leave open.

    Attributes:
        settings: of the model.
        values: "as_is", "normalise", or "stored": with statistics that the file holds.
    """

    settings: tuple[tuple[str, str], ...]
    values: str


@dataclass(frozen=True)
class Guess:
    """One way to read the weights, measured.

    Attributes:
        candidate: what is filled in.
        order: the output of each class.
        classes: the names of the classes in the order of the outputs; empty where the network predicts numbers.
        usual: whether that is the order of the labels.
        score: accuracy, or mean squared error.
        loss: mean cross entropy, or mean squared error.
        gain: mean log-likelihood of the labels above that of the baseline, in nats a sequence, at the temperature (1 or
            higher) that explains the labels best. The baseline predicts the class frequencies, or the mean target.
        informative: whether it predicts significantly better than the baseline.
        remains: whether the data do not rule it out.
        samples: sequences that it was measured on.
    """

    candidate: Candidate
    order: Order
    classes: tuple[str, ...]
    usual: bool
    score: float
    loss: float
    gain: float
    informative: bool
    remains: bool
    samples: int


@dataclass(frozen=True)
class Recognition:
    """What was recognised of an imported network, plain enough for a pipe.

    Attributes:
        wanted: the request.
        facts: what was recognised.
        guesses: all ways to read the weights, the proposed one first, then those that the data do not rule out.
        metric: of `Guess.score`.
        samples: sequences that the last ones were measured on; training, validation and test data together.
        available: how many there are.
        baseline: the share of the majority class, or the mean squared error of the mean target.
    """

    wanted: NetworkImport
    facts: tuple[Sentence, ...]
    guesses: tuple[Guess, ...]
    metric: str
    samples: int
    available: int
    baseline: float

    @property
    def best(self) -> Guess:
        """The proposed way."""
        return self.guesses[0]

    @property
    def told_apart(self) -> bool:
        """Whether the data rule out every way to read the weights but the proposed one."""
        return sum(guess.remains for guess in self.guesses) == 1

    @property
    def doubt(self) -> Sentence | None:
        """What speaks against the proposed way; None: nothing."""
        if not self.best.informative:
            template = (
                "No way to read these weights predicts better than the majority class ({share} of the sequences). "
                "Are these the data that the network was trained on?"
                if self.best.classes
                else "No way to read these weights predicts better than the mean of the targets. "
                "Are these the data that the network was trained on?"
            )
            return Sentence(template, {"share": f"{100 * self.baseline:.1f} %"})
        if not self.told_apart:
            return Sentence(
                "{count} ways to read these weights explain the data about equally well: choose the right one.",
                {"count": sum(guess.remains for guess in self.guesses)},
            )
        return None


def check_decided(recognition: Recognition) -> None:
    """Raises `RunError`, which names the ways that remain, where the data leave more than one."""
    remaining = [guess for guess in recognition.guesses if guess.remains]
    if len(remaining) < 2:
        return
    settings = [_differing(guess, remaining) for guess in remaining]
    raise RunError(
        "{count} ways to read these weights explain the data about equally well: {ways}. Say which one is right, "
        "for example {example}.",
        count=len(remaining), ways="; ".join(settings[:_NAMED]), example=settings[0].partition(" ")[0],
    )  # fmt: skip


_NAMED = 6


def _differing(guess: Guess, remaining: list[Guess]) -> str:
    """The settings in which the ways that remain differ, as SETTING=VALUE."""
    ways = [dict(one.candidate.settings) | {"values": one.candidate.values} for one in remaining]
    own = dict(guess.candidate.settings) | {"values": guess.candidate.values}
    shown = [f"{name}={value}" for name, value in own.items() if len({way[name] for way in ways}) > 1]
    if len({one.classes for one in remaining}) > 1:
        shown.append(f"classes={','.join(guess.classes)}")
    return " ".join(shown)


def settled(wanted: NetworkImport, guess: Guess) -> NetworkImport:
    """`wanted` with everything that `guess` filled in said."""
    values = {} if guess.candidate.values == "stored" else {"values": guess.candidate.values}
    return wanted.changed(**dict(guess.candidate.settings), **values, classes=guess.classes)
