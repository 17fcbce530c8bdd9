"""What one attack of an audit made of one group of sequences: answers, sizes, and what they keep of the threat."""

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
    """Of m sequences.

    Attributes:
        rows: among the sequences of the case, (m,).
        answers: of the network for the attacked sequences, whether that is what the attacker wants or not.
        size: of the perturbations, in the threat's unit, (m,).
        seconds: that the attack took.
        kept: what they keep of the threat model; None: that was not measured.
    """

    rows: Indices
    answers: Predictions
    size: NDArray[np.float64]
    seconds: float
    kept: Compliance | None

    def to_arrays(self) -> Arrays:
        """As it is kept until the audit ends."""
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
            arrays: what was kept.
            rows: see above.
            clean: answers for these sequences, for all that an attack does not change.
            is_judged: whether what they keep of the threat model was measured.

        Returns:
            None: nothing was kept, or something else.
        """
        numbers, marks = np.empty(len(rows)), np.empty(len(rows), bool)
        shape = cls(rows, clean, numbers, 0.0, Compliance(numbers, numbers, marks, marks) if is_judged else None)
        if arrays is None or not fits(arrays, shape.to_arrays()):
            return None
        kept = Compliance(*(arrays[f.name] for f in fields(Compliance))) if is_judged else None
        return cls(rows, unpack_answers(arrays, clean), arrays["size"], float(arrays["seconds"]), kept)
