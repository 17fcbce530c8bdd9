"""Label flipping: a share of the training labels is replaced by other classes."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Literal

import numpy as np

from ..base.errors import RunError
from ..base.seeding import numpy_stream
from ..base.settings import setting
from ..data import SequenceSet
from .base import POISONS, Poison, PoisonedData, check_classes, find_class


@POISONS.register("label_flips")
class LabelFlips(Poison):
    """Label flipping: the sequences are unchanged, a share of the labels is replaced (uniformly, or from one class
    to another)."""

    title: ClassVar[str] = "Label flips"
    source: ClassVar[str] = "Biggio et al. 2011, Support vector machines under adversarial label noise"

    share: float = setting(
        0.1, ge=0, le=1, title="Share", unit="of the training data", help="Share of the labels that are changed."
    )
    kind: Literal["random", "pair"] = setting(
        "random",
        title="Flipped labels",
        choices={"random": "any, to any other class", "pair": "one class, to another one"},
        help=(
            "Whether labels of any class are changed, or those of one source class only (at most all of its sequences)."
        ),
    )
    class_from: str = setting(
        "0", title="From class", when=("kind", ("pair",)), help=("Name of the class, or its index from 0.")
    )
    class_to: str = setting(
        "1", title="To class", when=("kind", ("pair",)), help=("Name of the class, or its index from 0.")
    )

    def check(self, train: SequenceSet) -> None:
        """See `Poison.check`."""
        check_classes(train, self.title)
        if self.kind == "pair" and find_class(train, self.class_from) == find_class(train, self.class_to):
            raise RunError("The source class and the target class are the same. Choose two different classes.")

    def apply(self, train: SequenceSet, seed: int) -> PoisonedData:
        """See `Poison.apply`."""
        self.check(train)
        stream = numpy_stream(seed, "poison", "labels")
        candidates = np.arange(len(train))
        if self.kind == "pair":
            candidates = np.flatnonzero(train.labels == find_class(train, self.class_from))
        count = min(round(self.share * len(train)), len(candidates))
        changed = np.sort(stream.permutation(candidates)[:count])
        labels = train.labels.copy()
        if self.kind == "pair":
            labels[changed] = find_class(train, self.class_to)
        else:
            shifts = stream.integers(1, len(train.classes), count)  # to another class
            labels[changed] = (labels[changed] + shifts) % len(train.classes)
        return PoisonedData(replace(train, labels=labels), changed)
