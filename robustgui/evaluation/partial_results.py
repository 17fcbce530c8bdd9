"""Partial results of a running measurement, from which an interrupted one is continued."""

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
    """Results stored under keys of what they were computed from; results of equal keys are equal."""

    def arrays(self, key: str) -> Arrays | None:
        """The arrays stored as `key`, or None."""

    def add_arrays(self, key: str, arrays: Arrays) -> None:
        """Store `arrays`."""

    def event(self, key: str) -> Event | None:
        """The event stored as `key`, or None."""

    def add_event(self, key: str, event: Event) -> None:
        """Store `event`."""


class NoPartialResults:
    """Stores nothing: for measurements that are never continued."""

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
        what: description of attack and threat model.
        rows, frame: the attacked sequences, and those with which they are padded.
        seed: seed of the group.
    """
    digest = hashlib.blake2b(what.encode(), digest_size=16)
    for numbers in (rows, frame, np.array([seed])):
        digest.update(f"{len(numbers)} ".encode())
        digest.update(np.ascontiguousarray(numbers, np.uint64).tobytes())
    return f"group {digest.hexdigest()}"


def pack_predictions(predictions: Predictions) -> dict[str, NDArray[Any]]:
    """The part of predictions that an attack changes, as arrays."""
    return {"predicted": predictions.predicted, "errors": predictions.errors}


def unpack_predictions(arrays: Arrays, clean: Predictions) -> Predictions:
    """The inverse of `pack_predictions`; everything else is taken from the predictions `clean`."""
    return replace(clean, predicted=arrays["predicted"], errors=arrays["errors"])


def fits(arrays: Arrays, expected: Arrays) -> bool:
    """Whether stored `arrays` have the names, shapes and dtypes of `expected`."""
    return arrays.keys() == expected.keys() and all(
        arrays[name].shape == value.shape and arrays[name].dtype == value.dtype for name, value in expected.items()
    )
