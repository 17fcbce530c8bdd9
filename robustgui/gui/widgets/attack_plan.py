"""Which attacks are measured, one after the other: a settings class for the form of the Evaluate page."""

from __future__ import annotations

from typing import Annotated

from ...attacks import ATTACKS, Attack
from ...attacks.pgd import PGD
from ...base.settings import AsTuple, OneOf, Settings, setting


class AttackPlan(Settings):
    """One or several attacks within one threat."""

    attacks: Annotated[tuple[Annotated[Attack, OneOf(ATTACKS)], ...], AsTuple] = setting(
        (PGD(steps=20),),
        min_length=1,
        title="Attacks",
        help="Each is measured on its own, and of several also what the worst of them leaves of each sequence.",
    )
    only_survivors: bool = setting(
        False,
        title="Survivors only pass on",
        advanced=True,
        help="An attack gets only what the ones before it left standing: faster, and its row then counts them too.",
    )
