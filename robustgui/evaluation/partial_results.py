"""Results of a measurement while it goes on: where they are kept, a killed one continues where it was."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ..base.events import Event

if TYPE_CHECKING:
    from .predictions import Predictions

Arrays = Mapping[str, NDArray[Any]]


class PartialResults(Protocol):
    """Each result is kept under a key that says what it was computed from; two with one key are equal."""

    def arrays(self, key: str) -> Arrays | None:
        """The arrays that were added as `key`; None: none were."""

    def add_arrays(self, key: str, arrays: Arrays) -> None:
        """Keep `arrays`."""

    def event(self, key: str) -> Event | None:
        """The event that was added as `key`; None: none was."""

    def add_event(self, key: str, event: Event) -> None:
        """Keep `event`."""


class NoPartialResults:
    """Keeps nothing: for a measurement that is never continued."""

    def arrays(self, key: str) -> Arrays | None:
        return None

    def add_arrays(self, key: str, arrays: Arrays) -> None:
        pass

    def event(self, key: str) -> Event | None:
        return None

    def add_event(self, key: str, event: Event) -> None:
        pass


NO_PARTIAL_RESULTS = NoPartialResults()


def group_key(what: str, rows: NDArray[np.integer], frame: NDArray[np.integer], seed: int) -> str:
    """The key of one group of sequences.

    Args:
        what: attack and threat, in any words that tell them apart.
        rows, frame: which sequences are attacked, and among which they are padded.
        seed: of the group.
    """
    digest = hashlib.blake2b(what.encode(), digest_size=16)
    for numbers in (rows, frame, np.array([seed])):
        digest.update(f"{len(numbers)} ".encode())
        digest.update(np.ascontiguousarray(numbers, np.uint64).tobytes())
    return f"group {digest.hexdigest()}"


def pack_answers(answers: Predictions) -> dict[str, NDArray[Any]]:
    """What an attack changes of the answers of a network, as arrays."""
    return {"predicted": answers.predicted, "errors": answers.errors}


def unpack_answers(arrays: Arrays, clean: Predictions) -> Predictions:
    """The inverse of `pack_answers`; `clean`: the answers for the same sequences, for all that does not change."""
    return replace(clean, predicted=arrays["predicted"], errors=arrays["errors"])


def fits(arrays: Arrays, expected: Arrays) -> bool:
    """Whether `arrays`, which come from a disk, have the names, shapes and types of `expected`."""
    return arrays.keys() == expected.keys() and all(
        arrays[name].shape == value.shape and arrays[name].dtype == value.dtype for name, value in expected.items()
    )
