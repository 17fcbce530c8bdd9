"""A detector beside a plain classifier: distance of the outputs from those of the training data, fitted at the end."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from robustgui.base.lazy import torch
from robustgui.base.settings import setting
from robustgui.defences.base import DEFENCES, Defence, Method, Step, StepLoss, TrainingContext

if TYPE_CHECKING:
    from robustgui.models import Model
    from robustgui.models.network import Network


@DEFENCES.register("detector")
class Detector(Defence):
    """Minimise the clean loss, then fit the threshold of a detector of unusual inputs."""

    title: ClassVar[str] = "Detector"
    source: ClassVar[str] = "Lee et al. 2018, arXiv:1807.03888"

    quantile: float = setting(0.95, gt=0, lt=1, title="Quantile", help="Share of the training data that passes.")

    def build(self, model: Model, features: int, outputs: int, every_step: bool = False) -> Any:
        """See `CoreBuilder.build`."""
        return _module_class()(model.build(features, outputs, every_step), outputs)

    def start(self, run: TrainingContext) -> Method:
        """See `Defence.start`."""
        return DetectorMethod(self, run)

    def loss(self, step: Step) -> StepLoss:
        """See `Defence.loss`."""
        clean = step.loss(step.network.outputs(step.x, step.mask), step.y)
        return StepLoss(clean, clean=clean)


class DetectorMethod(Method):
    """Fits when training has ended."""

    defence: Detector

    def finish(self, network: Network) -> Network:
        """See `Method.finish`."""
        batches = np.array_split(np.arange(len(self.run.train)), 4)
        with network.evaluating(), torch.no_grad():
            outputs = torch.cat([network.outputs(x, mask) for x, _, mask in map(self.run.take, batches)])  # (N, K)
        network.module.parts().core.fit(outputs, self.defence.quantile)
        return network


@cache
def _module_class() -> Any:
    from robustgui.models.nets.interface import SequenceModule

    class Watched(SequenceModule):
        def __init__(self, body: Any, outputs: int) -> None:
            super().__init__()
            self.body = body
            self.register_buffer("mean", torch.zeros(outputs))
            self.register_buffer("threshold", torch.zeros(()))

        def fit(self, outputs: Any, quantile: float) -> None:
            self.mean.copy_(outputs.mean(0))
            self.threshold.copy_((outputs - self.mean).norm(dim=1).quantile(quantile))

        def detect(self, x: Any, mask: Any) -> Any:
            """True where an input is unusual, (B,)."""
            return (self.body(x, mask) - self.mean).norm(dim=1) > self.threshold

        def forward(self, x: Any, mask: Any) -> Any:
            return self.body(x, mask)

        def states(self, x: Any, mask: Any) -> Any:
            return self.body.states(x, mask)

    return Watched
