"""Threat models as formulas: the variable, the perturbed input, and the condition."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.formula import AT_MOST, COMMA, DELTA, PERTURBED, PLUS, Formula, Row, Sign, X, norm, number, row

SIGMA = Sign("σ", "standard deviation", italic=True)
INFINITY = Sign("∞", "L-infinity norm of")
_ORDERS = {"L-inf": INFINITY, "L2": Sign("2", "L2 norm of"), "L1": Sign("1", "L1 norm of")}
_UNITS = {"std": row(DELTA, Sign("/", "divided by"), SIGMA),
          "peak": row(DELTA, Sign("/", "divided by"), norm(X, INFINITY))}  # fmt: skip


@dataclass(frozen=True)
class ThreatSet:
    """The set over which an attack maximises.

    Attributes:
        variable: the optimisation variable, such as δ.
        perturbed: the input that the network reads, such as x + δ.
        condition: the constraint of the variable, such as ‖δ‖∞ ≤ ε.
    """

    variable: Formula
    perturbed: Formula
    condition: Formula


ANY_SET = ThreatSet(PERTURBED, PERTURBED, row(PERTURBED, Sign(" ∈ ", "in"), Sign("𝒮", "threat set"), "(", X, ")"))


def ball(name: str, unit: str, eps: Formula) -> ThreatSet:
    """A norm ball: `name` is "L-inf", "L2" or "L1"; in standardised units, data units, or relative to the peak."""
    size = norm(_UNITS.get(unit, DELTA), _ORDERS[name])
    return ThreatSet(DELTA, row(X, PLUS, DELTA), row(size, AT_MOST, eps))


def distance(symbol: str, spoken: str, eps: float, *, share: bool) -> ThreatSet:
    """At most `eps` by a distance between the clean and the perturbed text, or at most that share of its length."""
    metric = row(Sign(symbol, spoken, italic=True), "(", X, COMMA, PERTURBED, ")")
    length = row(" ", Sign("|", "length of"), X, "|") if share else row()
    return ThreatSet(PERTURBED, PERTURBED, row(metric, AT_MOST, number(eps), length))


def combine(sets: tuple[ThreatSet, ...], between: Sign) -> ThreatSet:
    """Several conditions on one variable; `ANY_SET` where they are on different ones."""
    first = sets[0]
    if any((part.variable, part.perturbed) != (first.variable, first.perturbed) for part in sets):
        return ANY_SET
    parts: list[Formula] = [first.condition]
    for part in sets[1:]:
        parts += [between, part.condition]
    return ThreatSet(first.variable, first.perturbed, Row(tuple(parts)))
