"""One thing that a person does, as plain values, so that it can be written down and done again."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Act:
    """What is done, to what, and how.

    Attributes:
        deed: name of a gesture or of a deed.
        target: the widget or action that it is done to, by its place in the window; empty: the whole window.
        ordinal: which one of several with the same place.
        luck: seeds everything that is left to chance while it is done: what is typed, where is clicked.
        wait_ms: how long the window is left alone afterwards.
    """

    deed: str
    target: str = ""
    ordinal: int = 0
    luck: int = 0
    wait_ms: int = 0

    def to_dict(self) -> dict[str, Any]:
        """For a line of JSON."""
        return asdict(self)

    def __str__(self) -> str:
        return f"{self.deed} {self.target}" + (f" #{self.ordinal}" if self.ordinal else "") + f" (luck {self.luck})"
