"""The result of an attack on one group of sequences, small enough to be stored until the measurement ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .partial_results import Arrays, fits, pack_predictions, unpack_predictions

if TYPE_CHECKING:
    from .predictions import Predictions
    from .scores import GroupAttack


@dataclass(frozen=True)
class GroupResult:
    """The result of an attack on m sequences.

    Attributes:
        predictions: for the adversarial inputs, successful or not.
        size: perturbation norms in the threat's unit, (m,); inf where a minimum-norm attack failed.
        seconds: time of the attack.
        details: further arrays of one kind of measurement, by name.
    """

    predictions: Predictions
    size: NDArray[np.float64]
    seconds: float
    details: Arrays

    @classmethod
    def of(cls, attack: GroupAttack, details: Arrays) -> GroupResult:
        """The result of `attack`, without the sequences."""
        return cls(attack.predictions, attack.result.size.double().cpu().numpy(), attack.seconds, details)

    def to_arrays(self) -> Arrays:
        """As stored arrays."""
        sizes = {"size": self.size, "seconds": np.array(self.seconds)}
        return {**pack_predictions(self.predictions), **sizes, **self.details}

    @classmethod
    def from_arrays(cls, arrays: Arrays | None, clean: Predictions, details: Arrays) -> GroupResult | None:
        """The inverse of `to_arrays`; None if nothing valid is stored.

        Args:
            arrays: the stored arrays.
            clean: clean predictions for these sequences.
            details: arrays with the names, shapes and dtypes that the stored details must have.
        """
        if arrays is None or not fits(arrays, cls(clean, np.empty(len(clean.indices)), 0.0, details).to_arrays()):
            return None
        stored_details = {name: arrays[name] for name in details}
        return cls(unpack_predictions(arrays, clean), arrays["size"], float(arrays["seconds"]), stored_details)
