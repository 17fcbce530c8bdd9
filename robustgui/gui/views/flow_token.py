"""One token as a flowing text shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .text_difference import Kind


@dataclass(frozen=True)
class Token:
    """One token as it is shown.

    Attributes:
        text: of the clean token.
        other: what stands in its place under attack; empty: itself.
        weight: in [-1, 1], how much it speaks for the answer.
        shift: in [0, 1], how far its embedding was moved; 0 where tokens are replaced.
        hint: said when the mouse is over it.
        place: of the clean token, which the cursor stands at; None: its own number.
        kind: what an attack did to it; "" where `other` tells.
    """

    text: str
    other: str = ""
    weight: float = 0.0
    shift: float = 0.0
    hint: str = ""
    place: int | None = None
    kind: Kind | Literal[""] = ""

    @property
    def mark(self) -> Kind:
        """What an attack did to it."""
        return self.kind or ("replaced" if self.other else "kept")
