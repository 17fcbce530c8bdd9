"""A trained network with its spec, data and events, for a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..base.events import Event
from ..base.tabular import Tabular, columns_of
from ..base.templates import count_noun
from ..data import Dataset
from ..poisons.events import TriggerMeasured
from ..runs.events import RunFinished
from ..runs.folder import RunFolder
from ..runs.recorded_events import RecordedEvents
from ..runs.spec import RunSpec
from ..runs.step_columns import to_columns
from ..training.events import EpochDone, StepDone

if TYPE_CHECKING:
    from ..models.network import Network


@dataclass(frozen=True)
class Run(Tabular):
    """A finished run, or a stored one that was stopped or interrupted.

    Attributes:
        spec: everything that is needed to repeat it.
        network: after the last epoch, in eval mode.
        dataset: training and test data.
        events: everything that it reported, in order.
        folder: where it is stored; None if it is not.
    """

    spec: RunSpec
    network: Network = field(repr=False)
    dataset: Dataset = field(repr=False)
    events: Sequence[Event] = field(repr=False)
    folder: RunFolder | None = field(default=None, repr=False)

    def columns(self) -> dict[str, list[Any]]:
        """A row for each measured epoch."""
        return columns_of(self.epochs)

    @property
    def epochs(self) -> tuple[EpochDone, ...]:
        """The measurement after each epoch."""
        return tuple(event for event in self.events if isinstance(event, EpochDone))

    @property
    def losses(self) -> NDArray[np.float64]:
        """The training loss of each step, (steps,)."""
        if isinstance(self.events, RecordedEvents):
            return self.events.steps.loss
        return np.array([event.loss for event in self.events if isinstance(event, StepDone)])

    @property
    def parts(self) -> dict[str, NDArray[np.float64]]:
        """The parts of the training loss by name, such as "clean" and "adversarial", (steps,) each.

        Without their weights; NaN at steps that did not have the part.
        """
        if isinstance(self.events, RecordedEvents):
            return self.events.steps.parts
        return to_columns(event for event in self.events if isinstance(event, StepDone)).parts

    @property
    def clean(self) -> float | None:
        """Final accuracy (or mse) on the test data; None for a run that did not end."""
        ending = self._ending()
        return ending.clean if ending else None

    @property
    def attacked(self) -> float | None:
        """The same under the attack of `spec.watch`."""
        ending = self._ending()
        return ending.attacked if ending else None

    @property
    def trigger(self) -> TriggerMeasured | None:
        """Success rate of the backdoor trigger at the end; None for a run without one."""
        return next((event for event in reversed(self.events) if isinstance(event, TriggerMeasured)), None)

    def __repr__(self) -> str:
        ending = self._ending()
        if not self.events:
            return f"<Run {self.spec.label}: imported, not evaluated>"
        if ending is None:
            epochs = count_noun(self.spec.training.epochs or 0, "epoch", "epochs")
            return f"<Run {self.spec.label}: {len(self.epochs)} of {epochs}>"
        return f"<Run {self.spec.label}: {ending.metric} {ending.clean:.4f} clean, {ending.attacked:.4f} robust>"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{e.epoch}</td><td>{e.loss:.4f}</td><td>{e.clean:.4f}</td><td>{e.attacked:.4f}</td></tr>"
            for e in self.epochs[-5:]
        )
        head = "<tr><th>epoch</th><th>loss</th><th>clean</th><th>attacked</th></tr>"
        return f"<b>{escape(repr(self)[1:-1])}</b><table>{head}{rows}</table>"

    def _ending(self) -> RunFinished | None:
        return next((event for event in reversed(self.events) if isinstance(event, RunFinished)), None)
