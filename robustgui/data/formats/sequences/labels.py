"""Labels as a file writes them to class indices or targets."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError
from .numbers import is_missing, is_number

Labels = NDArray[np.int64] | NDArray[np.float32]

_WHOLE = re.compile(r"[+-]?[0-9]+")


def class_name(text: str) -> str:
    """The name of a class: "1.0" and "1.0000000e+00" are the class "1"; other text stays as it is."""
    text = text.strip()
    if _WHOLE.fullmatch(text) or not is_number(text):
        return text
    number = float(text)
    return str(int(number)) if number.is_integer() and abs(number) < 2**53 else text


def fold(name: str) -> str:
    """`name` for comparisons that do not mind case and white space."""
    return " ".join(name.split()).casefold()


def class_order(names: Sequence[str]) -> tuple[str, ...]:
    """Numbers by value, other names by letter."""
    if all(is_number(name) for name in names):
        return tuple(sorted(names, key=lambda name: (float(name), name)))
    return tuple(sorted(names))


def encode_labels(
    texts: Sequence[str], places: Sequence[int], file: str, *, classes: Sequence[str] = (), targets: bool = False
) -> tuple[Labels, tuple[str, ...]]:
    """Labels (N,) of class indices with the names of the classes, or targets (N, 1) with no classes.

    Labels are targets if `targets` says so, or if all are numbers and not all of them are whole.

    Args:
        texts: N labels as they are written.
        places: the line of each, for messages.
        file: for messages.
        classes: the classes in their order where the file declares them.

    Raises:
        DataError: a label is missing, infinite, not declared, or a target is not a number.
    """
    first = dict(zip(reversed(texts), reversed(places), strict=True))  # each label's first line
    for text, line in first.items():
        if is_missing(text) or (is_number(text) and not math.isfinite(float(text))):
            raise DataError(
                "{file}, line {line}: the label is missing or infinite. Add it, or remove the sequence.",
                file=file, line=line,
            )  # fmt: skip
        if targets and not is_number(text):
            raise DataError(
                "{file}, line {line}: the target '{text}' is not a number. Correct it.",
                file=file, line=line, text=text[:40],
            )  # fmt: skip
    if targets or (not classes and all(map(is_number, first)) and not all(float(text).is_integer() for text in first)):
        with np.errstate(over="ignore"):
            values = np.array([float(text) for text in texts]).astype(np.float32)
        if not np.isfinite(values).all():
            raise DataError(
                "{file}, line {line}: the target is too large. Divide all targets by a suitable number.",
                file=file, line=places[int(np.isinf(values).argmax())],
            )  # fmt: skip
        return values[:, None], ()  # (N, 1)
    names = {text: class_name(text) for text in first}
    order = tuple(classes) or class_order(list(dict.fromkeys(names.values())))
    index = {name: i for i, name in enumerate(order)}
    alike = {fold(name): name for name in reversed(order)}
    for text, name in names.items():
        if name not in index and fold(name) in alike:
            names[text] = alike[fold(name)]
        elif name not in index:
            raise DataError(
                "{file}, line {line}: class '{name}' is not among those that the header declares: {known}.",
                file=file, line=first[text], name=name[:40], known=", ".join(order[:20]),
            )  # fmt: skip
    lookup = {text: index[name] for text, name in names.items()}
    return np.array([lookup[text] for text in texts], np.int64), order
