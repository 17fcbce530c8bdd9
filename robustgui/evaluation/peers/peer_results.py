"""Rows of the cross-check table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from ...base.errors import Sentence
from ..intervals import clopper_pearson
from .base import PEERS, Peer
from .events import PeerResult

if TYPE_CHECKING:
    from ..predictions import Predictions

Marks = NDArray[np.bool_]


def make_measured(
    run: str,
    library: str,
    family: str,
    attack: str,
    clean: Predictions,
    is_success: Marks,
    outside: Marks,
    sizes: NDArray[np.float64],
    seconds: float,
    note: Sentence,
) -> PeerResult:
    """The row of an attack on n sequences: successes, those outside the threat model only, and norms."""
    correct, samples = int((clean.right & ~is_success).sum()), len(is_success)
    low, high = clopper_pearson(correct, samples)
    mean = float(sizes[is_success].mean()) if is_success.any() else None
    return PeerResult(
        run=run,
        library=library,
        version=find_version(library),
        family=family,
        attack=attack,
        state="measured",
        value=correct / samples,
        low=low,
        high=high,
        mean_size=mean,
        misclassified=int(is_success.sum()),
        outside=int(outside.sum()),
        samples=samples,
        seconds=seconds,
        note=note,
    )


def make_unmeasured(
    run: str, library: str, family: str, attack: str, state: Literal["missing", "unsuited", "failed"], note: Sentence
) -> PeerResult:
    """A row without results, with the reason."""
    return PeerResult(
        run, library, find_version(library), family, attack, state, None, None, None, None, 0, 0, 0, None, note
    )  # fmt: skip


def make_missing(run: str, library: str, peer: type[Peer]) -> PeerResult:
    """The row of a library that is not installed."""
    note = Sentence(
        "{library} is not installed. Install it with: {command}", {"library": peer.title, "command": peer.install}
    )
    return make_unmeasured(run, library, "", "", "missing", note)


def find_version(library: str) -> str:
    """Installed version of a library, including robustgui; empty if not installed."""
    if library in PEERS:
        return PEERS[library].version()
    from ... import __version__

    return __version__
