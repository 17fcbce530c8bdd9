"""Classification of the future: high or low, up or down."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Literal

import numpy as np

from ...base.errors import DataError, Sentence
from ...base.settings import setting
from ..sequence_set import Dataset, SequenceSet
from .base import TASKS
from .forecast_windows import ForecastWindows


@TASKS.register("classification_of_future")
class ClassificationOfFuture(ForecastWindows):
    """Classify whether the mean over the horizon is above a threshold.

    The median is that of the training windows, taken once split and preparation are done, so no test window, and with a
    split by time nothing of the future, has a part in it.
    """

    title: ClassVar[str] = "Future high or low"

    above: Literal["median", "zero"] = setting(
        "median",
        title="Above",
        choices={"median": "the median of the training data", "zero": "zero"},
        help="Threshold between the two classes: the median (high or low), or zero (up or down).",
    )

    def pose(self, data: SequenceSet) -> SequenceSet:
        """See `TaskSettings.pose`: for now the labels are the numbers that `complete` makes classes of.

        Raises:
            DataError: several features, of which only one can be asked about.
        """
        numbers = self.choose_features(data)
        if len(numbers) > 1:
            raise DataError(
                "{source}: only one feature can be predicted, but there are {count}. Name it in the task's settings.",
                source=data.source or data.name, count=len(numbers),
            )  # fmt: skip
        return replace(self.cut(data, numbers, True), baseline=None)

    def complete(self, dataset: Dataset) -> Dataset:
        """See `TaskSettings.complete`: numbers become classes."""
        threshold = 0.0 if self.above == "zero" else float(np.median(dataset.train.labels))
        classes = ("down", "up") if self.above == "zero" else ("low", "high")

        def classify(part: SequenceSet) -> SequenceSet:
            labels = (part.labels[:, 0] > threshold).astype(np.int64)
            note = Sentence(
                "Class '{upper}': {target} is above {threshold}.",
                {"upper": classes[1], "threshold": f"{threshold:.4g}", "target": part.target_names[0]},
            )
            return replace(part, labels=labels, classes=classes, targets=(), notes=(*part.notes, note))

        classified = dataset.map(classify)
        train = classified.train
        if len(np.unique(train.labels)) < 2:
            raise DataError(
                "{source}: all training windows are on the same side of {threshold}, so there is only one class. "
                "Choose another feature or another threshold.",
                source=train.source or train.name, threshold=f"{threshold:.4g}",
            )  # fmt: skip
        return classified
