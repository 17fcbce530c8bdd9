"""From a spec and its data to a fresh network, and the checks that need both."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..base.errors import RunError
from ..base.seeding import derive
from ..data import Dataset, DataSettings, SequenceSet, space_of
from ..defences import Defence
from ..models.network import Network
from ..threats import Threat
from ..training.loop import seeded
from .spec import RunSpec

if TYPE_CHECKING:
    from ..models.losses import Loss


def build_network(spec: RunSpec, dataset: Dataset, device: str) -> Network:
    """The network of `spec` before its first step: its weights follow from the seed alone, on any device."""
    train = dataset.train
    with seeded(derive(spec.seed, "network"), "cpu"):
        module = spec.model.build(len(train.features), train.outputs)
    return Network(
        module=module.to(device),
        model=spec.model,
        space=space_of(train, spec.data.normalise),
        task=train.task,
        loss=_loss(spec, dataset),
        classes=train.classes,
        features=train.features,
    )


def check(spec: RunSpec, dataset: Dataset) -> None:
    """Raises `RunError` if the spec asks for what these data do not have."""
    _loss(spec, dataset)
    for threat in (spec.watch.threat, *threats_of(spec.defence)):
        check_threat(threat, dataset.train)


def check_threat(threat: Threat, part: SequenceSet) -> None:
    """Raises `RunError` if `threat` opens features that the data do not have."""
    count = len(part.features)
    if any(feature >= count for feature in threat.features):
        raise RunError(
            "The threat opens feature {feature}, but {data} has the features 0 to {last}.",
            feature=max(threat.features), data=part.name, last=count - 1,
        )  # fmt: skip


def threats_of(defence: Defence) -> list[Threat]:
    """The threats among the settings of a defence."""
    values = (getattr(defence, name) for name in type(defence).model_fields)
    return [value for value in values if isinstance(value, Threat)]


def with_absolute_paths(data: DataSettings) -> DataSettings:
    """The same data, whatever folder a later process is started in."""
    return data.changed(train=_absolute(data.train), test=_absolute(data.test))


def _absolute(source: str) -> str:
    if not source or source.startswith("example:"):
        return source
    return str(Path(source).expanduser().absolute())


def _loss(spec: RunSpec, dataset: Dataset) -> Loss:
    if dataset.train.task == "regression":
        if spec.training.loss == "cross_entropy":
            raise RunError(
                "Cross entropy needs classes, but the labels of {data} are numbers. "
                "Choose the mean squared error, or 'as the labels ask'.",
                data=dataset.name,
            )
        return "mse"
    return "cross_entropy" if spec.training.loss == "auto" else spec.training.loss
