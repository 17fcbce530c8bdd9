"""Other libraries' randomness, prints and warnings stay theirs."""

from __future__ import annotations

import contextlib
import io
import random
import warnings
from collections.abc import Iterator

import numpy as np

from ...base.seeding import seeded


@contextlib.contextmanager
def on_their_own(seed: int, device: str) -> Iterator[None]:
    """Inside, every global generator starts from `seed`; afterwards all are as they were. Nothing is printed."""
    python, numpy = random.getstate(), np.random.get_state()  # noqa: NPY002 (these are what other libraries use)
    random.seed(seed)
    np.random.seed(seed % 2**32)  # noqa: NPY002
    try:
        with seeded(seed, device), warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            yield
    finally:
        random.setstate(python)
        np.random.set_state(numpy)  # noqa: NPY002
