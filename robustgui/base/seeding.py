"""Random numbers that follow from the run's seed, their purpose and the step alone.

A stream is named by a seed and a path such as `("attack", step)`. No generator lives on from one
step to the next, so a run that is stopped and resumed, or inspected in between,
draws exactly the numbers it would have drawn otherwise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from .lazy import torch

if TYPE_CHECKING:
    from torch import Generator


def derive(seed: int, *path: str | int) -> int:
    """A seed in [0, 2**63) for the purpose `path` of the run with `seed`."""
    digest = hashlib.blake2b(repr((seed, *path)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 1


def numpy_stream(seed: int, *path: str | int) -> np.random.Generator:
    """NumPy's generator for the purpose `path`."""
    return np.random.default_rng(derive(seed, *path))


def torch_stream(seed: int, *path: str | int, device: str = "cpu") -> Generator:
    """torch's generator for the purpose `path` on `device`."""
    return torch.Generator(device=device).manual_seed(derive(seed, *path))


@contextmanager
def seed_generators(seed: int, device: str) -> Iterator[None]:
    """torch's global generators start from `seed` inside, and are outside as they were."""
    devices = [torch.device(device)] if device.startswith("cuda") else []
    with torch.random.fork_rng(devices=devices):
        # Not torch.manual_seed: for each device that is absent or asleep it files the call, with a stack trace, to be
        # made up for later: some kilobytes more at every step.
        torch.default_generator.manual_seed(seed)
        if devices:
            torch.cuda.manual_seed(seed)
        elif device == "mps":
            torch.mps.manual_seed(seed)
        yield
