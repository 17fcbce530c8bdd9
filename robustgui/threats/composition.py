"""Threat models composed of others: validation of the parts, and settings of the whole."""

from __future__ import annotations

from typing import Annotated, Any

from ..base.errors import Sentence
from ..base.settings import AsTuple, OneOf, setting, wrong
from .base import THREATS, Threat
from .time_windows import intersect_windows, write_windows

Parts = Annotated[tuple[Annotated[Threat, OneOf(THREATS)], ...], AsTuple]

_OF_THE_WHOLE = ("knowledge", "aim", "target", "causal", "horizon")


def check_parts(whole: Threat, parts: tuple[Threat, ...]) -> None:
    """Raises the first error of `parts`, alone or in combination."""
    if not parts:
        raise wrong("needs at least one threat model", field="parts")
    for place, part in enumerate(parts):
        if len(part.components()) > 1:
            raise wrong("is made of parts itself; put its parts here instead", field=f"parts.{place}")
        for name in _OF_THE_WHOLE:
            field = type(part).model_fields.get(name)
            if field is not None and getattr(part, name) != field.default:
                raise wrong(
                    "belongs to the whole: there is one attacker, with one goal and one kind of knowledge",
                    field=f"parts.{place}.{name}",
                )
        if not intersect_windows(whole.open_ranges(), part.open_ranges()):
            raise wrong(
                "leaves no perturbable time step within the windows of the whole", field=f"parts.{place}.windows"
            )


def derive_part(whole: Threat, part: Threat) -> Threat:
    """`part` as a threat model of its own, with goal, knowledge, windows and budget factor of `whole`."""
    shared: dict[str, Any] = {name: getattr(whole, name) for name in ("knowledge", "aim", "target")}
    windows = write_windows(intersect_windows(whole.open_ranges(), part.open_ranges()))
    return part.copy_with(
        **shared, eps=part.eps * whole.eps, first_step=0, open_steps=None, windows="" if windows == "0-" else windows
    )


def describe_parts(parts: tuple[Threat, ...], tokens: bool) -> list[Sentence]:
    """The allowances of the parts, numbered."""
    sentences = []
    for number, part in enumerate(parts, 1):
        first, *more = part.allowance(tokens)
        sentences += [Sentence("({number}) {sentence}", {"number": number, "sentence": first}), *more]
    return sentences


def factor_setting() -> Any:
    """The setting of the budget of a composed threat model: a factor of all its budgets."""
    return setting(1.0, ge=0, title="Budget eps", help="Factor that multiplies the budgets of all parts.")


def parts_unit_setting() -> Any:
    """The setting of the unit of such a budget."""
    return setting(
        "parts",
        title="Unit of the budget",
        choices={"parts": "budgets of the parts"},
        help="At a budget of 1 every part has its own budget.",
    )
