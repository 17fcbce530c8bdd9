"""The result of one attack of an audit on one group: predictions, norms, and compliance with the threat model."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from ..partial_results import Arrays, fits, pack_answers, unpack_answers
from .perturbation_sizes import Compliance

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..predictions import Indices, Predictions


@dataclass(frozen=True)
class AttackedGroup:
    """The result of an attack on m sequences.

    Attributes:
        rows: positions among the sequences of the case, (m,).
        answers: predictions for the adversarial inputs, successful or not.
        size: perturbation norms in the threat's unit, (m,).
        seconds: time of the attack.
        kept: compliance with the threat model; None: not checked.
    """

    rows: Indices
    answers: Predictions
    size: NDArray[np.float64]
    seconds: float
    kept: Compliance | None

    def to_arrays(self) -> Arrays:
        """As arrays that are stored until the audit ends."""
        arrays = pack_answers(self.answers) | {"size": self.size, "seconds": np.array(self.seconds)}
        return (
            arrays if self.kept is None else arrays | {f.name: getattr(self.kept, f.name) for f in fields(Compliance)}
        )

    @classmethod
    def from_arrays(
        cls, arrays: Arrays | None, rows: Indices, clean: Predictions, *, is_judged: bool
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
        shape = cls(rows, clean, numbers, 0.0, Compliance(numbers, numbers, marks, marks) if is_judged else None)
        if arrays is None or not fits(arrays, shape.to_arrays()):
            return None
        kept = Compliance(*(arrays[f.name] for f in fields(Compliance))) if is_judged else None
        return cls(rows, unpack_answers(arrays, clean), arrays["size"], float(arrays["seconds"]), kept)
