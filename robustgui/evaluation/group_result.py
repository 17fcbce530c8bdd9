"""What an attack made of one group of sequences, without the sequences: small enough to be kept until the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .partial_results import Arrays, fits, pack_answers, unpack_answers

if TYPE_CHECKING:
    from .predictions import Predictions
    from .scores import GroupAttack

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class GroupResult:
    """Of m sequences.

    Attributes:
        answers: of the network for the attacked sequences, whether that is what the attacker wants or not.
        size: of the perturbation, in the threat's unit, (m,); inf: a search for the smallest one found none.
        costs: queries and gradients of each, (2, m).
        seconds: that the attack took.
        measures, features: how visible the perturbations are that count, (m, M) and (m, F); NaN: it does not count.
    """

    answers: Predictions
    size: Floats
    costs: NDArray[np.int64]
    seconds: float
    measures: Floats
    features: Floats

    @classmethod
    def of(cls, hit: GroupAttack, measures: Floats, features: Floats) -> GroupResult:
        """The result of an attack that was just carried out by `attack_group`."""
        assert hit.cost.each is not None
        size, costs = hit.result.size.double().cpu().numpy(), hit.cost.each.cpu().numpy()
        return cls(hit.answers, size, costs, hit.seconds, measures, features)

    def to_arrays(self) -> Arrays:
        """As it is kept."""
        return pack_answers(self.answers) | {
            "size": self.size,
            "costs": self.costs,
            "seconds": np.array(self.seconds),
            "measures": self.measures,
            "features": self.features,
        }

    @classmethod
    def from_arrays(cls, arrays: Arrays | None, clean: Predictions, measures: int, features: int) -> GroupResult | None:
        """The inverse of `to_arrays`.

        Args:
            arrays: what was kept.
            clean: the answers for these sequences without an attack.
            measures, features: M and F.

        Returns:
            None: nothing was kept, or something else.
        """
        count = len(clean.indices)
        empty = cls(
            clean, np.empty(count), np.empty((2, count), np.int64), 0.0, np.empty((count, measures)),
            np.empty((count, features)),
        )  # fmt: skip
        if arrays is None or not fits(arrays, empty.to_arrays()):
            return None
        return cls(
            unpack_answers(arrays, clean), arrays["size"], arrays["costs"], float(arrays["seconds"]),
            arrays["measures"], arrays["features"],
        )  # fmt: skip
