"""Small files and sets of sequences for the tests of `data`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from robustgui.base import apart_messages
from robustgui.data import SequenceSet


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """`written("a.csv", "1,2")`: a file with that content."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def reads_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Libraries of compiled code work in this process, for files that are known to be sound: it saves their start."""
    monkeypatch.setattr(apart_messages, "_report", [lambda _: None])


@pytest.fixture
def saved(tmp_path: Path) -> Callable[..., Path]:
    """`saved(x=..., y=...)`: an .npz file with those arrays."""

    def save(**arrays: object) -> Path:
        path = tmp_path / "data.npz"
        np.savez(path, **arrays)
        return path

    return save


@pytest.fixture
def sequences() -> Callable[..., SequenceSet]:
    """`sequences([[1, 2], [3]], labels)`: a univariate set, or (T, F) arrays; whole labels make classes."""

    def build(values: list, labels: list, classes: tuple[str, ...] | None = None) -> SequenceSet:
        arrays = [np.asarray(v, np.float32) for v in values]
        arrays = [a[:, None] if a.ndim == 1 else a for a in arrays]
        whole = all(isinstance(label, int) for label in labels)
        names = tuple(map(str, range(max(labels) + 1))) if classes is None and whole else classes or ()
        return SequenceSet.pack(
            name="made",
            values=np.concatenate(arrays),
            offsets=np.concatenate([[0], np.cumsum([len(a) for a in arrays])]).astype(np.int64),
            labels=np.array(labels, np.int64) if whole else np.array(labels, np.float32)[:, None],
            classes=names,
            features=tuple(f"f{i}" for i in range(arrays[0].shape[1])),
        )

    return build
