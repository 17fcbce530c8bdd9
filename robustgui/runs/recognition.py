"""What was found out about a network of others: plain enough for a pipe, and imported without what finds it out."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.errors import Sentence
from .import_settings import NetworkImport

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
    """

    candidate: Candidate
    order: Order
    classes: tuple[str, ...]
    usual: bool
    score: float
    loss: float


@dataclass(frozen=True)
class Recognition:
    """What was found out about a network of others, plain enough for a pipe.

    Attributes:
        wanted: what was asked.
        facts: what was recognised.
        guesses: all ways that were tried, the proposed one first.
        metric: of `Guess.score`.
        samples: training sequences that they were tried on.
        told_apart: whether the proposed way is clearly better than the next one that differs in more than the order.
    """

    wanted: NetworkImport
    facts: tuple[Sentence, ...]
    guesses: tuple[Guess, ...]
    metric: str
    samples: int
    told_apart: bool

    @property
    def best(self) -> Guess:
        """The proposed way."""
        return self.guesses[0]


def settled(wanted: NetworkImport, guess: Guess) -> NetworkImport:
    """`wanted` with everything that `guess` filled in said."""
    values = {} if guess.candidate.values == "stored" else {"values": guess.candidate.values}
    return wanted.changed(**dict(guess.candidate.settings), **values, classes=guess.classes)
