"""What any set of sequences owes to everything behind its reader, and the files that a sample consists of."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from robustgui.data import SequenceSet


def check_sequences(found: SequenceSet) -> None:
    """A set of sequences that nothing behind the reader stumbles over."""
    if found.symbolic:
        assert found.values.dtype == np.int32
        assert found.values.min() >= 0
        assert found.features == ("token",)
    else:
        assert found.values.dtype == np.float32
        assert found.values.ndim == 2
        assert not np.isinf(found.values).any()
        assert len(found.features) == found.values.shape[1]
    assert found.starts.dtype == found.lengths.dtype == np.int64
    assert (found.starts >= 0).all()
    assert (found.starts + found.lengths <= len(found.values)).all()
    assert (found.lengths > 0).all()
    assert len(found.labels) == len(found) > 0
    assert found.units == () or len(found.units) == len(found.features)
    assert found.groups is None or len(found.groups) == len(found)
    assert found.times is None or found.times.shape == (len(found), 2)
    if found.task == "classification":
        assert found.labels.min() >= 0
        assert found.labels.max() < len(found.classes)
        assert len(set(found.classes)) == len(found.classes)
    else:
        assert np.isfinite(found.labels).all()
        assert found.labels.ndim == 2


def files_of(path: Path) -> list[Path]:
    """The file itself, or the first files of a folder."""
    return [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file())[:3]
