"""How far the reading of a large source has come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...base.errors import Sentence

Phase = Literal["waiting", "reading", "storing", "comparing"]


@dataclass(frozen=True)
class ReadProgress:
    """How far the reading of a large source has come.

    Attributes:
        file: its name.
        phase: "waiting" for another process that converts the same; "reading"; "storing"; "comparing" with what was
            converted before.
        sequences: found so far.
        share: of the phase, in [0, 1]; None: not known.
        eta_s: seconds that the phase will still take; None: not known.
    """

    file: str
    phase: Phase
    sequences: int = 0
    share: float | None = None
    eta_s: float | None = None

    @property
    def sentence(self) -> Sentence:
        """The phase, for the user."""
        facts = {"file": self.file}
        match self.phase:
            case "waiting":
                return Sentence("Waiting until {file} is converted", facts)
            case "reading":
                return Sentence("Converting {file}, once", facts)
            case "storing":
                return Sentence("Storing {file}", facts)
            case "comparing":
                return Sentence("Comparing {file} with what was converted before", facts)
