"""The .npy files that belong to one of values: its labels, and the test part, by their names in the same folder."""

from __future__ import annotations

import os
import re
from pathlib import Path

_LABELS = ("y", "labels", "label", "targets", "target", "Y")
_WORDS = re.compile(r"(?:(?<=[_\-. ])|^)(?:x|data|values|sequences|signals|series|inputs|features)(?=[_\-. ]|$)", re.I)
_PART = re.compile(r"(?:(?<=[_\-. ])|^)train(?:ing)?(?=[_\-. ]|$)", re.I)


def find_labels_file(path: Path) -> Path | None:
    """X_train.npy has y_train.npy, data.npy has labels.npy, a.npy has a_labels.npy; in doubt y.npy or labels.npy."""
    for name in _names(path.stem):
        for suffix in dict.fromkeys((path.suffix, ".npy")):
            found = path.with_name(name + suffix)
            if name != path.stem and os.path.isfile(found):
                return found
    return None


def find_test_file(path: Path) -> Path | None:
    """X_test.npy beside X_train.npy."""
    found = _PART.search(path.stem)
    if found is None:
        return None
    word = "TEST" if found[0].isupper() else "Test" if found[0][0].isupper() else "test"
    other = path.with_name(path.stem[: found.start()] + word + path.stem[found.end() :] + path.suffix)
    return other if os.path.isfile(other) else None


def _names(stem: str) -> list[str]:
    swapped = [_WORDS.sub(label, stem, count=1) for label in _LABELS] if _WORDS.search(stem) else []
    behind = [f"{stem}_{label}" for label in _LABELS]
    before = [f"{label}_{stem}" for label in _LABELS]
    return [*swapped, *behind, *before, *_LABELS]
