"""The result of an attack on one group, without the sequences: small enough to store until the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .partial_results import Arrays, fits, pack_predictions, unpack_predictions

if TYPE_CHECKING:
    from .predictions import Predictions
    from .scores import GroupAttack

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class GroupResult:
    """The result of an attack on m sequences.

    Attributes:
        predictions: for the adversarial inputs, successful or not.
        size: perturbation norms in the threat's unit, (m,); inf where a minimum-norm attack failed.
        costs: queries and gradients of each sequence, (2, m).
        seconds: time of the attack.
        measures, features: measures of the perturbations, (m, M) and (m, F); NaN where they do not count.
    """

    predictions: Predictions
    size: Floats
    costs: NDArray[np.int64]
    seconds: float
    measures: Floats
    features: Floats

    @classmethod
    def of(cls, attack: GroupAttack, measures: Floats, features: Floats) -> GroupResult:
        """The result of an attack by `attack_group`."""
        assert attack.cost.each is not None
        size, costs = attack.result.size.double().cpu().numpy(), attack.cost.each.cpu().numpy()
        return cls(attack.predictions, size, costs, attack.seconds, measures, features)

    def to_arrays(self) -> Arrays:
        """As stored arrays."""
        return pack_predictions(self.predictions) | {
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
            arrays: the stored arrays.
            clean: clean predictions for these sequences.
            measures, features: M and F.

        Returns:
            None if nothing valid is stored.
        """
        count = len(clean.indices)
        empty = cls(
            clean, np.empty(count), np.empty((2, count), np.int64), 0.0, np.empty((count, measures)),
            np.empty((count, features)),
        )  # fmt: skip
        if arrays is None or not fits(arrays, empty.to_arrays()):
            return None
        return cls(
            unpack_predictions(arrays, clean), arrays["size"], arrays["costs"], float(arrays["seconds"]),
            arrays["measures"], arrays["features"],
        )  # fmt: skip
