"""Rows of a cross-check, and its outcome: whether another library is stronger."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ...base.errors import Sentence
from ...base.events import Event
from ...base.quantities import Count, Seconds


@dataclass(frozen=True)
class PeerResult(Event):
    """The result of one attack of one library; every adversarial example is evaluated again by our network."""

    run: str
    library: str  # "robustgui", "art", "foolbox", "torchattacks", "cleverhans"
    version: str  # empty: not installed
    family: str  # "pgd", "apgd", "square" ...: rows of one family have equal budgets
    attack: str  # the library's name of the attack
    state: Literal["measured", "missing", "unsuited", "failed"]
    value: float | None  # robust accuracy, clean errors included; None unless measured, as the next
    low: float | None  # 95 % Clopper-Pearson
    high: float | None
    mean_size: float | None  # of adversarial examples within the budget, in the threat's unit; None: there are none
    misclassified: Count  # sequences that are misclassified only under attack, within the budget
    outside: Count  # misclassified examples outside budget, valid range, window or padding: not counted
    samples: Count
    seconds: Seconds | None
    note: Sentence  # what was adapted, why it does not apply, or how to install the library


OWN = "robustgui"


@dataclass(frozen=True)
class Outcome:
    """Summary of the rows of a cross-check.

    Attributes:
        ran: other libraries with at least one measured attack.
        failed: those without one, of which an attack failed.
        skipped: those that are not installed, or have no attack for this threat and network.
        ours, theirs: the lowest robust accuracy under our attacks, and under those of all others; NaN without any.
        stronger: the library with the lowest robust accuracy if that is below ours; None: none is.
    """

    ran: tuple[str, ...]
    failed: tuple[str, ...]
    skipped: tuple[str, ...]
    ours: float
    theirs: float
    stronger: str | None

    @property
    def is_own_strongest(self) -> bool:
        """Whether there is something to compare, and no other library is stronger."""
        return self.ours <= self.theirs


def compare_libraries(rows: Sequence[PeerResult]) -> Outcome:
    """The outcome of `rows`; it is final only when every library has finished."""
    values = [(row.value, row.library) for row in rows if row.value is not None]
    ours = min((value for value, library in values if library == OWN), default=math.nan)
    theirs, best = min(((value, library) for value, library in values if library != OWN), default=(math.nan, ""))
    libraries = dict.fromkeys(row.library for row in rows if row.library != OWN)
    states = {name: {row.state for row in rows if row.library == name} for name in libraries}
    return Outcome(
        ran=tuple(name for name in libraries if "measured" in states[name]),
        failed=tuple(name for name in libraries if "failed" in states[name] and "measured" not in states[name]),
        skipped=tuple(name for name in libraries if not states[name] & {"measured", "failed"}),
        ours=ours,
        theirs=theirs,
        stronger=best if theirs < ours else None,
    )
