"""The edits of an attack, token by token: substituted, inserted, deleted, or swapped with a neighbour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["kept", "replaced", "put_in", "left_out", "moved"]


@dataclass(frozen=True)
class Difference:
    """One token of the clean text, or one that was put in.

    Attributes:
        place: in the clean text; of what was put in, that of the token behind it.
        clean: the token there; empty where one was put in.
        other: what stands there now; empty where it was left out.
        kind: what happened.
    """

    place: int
    clean: str
    other: str
    kind: Kind


def differences(clean: Sequence[str], attacked: Sequence[str], origins: Sequence[int]) -> list[Difference]:
    """The tokens of `clean` in their order, with those that were put in where they stand.

    Args:
        clean: the text as it was.
        attacked: as it is now.
        origins: which token of `clean` each of `attacked` is, -1 for what was put in; empty: each that at its place.
    """
    origins = origins or range(len(attacked))
    places = iter(sorted(place for place in origins if place >= 0))  # of two that changed places each has the other's
    differences: list[Difference] = []
    done = 0
    for text, origin in zip(attacked, origins, strict=True):
        if origin < 0:
            differences.append(Difference(done, "", text, "put_in"))
            continue
        place = next(places)
        differences += [Difference(gone, clean[gone], "", "left_out") for gone in range(done, place)]
        kind: Kind = "moved" if origin != place else "kept" if text == clean[place] else "replaced"
        differences.append(Difference(place, clean[place], text, kind))
        done = place + 1
    return differences + [Difference(gone, clean[gone], "", "left_out") for gone in range(done, len(clean))]
