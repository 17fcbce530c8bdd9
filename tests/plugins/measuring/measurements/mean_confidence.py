"""A measurement as a plug-in: the mean confidence of a classifier on clean sequences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from robustgui.base.errors import Interrupted, RunError, Sentence
from robustgui.base.events import Event, Progress
from robustgui.base.lazy import torch
from robustgui.base.quantities import Count, Share
from robustgui.base.settings import setting
from robustgui.evaluation.scores import choose_indices
from robustgui.measurements import MEASUREMENTS, Context, Measurement
from robustgui.models.batch import to_batch

if TYPE_CHECKING:
    from robustgui.data import SequenceSet
    from robustgui.models.network import Network


@dataclass(frozen=True)
class ConfidenceMeasured(Event):
    """How sure a network is of its predictions."""

    run: str
    confidence: Share
    samples: Count


@MEASUREMENTS.register("mean_confidence")
class MeanConfidence(Measurement):
    """Mean probability of the predicted class."""

    title: ClassVar[str] = "Mean confidence"
    results: ClassVar[Mapping[type[Event], tuple[str, ...]]] = {ConfidenceMeasured: ("run",)}
    counted: ClassVar[type[Event]] = ConfidenceMeasured

    temperature: float = setting(1.0, gt=0, title="Temperature", help="Number that the logits are divided by.")
    by_median: bool = setting(False, title="Median", help="The median confidence in place of the mean.")

    def total(self, runs: int) -> int:
        """See `Measurement.total`."""
        return runs

    def run(self, network: Network, part: SequenceSet, context: Context) -> Iterator[Event]:
        """See `Measurement.run`."""
        if network.task != "classification":
            raise RunError("Only a classifier has a confidence.")
        indices = choose_indices(part, self.samples, self.seed)
        yield Progress(Sentence("Predicting"), 0, len(indices))
        if context.stop():
            raise Interrupted
        batch = to_batch(part, indices, network.space, network.device)
        with network.evaluating(), torch.no_grad():
            sure = (network.outputs(batch.x, batch.mask) / self.temperature).softmax(1).amax(1)
        value = sure.median() if self.by_median else sure.mean()
        yield ConfidenceMeasured(context.run, float(value), len(indices))
