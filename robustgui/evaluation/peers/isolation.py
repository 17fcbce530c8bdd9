"""Isolation of the random states, prints and warnings of other libraries."""

from __future__ import annotations

import contextlib
import importlib
import io
import random
import warnings
from collections.abc import Iterator

import numpy as np

from ...base.seeding import seeded


@contextlib.contextmanager
def isolate(seed: int, device: str) -> Iterator[None]:
    """Seeds every global generator inside, and restores all afterwards.

    Prints nothing, and hidden progress bars start no thread.
    """
    python, numpy = random.getstate(), np.random.get_state()  # noqa: NPY002 (these are what other libraries use)
    random.seed(seed)
    np.random.seed(seed % 2**32)  # noqa: NPY002
    try:
        with (
            _no_watched_bars(),
            seeded(seed, device),
            warnings.catch_warnings(),
            contextlib.redirect_stdout(io.StringIO()),
        ):
            warnings.simplefilter("ignore")
            yield
    finally:
        random.setstate(python)
        np.random.set_state(numpy)  # noqa: NPY002


@contextlib.contextmanager
def _no_watched_bars() -> Iterator[None]:
    """tqdm, if installed, starts a permanent thread for its bars, even for disabled ones."""
    try:
        bars = importlib.import_module("tqdm").tqdm
    except ImportError:
        yield
        return
    before, bars.monitor_interval = bars.monitor_interval, 0
    try:
        yield
    finally:
        bars.monitor_interval = before
