"""What a network file says of its network beside the weights: each value of its type, none that contradicts another."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field, model_validator

from ..base.documents import parse_json
from ..base.settings import AsTuple, OneOf, Settings, wrong
from ..base.units import Space
from ..data import NUMERIC, Task
from .base import MODELS, Model
from .fronts import FRONTS, Front
from .fronts.normalise import Normalise
from .losses import Loss

Number = Annotated[float, Field(allow_inf_nan=True)]  # a feature without a single value has no mean and no range
Numbers = Annotated[tuple[Number, ...], AsTuple]
Names = Annotated[tuple[str, ...], AsTuple]
_FRONTS = 100


class SpaceFacts(Settings):
    """A `Space` as plain numbers, (F,) each."""

    model_config = ConfigDict(extra="ignore")

    mean: Numbers
    std: Numbers
    low: Numbers
    high: Numbers
    spread: Numbers
    closed: Annotated[tuple[bool, ...], AsTuple] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        count = len(self.mean)
        if any(len(getattr(self, name)) != count for name in ("std", "low", "high", "spread")):
            raise wrong("must have as many numbers as the mean, {count}", count=count)
        if len(self.closed) not in (0, count):
            raise wrong("must have as many values as the mean, {count}", field="closed", count=count)
        return self


class NetworkFacts(Settings):
    """The metadata of a network file, see `Network`; what a later version adds is passed over."""

    model_config = ConfigDict(extra="ignore")

    model: Annotated[Model, OneOf(MODELS)]
    fronts: Annotated[tuple[Annotated[Front, OneOf(FRONTS)], ...], AsTuple] = Field((Normalise(),), max_length=_FRONTS)
    space: SpaceFacts
    task: Task
    loss: Loss
    classes: Names
    features: Names
    outputs: int = Field(ge=1)  # numbers that it gives for a sequence, or for a step of it
    scaled: bool = False  # whether these are in the units of the targets
    vocabulary: Names = ()
    sample_rate: float | None = Field(None, gt=0)
    targets: Names = ()
    error_unit: float = Field(1.0, gt=0)
    epoch: int = Field(0, ge=0)  # after which it was stored
    version: str = Field("", max_length=40)  # of the program that wrote it; empty: an earlier one, which did not say

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.vocabulary and len(self.space.mean) != len(self.features):
            raise wrong("must have one number per feature", field="space")
        names = self.targets if self.task in NUMERIC else self.vocabulary if self.task == "next_token" else self.classes
        if len(names) != self.outputs and (names or self.task not in NUMERIC):
            raise wrong("must be the number of names of what is predicted, {count}", field="outputs", count=len(names))
        return self

    @classmethod
    def parse(cls, text: str) -> NetworkFacts:
        """The facts in the metadata of a file; raises `ValueError` or `SettingError` for anything else."""
        values = parse_json(text, nan=True)  # a feature without a value has no range
        if not isinstance(values, dict):
            raise ValueError("its description is not a JSON object")
        return cls(**values)

    @staticmethod
    def parse_version(text: str) -> str:
        """The version that metadata name which cannot be parsed as facts; empty: none."""
        try:
            values = parse_json(text, nan=True)
        except ValueError:
            return ""
        version = values.get("version") if isinstance(values, dict) else None
        return version if isinstance(version, str) else ""

    def to_space(self) -> Space:
        """The space that the network works in."""
        values: dict[str, Any] = {name: list(getattr(self.space, name)) for name in SpaceFacts.model_fields}
        return Space.from_dict(values)
