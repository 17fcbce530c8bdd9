"""The preprocessing pipeline: its steps in order, each fitted on the output of the steps before."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..base.errors import DataError
from .sequence_set import SequenceSet
from .steps import STEPS, Fitted, Step
from .steps.fill import has_gaps


@dataclass(frozen=True)
class Pipeline:
    """Steps and what they learned; call it to prepare other sequences in the same way.

    Attributes:
        steps: as they were applied, including those that were added automatically.
    """

    steps: tuple[Step, ...]
    fitted: tuple[Fitted, ...] = field(repr=False)

    def __call__(self, part: SequenceSet) -> SequenceSet:
        """`part` after all steps."""
        for step in self.fitted:
            part = step(part)
        return part


def fit(steps: tuple[Step, ...], train: SequenceSet) -> tuple[Pipeline, SequenceSet]:
    """Fit `steps` on `train`, and those that are needed after them; also returns `train` after all of them.

    Text that no step cut into tokens is cut into words; values are interpolated where they would still be missing, also
    where only other parts than `train` turn out to miss some.

    Raises:
        DataError: a step does not suit the data.
    """
    steps_used: list[Step] = []
    fitted: list[Fitted] = []

    def add(step: Step) -> None:
        """Fit one more step on `train`, and apply it; raises `DataError` if it is for other data."""
        nonlocal train
        takes = "tokens" if train.symbolic else "values"
        if step.takes not in (takes, "both"):
            raise DataError(
                "The preprocessing step '{step}' does not apply to {source}. Remove it.",
                step=step.title, source=train.source or train.name,
            )  # fmt: skip
        apply = step.fit(train)
        train = apply(train)
        steps_used.append(step)
        fitted.append(apply)

    for step in steps:
        add(step)
    if train.symbolic and not train.vocabulary:
        add(STEPS["words"]())
    if not train.symbolic and (has_gaps(train) or not any(step.name in ("fill", "mask") for step in steps_used)):
        add(STEPS["fill"]())
    return Pipeline(tuple(steps_used), tuple(fitted)), train
