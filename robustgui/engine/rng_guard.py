"""Puts every global random state back, so that a request changes nothing in the training that it interrupts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from ..base.lazy import torch


@contextmanager
def preserve_rng_state() -> Iterator[None]:
    """Restores the state of all global generators, the number of threads and the gradient mode at the end."""
    python, legacy = random.getstate(), np.random.get_state()  # noqa: NPY002 (the global state is what is guarded)
    threads, recording = torch.get_num_threads(), torch.is_grad_enabled()
    devices = range(torch.cuda.device_count()) if torch.cuda.is_initialized() else ()  # type: ignore[no-untyped-call]
    try:
        with torch.random.fork_rng(devices=devices):
            yield
    finally:
        random.setstate(python)
        np.random.set_state(legacy)  # noqa: NPY002
        torch.set_grad_enabled(recording)
        if torch.get_num_threads() != threads:
            torch.set_num_threads(threads)
