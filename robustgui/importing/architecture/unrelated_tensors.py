"""Tensors of a checkpoint that belong to no layer of the network: weights of the loss, counters of metrics."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from .head import NORMALISE, SCALE
from .layers import is_recurrent

if TYPE_CHECKING:
    from torch import Tensor

_WORDS = re.compile(
    r"(?:^|[._])(?:criterion|loss(?:es|_fn|_func)?|objective|metrics?|acc(?:uracy)?|f1|f1_?score|auroc|auc|precision|recall"
    r"|specificity|conf(?:usion)?_?mat(?:rix)?|stat_?scores|ece|calibration|(?:class|pos)_weights?|ema_decay)(?=$|[._\d])",
    re.IGNORECASE,
)  # fmt: skip


def separate_unrelated(tensors: dict[str, Tensor]) -> tuple[dict[str, Tensor], tuple[str, ...]]:
    """`tensors` without those that are not part of the network, and the names of the others.

    Not part of it is what lies outside of the module that contains the recurrent layers and all matrices, or has the
    name of a loss or a metric.
    """
    matrices = [name for name, value in tensors.items() if value.ndim == 2 and name.endswith("weight")]
    inside = [name for name in tensors if is_recurrent(name)] + [name for name in matrices if not _WORDS.search(name)]
    paths = [name.split(".")[:-1] for name in inside]
    shared = takewhile(lambda parts: len(set(parts)) == 1, zip(*paths, strict=False))
    root = [parts[0] for parts in shared]
    left_out = {
        name: None
        for name in tensors
        if not is_recurrent(name)
        and name.split(".")[0] not in (NORMALISE, SCALE)
        and (name.split(".")[: len(root)] != root or _WORDS.search(name))
    }
    return {name: value for name, value in tensors.items() if name not in left_out}, tuple(left_out)
