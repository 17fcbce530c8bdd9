"""The result of one attack of an audit on one group: predictions, norms, and compliance with the threat model."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from ..partial_results import Arrays, fits, pack_predictions, unpack_predictions
from .perturbation_sizes import Compliance

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..predictions import Indices, Predictions


@dataclass(frozen=True)
class AttackedGroup:
    """The result of an attack on m sequences.

    Attributes:
        rows: positions among the sequences of the case, (m,).
        predictions: for the adversarial inputs, successful or not.
        size: perturbation norms in the threat's unit, (m,).
        seconds: time of the attack.
        compliance: with the threat model; None: not checked.
    """

    rows: Indices
    predictions: Predictions
    size: NDArray[np.float64]
    seconds: float
    compliance: Compliance | None

    def to_arrays(self) -> Arrays:
        """As arrays that are stored until the audit ends."""
        arrays = pack_predictions(self.predictions) | {"size": self.size, "seconds": np.array(self.seconds)}
        return (
            arrays
            if self.compliance is None
            else arrays | {f.name: getattr(self.compliance, f.name) for f in fields(Compliance)}
        )

    @classmethod
    def from_arrays(
        cls, arrays: Arrays | None, rows: Indices, clean: Predictions, *, is_checked: bool
    ) -> AttackedGroup | None:
        """The inverse of `to_arrays`.

        Args:
            arrays: the stored arrays.
            rows: see above.
            clean: predictions for these sequences, for everything that an attack does not change.
            is_judged: whether compliance was checked.

        Returns:
            None if nothing valid is stored.
        """
        numbers, marks = np.empty(len(rows)), np.empty(len(rows), bool)
        shape = cls(rows, clean, numbers, 0.0, Compliance(numbers, numbers, marks, marks) if is_checked else None)
        if arrays is None or not fits(arrays, shape.to_arrays()):
            return None
        compliance = Compliance(*(arrays[f.name] for f in fields(Compliance))) if is_checked else None
        return cls(rows, unpack_predictions(arrays, clean), arrays["size"], float(arrays["seconds"]), compliance)
