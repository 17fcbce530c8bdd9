"""Which attacks are measured, one after the other: a settings class for the form of the Evaluate page."""

from __future__ import annotations

from typing import Annotated

from ....attacks import ATTACKS, Attack
from ....attacks.pgd import PGD
from ....base.settings import AsTuple, OneOf, Settings, setting


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
        title="Active examples only",
        advanced=True,
        help="Each attack runs only on the examples on which the attacks before it failed: faster, and their "
        "successes count in its row too.",
    )
