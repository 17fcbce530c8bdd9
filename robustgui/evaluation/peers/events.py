"""Events of a cross-check by other libraries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...base.errors import Sentence
from ...base.events import Event
from ...base.quantities import Count, Seconds


@dataclass(frozen=True)
class PeerResult(Event):
    """What one attack of one library made of the same question; every example is judged again by our network."""

    run: str
    library: str  # "robustgui", "art", "foolbox", "torchattacks", "cleverhans"
    version: str  # empty: not installed
    family: str  # "pgd", "apgd", "square" ...: rows of one family have equal budgets
    attack: str  # what the library calls it
    state: Literal["measured", "missing", "unsuited", "failed"]
    value: float | None  # robust accuracy, clean errors count as fallen; None unless measured, as all that follow
    low: float | None  # 95 % Clopper-Pearson
    high: float | None
    mean_size: float | None  # of adversarial examples within the budget, in the threat's unit; None: there are none
    fooled: Count  # sequences that are correct without and misclassified under attack within the budget
    outside: Count  # misclassified examples outside budget, valid range, window or padding: not counted
    samples: Count
    seconds: Seconds | None
    note: Sentence  # what was adapted, why it does not apply, or how to install the library
