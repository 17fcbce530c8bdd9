"""Formulas as trees: written as Unicode text, read aloud as words, and typeset by the window.

Scripts(MAXIMUM, below=row(norm(DELTA, INFINITY), AT_MOST, "0.1"))  ->  max_{‖δ‖_∞ ≤ 0.1}
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

_SUBSCRIPTS = dict(zip("0123456789+-=()xt", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₓₜ", strict=True))


@dataclass(frozen=True)
class Sign:
    """One symbol.

    Attributes:
        text: as it is written.
        spoken: what a screen reader says, a text that the window translates; empty: `text` itself.
        italic: variables are, operators and numbers are not.
    """

    text: str
    spoken: str = ""
    italic: bool = False


@dataclass(frozen=True)
class Row:
    """Formulas one after the other."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True)
class Scripts:
    """A formula with something below it, above it, or both.

    Attributes:
        link: word between the base and what is below, such as "over" in "maximum over delta".
    """

    base: Formula
    below: Formula | None = None
    above: Formula | None = None
    link: Sign = Sign("")


Formula = Sign | Row | Scripts

OVER, OF = Sign("", "over"), Sign("", "of")
MINIMUM, MAXIMUM = Sign("min", "minimum"), Sign("max", "maximum")
EXPECTATION = Sign("𝔼", "expected value")
LOSS = Sign("L", "loss of", italic=True)
THETA = Sign("θ", "theta", italic=True)
DELTA = Sign("δ", "delta", italic=True)
X, Y = Sign("x", italic=True), Sign("y", italic=True)
PERTURBED = Sign("x′", "perturbed x", italic=True)
AT_MOST = Sign(" ≤ ", "at most")
PLUS = Sign(" + ", "plus")
OPEN, COMMA, CLOSE = Sign("("), Sign(", ", "and"), Sign(")")


def row(*parts: Formula | str) -> Row:
    """Formulas one after the other; plain text is upright."""
    return Row(tuple(Sign(part) if isinstance(part, str) else part for part in parts))


def number(value: float) -> Sign:
    """A number, short."""
    return Sign(f"{value:.4g}")


def norm(inner: Formula, order: Sign) -> Row:
    """‖inner‖ with its order below; what is spoken of the order says the whole norm, such as "L2 norm of"."""
    return row(Sign("‖", order.spoken), inner, Scripts(Sign("‖"), below=Sign(order.text, " ")))


def call(function: Formula, *arguments: Formula) -> Row:
    """function(first, second, ...)."""
    parts: list[Formula] = [function, OPEN]
    for place, argument in enumerate(arguments):
        parts += [COMMA, argument] if place else [argument]
    return Row((*parts, CLOSE))


def format_unicode(formula: Formula) -> str:
    """On one line, for a terminal: subscripts as Unicode has them, else as `_x` or `_{...}`."""
    match formula:
        case Sign(text=text):
            return text
        case Row(parts=parts):
            return "".join(format_unicode(part) for part in parts)
    written = format_unicode(formula.base)
    if formula.below is not None:
        below = format_unicode(formula.below)
        small = "".join(_SUBSCRIPTS.get(letter, "") for letter in below)
        written += small if len(small) == len(below) else f"_{below}" if len(below) == 1 else f"_{{{below}}}"
    return written if formula.above is None else f"{written}^{format_unicode(formula.above)}"


def format_speech(formula: Formula, translate: Callable[[str], str] = str) -> str:
    """As words, for a screen reader; `translate` is given the words one symbol at a time."""
    return " ".join(filter(None, _words(formula, translate)))


def _words(formula: Formula, translate: Callable[[str], str]) -> list[str]:
    match formula:
        case Sign(text=text, spoken=spoken):
            return [translate(spoken).strip() if spoken else text.strip(" ()[]‖|,·")]
        case Row(parts=parts):
            return [word for part in parts for word in _words(part, translate)]
    words = _words(formula.base, translate)
    if formula.below is not None:
        words += [*_words(formula.link, translate), *_words(formula.below, translate)]
    return words if formula.above is None else [*words, *_words(formula.above, translate)]
