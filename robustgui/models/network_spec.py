"""Everything that is stored of a network beside its weights: what builds its module, and what its numbers mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from ..base.errors import SettingError
from ..base.settings import AsTuple, OneOf, Settings, to_table, wrap_error, wrong
from ..base.units import Space
from ..data import NUMERIC, Task
from .base import BUILDERS, MODELS, CoreBuilder, Model
from .front_chain import is_in_space
from .fronts import FRONTS, Front
from .fronts.normalise import Normalise
from .losses import Loss

if TYPE_CHECKING:
    from ..data import SequenceSet
    from .nets.front_module import FrontModule
    from .nets.interface import SequenceModule

Number = Annotated[float, Field(allow_inf_nan=True)]  # a feature without a single value has no mean and no range
Numbers = Annotated[tuple[Number, ...], AsTuple]
Names = Annotated[tuple[str, ...], AsTuple]
_MOST_FRONTS = 100


class _SpaceValues(Settings):
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


def _to_space(value: Any) -> Any:
    """A `Space` out of the table in a file."""
    if not isinstance(value, dict):
        return value
    try:
        values = _SpaceValues(**value)
    except SettingError as error:
        raise wrap_error(error) from error
    return Space.from_dict({name: list(getattr(values, name)) for name in _SpaceValues.model_fields})


class NetworkSpec(Settings):
    """A network without its weights. What a later version of the program adds to a file is ignored.

    Attributes:
        model: the settings of its core.
        space: from the data's units to the network's and back.
        task: what it predicts.
        loss: what it was trained to minimise.
        classes, features: names, as in the training data.
        fronts: the front ends, and the normalising of features that `space` does for the first of them.
        vocabulary: the text of each token; empty for values.
        sample_rate: steps a second of the data, or None.
        targets: names of what is predicted, where that is numbers.
        error_unit: what losses of predicted numbers are divided by, the variance of the training targets: so training
            and attacks are the same whatever unit the targets have. One number for all, or an attack would aim at other
            errors than those that are measured.
        outputs: numbers that it gives for a sequence, or for a step of it.
        scaled: whether these are in the units of the targets.
        builder: builds the core; None: the model does.
    """

    model_config = ConfigDict(extra="ignore", arbitrary_types_allowed=True)

    model: Annotated[Model, OneOf(MODELS)]
    space: Annotated[Space, BeforeValidator(_to_space)]
    task: Task
    loss: Loss
    classes: Names
    fronts: Annotated[tuple[Annotated[Front, OneOf(FRONTS)], ...], AsTuple] = Field(
        (Normalise(),), max_length=_MOST_FRONTS
    )
    vocabulary: Names = ()
    sample_rate: float | None = Field(None, gt=0)
    targets: Names = ()
    error_unit: float = Field(1.0, gt=0)
    features: Names
    outputs: int = Field(ge=1)
    scaled: bool = False
    builder: Annotated[CoreBuilder, OneOf(BUILDERS)] | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.vocabulary and len(self.space.mean) != len(self.features):
            raise wrong("must have one number per feature", field="space")
        names = self.targets if self.task in NUMERIC else self.vocabulary if self.task == "next_token" else self.classes
        if len(names) != self.outputs and (names or self.task not in NUMERIC):
            raise wrong("must be the number of names of what is predicted, {count}", field="outputs", count=len(names))
        return self

    @classmethod
    def for_data(cls, train: SequenceSet, model: Model, fronts: tuple[Front, ...], *, space: Space, loss: Loss) -> Self:
        """The spec of a network for data such as `train`; `fronts` as from `resolve_fronts`."""
        return cls(
            model=model, space=space, task=train.task, loss=loss, classes=train.classes, fronts=fronts,
            vocabulary=train.vocabulary, sample_rate=train.sample_rate, targets=train.target_names,
            features=train.features, outputs=train.outputs, scaled=train.task in NUMERIC,
        )  # fmt: skip

    @property
    def every_step(self) -> bool:
        """Whether it has outputs at every step."""
        return self.task == "next_token"

    def build(self) -> SequenceModule:
        """A freshly initialised module: front ends, core, scale of the targets. Statistics of data are not in it yet.

        This is the one place where a module is put together. The weights come from torch's global generator.

        Raises:
            RunError: the settings do not go together, or code of the user may not run.
        """
        features, sample_rate, vocabulary = len(self.features), self.sample_rate, len(self.vocabulary)
        chain = self.fronts[1:] if is_in_space(self.fronts) else self.fronts
        fronts: list[FrontModule] = []
        for front in () if all(front.is_identity for front in chain) else chain:
            fronts.append(front.build(features, sample_rate, vocabulary))
            features, sample_rate, vocabulary = fronts[-1].features, fronts[-1].sample_rate or sample_rate, 0
        builder = self.builder or CoreBuilder()
        module = builder.build(self.model, features, self.outputs, self.every_step)
        if self.scaled:
            from .nets.target_scale import TargetScale

            module = TargetScale(module, self.outputs)
        if not fronts:
            return module
        from .nets.front_module import FrontChain

        return FrontChain(fronts, module)

    def to_table(self) -> dict[str, Any]:
        """Plain values for the metadata of a file; also those that are None, as earlier versions wrote them."""
        values = {name: getattr(self, name) for name in type(self).model_fields}
        fronts = [to_table(front) for front in self.fronts]
        values |= {"model": to_table(self.model), "space": self.space.to_dict(), "fronts": fronts}
        builder = values.pop("builder")
        return values if builder is None else values | {"builder": to_table(builder)}
