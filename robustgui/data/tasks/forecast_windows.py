"""Windows of the past with what followed them: the settings and numbers that tasks about the future share."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, ClassVar, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import model_validator

from ...base.errors import DataError, Sentence
from ...base.settings import AsTuple, setting, wrong
from ..sequence_set import SequenceSet
from ..windows import cut, find_windows
from .base import TaskSettings

Array = NDArray[np.float64]
Indices = NDArray[np.int64]
Quantity = Literal["value", "size", "change", "log_return", "absolute_return"]
RETURNS: tuple[Quantity, ...] = ("log_return", "absolute_return")
_NAMES: dict[Quantity, str] = {
    "value": "{feature}",
    "size": "|{feature}|",
    "change": "change of {feature}",
    "log_return": "return of {feature}",
    "absolute_return": "|return| of {feature}",
}


class ForecastWindows(TaskSettings):
    """`history` steps are seen, then `gap` steps pass, then `horizon` steps are asked about.

    A window is a span of the same values. Its `times` extend to the last step that is predicted, so a split by time
    that keeps them apart lets nothing of the future into the training. Values missing in the history are filled by the
    preparation, from the history alone; a window of which something is missing in the horizon is left out.
    """

    split: ClassVar[str] = "time"

    history: int = setting(
        60, ge=1, unit="steps", title="History", help="Number of past time steps that the network reads."
    )
    horizon: int = setting(
        5, ge=1, unit="steps", title="Horizon", help="Number of future time steps that are predicted."
    )
    gap: int = setting(
        0, ge=0, unit="steps", title="Gap", advanced=True, help="Time steps between history and horizon."
    )
    stride: int = setting(
        1, ge=1, unit="steps", title="Stride", help="Distance between the starts of two successive windows."
    )
    targets: Annotated[tuple[str, ...], AsTuple] = setting(
        (), title="Features", help="Names of the features that are predicted; empty: all."
    )
    predict: Quantity = setting(
        "change",
        title="Predicted quantity",
        choices={
            "value": "the value",
            "size": "the absolute value",
            "change": "the change since the last observed step",
            "log_return": "the logarithmic return per step, in percent",
            "absolute_return": "the absolute logarithmic return, in percent",
        },
        help="Quantity that is predicted. A change is easier to learn than a value and has the same error; a "
        "return is 100 times the difference of two successive logarithms.",
    )

    @model_validator(mode="after")
    def _check_history(self) -> Self:
        if self.predict in RETURNS and self.history < 2:
            raise wrong("must be 2 or more, because a return needs two steps", field="history")
        return self

    def choose_features(self, data: SequenceSet) -> list[int]:
        """The numbers of the features that are asked about.

        Raises:
            DataError: text; a feature that is not there, or has no returns.
        """
        source = data.source or data.name
        if data.symbolic:
            raise DataError(
                ("{source}: text cannot be forecast as numbers. Choose the task 'Next token (language model)'."),
                source=source,
            )
        for name in self.targets:
            if name not in data.features:
                raise DataError(
                    "{source}: there is no feature '{name}' to predict. Known: {known}.",
                    source=source, name=name, known=", ".join(data.features[:20]),
                )  # fmt: skip
        numbers = [data.features.index(name) for name in dict.fromkeys(self.targets or data.features)]
        if self.predict in RETURNS:
            least = np.min([np.fmin.reduce(chunk[:, numbers], axis=0) for chunk in data.chunks()], axis=0)
            for number, value in zip(numbers, least, strict=True):
                if value <= 0:
                    raise DataError(
                        "{source}: returns need values above 0, but the minimum of '{feature}' is {value}. Choose "
                        "other features, or predict values, absolute values or changes.",
                        source=source, feature=data.features[number], value=f"{value:g}",
                    )  # fmt: skip
        return numbers

    def cut(self, data: SequenceSet, numbers: list[int], mean: bool) -> SequenceSet:
        """Windows with targets (M, K * H), those of a feature side by side, or with `mean` (M, K), and their baseline.

        Raises:
            DataError: no sequence is long enough, or all targets are missing.
        """
        whole = self.history + self.gap + self.horizon
        windows = find_windows(data.lengths, whole, self.stride)
        if not len(windows.first):
            raise DataError(
                "{source}: history, gap and horizon are {whole} {whole:step|steps} together, but the longest "
                "sequence has {longest}. Choose a shorter history or horizon.",
                source=data.source or data.name, whole=whole, longest=int(data.lengths.max(initial=0)),
            )  # fmt: skip
        begin = data.starts[windows.sequence] + windows.first  # (M,), in data.values
        pairs = [self._targets(data.values[:, number].astype(np.float64), begin, mean) for number in numbers]
        targets = np.concatenate([target for target, _ in pairs], axis=1)  # (M, K * H) or (M, K)
        baseline = np.concatenate([last for _, last in pairs], axis=1)
        posed = cut(
            data, windows, self.history, whole - 1,
            labels=targets.astype(np.float32), baseline=baseline.astype(np.float32), classes=(), filled=(),
            targets=tuple(name for number in numbers for name in self._names(data.features[number], mean)),
        )  # fmt: skip
        is_known = np.isfinite(posed.labels).all(1) & np.isfinite(baseline).all(1)
        if is_known.all():
            return posed
        if not is_known.any():
            raise DataError(
                "{source}: every window has a missing target value. Choose other features.",
                source=data.source or data.name,
            )
        note = Sentence(
            "{source}: {count} of {total} {total:window|windows} {count:was|were} excluded, because a target "
            "value is missing.",
            {"source": data.source or data.name, "count": int((~is_known).sum()), "total": len(is_known)},
        )
        return replace(posed.select(np.flatnonzero(is_known)), notes=(*posed.notes, note))

    def _targets(self, values: Array, begin: Indices, mean: bool) -> tuple[Array, Array]:
        """Of one feature (S,): targets of the windows that begin at `begin`, and persistence, (M, H) or (M, 1) each.

        Persistence repeats the last number seen; for a mean over the horizon it is the mean over as many steps before.
        """
        last = begin + self.history - 1  # (M,)
        steps = (last + self.gap + 1)[:, None] + np.arange(self.horizon)  # (M, H)
        seen = latest(values)
        if self.predict == "change":
            from_here = seen[last]
            now = np.where(from_here >= begin, values[from_here], np.nan)[:, None]
            targets = values[steps] - now  # (M, H)
            baseline = np.zeros_like(targets)
        else:
            numbers = self._numbers(values)  # (S,)
            first = begin + (self.predict in RETURNS)  # the first return of a window would need the step before it
            targets = numbers[steps]  # (M, H)
            if mean:
                back = np.arange(min(self.horizon, self.history - (self.predict in RETURNS)))
                numbers_seen = numbers[last[:, None] - back]  # (M, H)
                there = np.isfinite(numbers_seen)
                total = np.where(there, numbers_seen, 0.0).sum(1, keepdims=True)
                count = there.sum(1, keepdims=True)
                baseline = np.where(count > 0, total / np.maximum(count, 1), np.nan)  # (M, 1)
            else:
                seen = latest(numbers)[last]
                repeated = np.where(seen >= first, numbers[seen], np.nan)
                baseline = np.repeat(repeated[:, None], self.horizon, axis=1)  # (M, H)
        return (targets.mean(1, keepdims=True), baseline[:, :1]) if mean else (targets, baseline)

    def _numbers(self, values: Array) -> Array:
        """What is asked about, at every step of one feature, (S,)."""
        if self.predict == "value":
            return values
        if self.predict == "size":
            return np.abs(values)
        logarithm = np.log(np.where(values > 0, values, np.nan))
        returns = 100 * np.diff(logarithm, prepend=np.nan)
        return np.abs(returns) if self.predict == "absolute_return" else returns

    def _names(self, feature: str, mean: bool) -> list[str]:
        """Of the targets of one feature."""
        name = _NAMES[self.predict].format(feature=feature)
        first, last = self.gap + 1, self.gap + self.horizon
        if mean and first < last:
            return [f"{name}, mean of +{first} to +{last}"]
        return [f"{name} +{step}" for step in range(first, last + 1)]


def latest(values: Array) -> Indices:
    """For each step of `values` (S,) the last one up to it that is not missing, or -1, (S,)."""
    return np.maximum.accumulate(np.where(np.isnan(values), -1, np.arange(len(values))))
