"""Looks at what runs have stored."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from safetensors.numpy import load_file


def same_weights(one: Path, other: Path) -> bool:
    """Whether the newest networks of two run folders agree bit for bit."""
    first, second = (load_file(folder / "model.safetensors") for folder in (one, other))
    return first.keys() == second.keys() and all(
        np.array_equal(first[name].view(np.uint8), second[name].view(np.uint8)) for name in first
    )
