"""Random numbers that depend on nothing but the run's seed, what they are for, and when.

A stream is named by a seed and a path such as `("attack", step)`. No generator lives on from one
step to the next, so a run that is stopped and resumed, or asked by the inspector in between,
draws exactly the numbers it would have drawn otherwise.
"""

from __future__ import annotations

import hashlib
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
