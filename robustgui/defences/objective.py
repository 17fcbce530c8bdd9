"""The training objective of a defence as a formula: weighted losses under one minimum over the weights."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.formula import (
    COMMA,
    EXPECTATION,
    LOSS,
    MAXIMUM,
    MINIMUM,
    OF,
    OVER,
    PLUS,
    THETA,
    Formula,
    Row,
    Scripts,
    Sign,
    X,
    Y,
    call,
    number,
    row,
)  # fmt: skip
from ..threats.notation import ThreatSet

NETWORK = Scripts(Sign("f", "network", italic=True), below=THETA, link=Sign("", "with weights"))


@dataclass(frozen=True)
class Term:
    """One loss of the objective and its weight; at weight 0 it is left out."""

    weight: float
    loss: Formula


def loss_at(point: Formula) -> Formula:
    """L(f(point), y)."""
    return call(LOSS, call(NETWORK, point), Y)


def worst_case(threats: ThreatSet) -> Formula:
    """The inner maximum: max over the threat set of the loss at the perturbed input."""
    return row(Scripts(MAXIMUM, below=threats.condition, link=OVER), OF, " ", loss_at(threats.perturbed))


def build_expected_loss(threats: ThreatSet) -> Formula:
    """The expected loss at a random point of the threat set."""
    return row(Scripts(EXPECTATION, below=threats.condition, link=OVER), OF, " ", loss_at(threats.perturbed))


def objective(*terms: Term) -> Formula:
    """min over θ of the expected weighted sum of `terms`."""
    parts: list[Formula] = []
    for term in (term for term in terms if term.weight):
        parts += [PLUS] if parts else []
        parts += [number(term.weight), Sign(" · ", "times")] if term.weight != 1 else []
        parts.append(term.loss)
    data = row("(", X, COMMA, Y, ")")
    return row(
        Scripts(MINIMUM, below=THETA, link=OVER), OF, " ", Scripts(EXPECTATION, below=data, link=OVER), OF, " [ ",
        Row(tuple(parts)), " ]",
    )  # fmt: skip


CLEAN = loss_at(X)
