"""What the public functions take: for each annotation of a parameter, how a value is checked and converted."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from numbers import Real
from typing import Any, Literal, TypeAlias, cast, get_args

import numpy as np

from ..attacks import ATTACKS, Attack
from ..base.lazy import torch
from ..base.registry import Registry
from ..data import Dataset, SequenceSet
from ..defences import DEFENCES, Defence
from ..evaluation.events import MeasureName
from ..measurements import MEASUREMENTS, Measurement
from ..models import FRONTS, MODELS, Front, Model
from ..models.network import Network
from ..models.user_code import Reads
from ..poisons import POISONS, Poison
from ..regularisers import REGULARISERS, Regulariser
from ..runs.spec import RunSpec, WatchSettings
from ..threats import THREATS, Threat
from ..training import DeviceSettings
from .run import Run

Convert = Callable[[Any], Any]

PathLike: TypeAlias = str | os.PathLike[str]
RunLike: TypeAlias = Run | str | os.PathLike[str]
Budgets: TypeAlias = Sequence[float | str]
Part: TypeAlias = SequenceSet | Dataset
Numbers: TypeAlias = Sequence[float] | float
Values: TypeAlias = Literal["as_is", "normalise"]
# As functions get them; callers may also give what the module's stub, robustgui/__init__.pyi, says: names, runs ...
AttackLike: TypeAlias = Attack
DefenceLike: TypeAlias = Defence
DeviceLike: TypeAlias = DeviceSettings
FrontLike: TypeAlias = Front
MeasurementLike: TypeAlias = Measurement
ModelLike: TypeAlias = Model
NetworkLike: TypeAlias = Network
PoisonLike: TypeAlias = Poison
RegulariserLike: TypeAlias = Regulariser
ThreatKind: TypeAlias = Threat
ThreatLike: TypeAlias = Threat


class Unsuitable(Exception):
    """Says what an argument must be."""


def _instance(value: Any, *kinds: type, expected: str) -> Any:
    if not isinstance(value, kinds):
        raise Unsuitable(expected)
    return value


def _optional(convert: Convert, value: Any) -> Any:
    return None if value is None else convert(value)


def _network(value: Any) -> Network:
    network = getattr(value, "network", value)  # of a run
    if not isinstance(network, Network):
        raise Unsuitable("a network such as run.network, or a run")
    return network


def _accept_registered(value: Any, registry: Registry[Any], kind: type[Any], example: str) -> Any:
    """Settings of a registered class, or the class called `value` with its default settings."""
    if isinstance(value, str):
        return registry[value]()
    return _instance(value, kind, expected=f"a {registry.kind}, such as {example}, or the name of one")


def _threat_or_class(value: Any) -> Any:
    if isinstance(value, type) and issubclass(value, Threat):
        return value()
    return _threat(value)


def _many(convert: Convert, value: Any, *, expected: str = "a list", single: type | tuple[type, ...] = ()) -> Any:
    """A tuple; one that is `single` alone is a list of one."""
    if single and isinstance(value, single):
        return (convert(value),)
    if isinstance(value, str | bytes | Mapping) or not hasattr(value, "__iter__"):
        raise Unsuitable(expected)
    return tuple(map(convert, value))


def _number(value: Any) -> float:
    if isinstance(value, bool | np.bool_) or not isinstance(value, Real) or not math.isfinite(value):
        raise Unsuitable("a finite number")
    return float(value)


def _numbers(value: Any) -> Any:
    """One number, or an array or tensor of numbers, (F,)."""
    try:
        numbers = np.asarray(value.detach().cpu() if isinstance(value, torch.Tensor) else value, np.float64)
    except (TypeError, ValueError):
        numbers = np.array(np.nan)
    if isinstance(value, bool | str) or numbers.ndim > 1 or not np.isfinite(numbers).all():
        raise Unsuitable("a finite number, or one for each feature")
    return numbers.ravel().tolist()


def _module(value: Any) -> Any:
    if not isinstance(value, torch.nn.Module):
        raise Unsuitable("a torch.nn.Module")
    return value


def _budget(value: Any) -> float | str:
    return value if isinstance(value, str) else _number(value)


def _count(value: Any) -> int:
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | np.integer) or value < 0:
        raise Unsuitable("a whole number from 0")
    return int(value)


def _target(value: Any) -> int | str:
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | np.integer | str):
        raise Unsuitable("a class, by its index or its name")
    return value if isinstance(value, str) else int(value)


def _path(value: Any) -> Any:
    if not isinstance(value, str | os.PathLike) or os.fspath(value) == "":
        raise Unsuitable("a path")
    return value


def _dataset_or_path(value: Any) -> Any:
    if not isinstance(value, Dataset | str | os.PathLike):
        raise Unsuitable("data from rg.dataset or rg.load, or the path of a file")
    return value if isinstance(value, Dataset) else _path(value)


def _device(value: Any) -> DeviceSettings:
    if isinstance(value, str):
        return DeviceSettings(device=cast(Any, value))
    kind: DeviceSettings = _instance(value, DeviceSettings, expected="a device such as 'cpu', or a rg.DeviceSettings")
    return kind


def _text_table(value: Any) -> Any:
    if not isinstance(value, Mapping) or not all(isinstance(each, str) for pair in value.items() for each in pair):
        raise Unsuitable("a dictionary of texts")
    return value


def _accept_stored_run(value: Any) -> Any:
    return value if isinstance(value, Run) else _path(value)


def _choice(names: Sequence[str]) -> Convert:
    """The converter of an argument that is one of `names`."""

    def convert(value: Any) -> Any:
        if not isinstance(value, str) or value not in names:
            raise Unsuitable(f"one of {', '.join(names)}")
        return value

    return convert


def _accept_measured(value: Any) -> Any:
    """A network, a stored run or several."""
    if isinstance(value, Network):
        return value
    if isinstance(value, list | tuple) and value:
        return tuple(map(_accept_stored_run, value))
    return _accept_stored_run(value)


_attack = partial(_accept_registered, registry=ATTACKS, kind=Attack, example="rg.PGD()")
_threat = partial(_accept_registered, registry=THREATS, kind=Threat, example="rg.Linf(0.1)")
_defence = partial(_accept_registered, registry=DEFENCES, kind=Defence, example="rg.AdversarialTraining()")
_model = partial(_accept_registered, registry=MODELS, kind=Model, example="rg.GRU()")
_poison = partial(_accept_registered, registry=POISONS, kind=Poison, example="rg.NoPoison()")
_regulariser = partial(_accept_registered, registry=REGULARISERS, kind=Regulariser, example="rg.WeightDecay()")
_front = partial(_accept_registered, registry=FRONTS, kind=Front, example="rg.LogMel()")
_measurement = partial(_accept_registered, registry=MEASUREMENTS, kind=Measurement, example="rg.CrossCheck()")


def _one_of(*kinds: type, expected: str) -> Convert:
    return lambda value: _instance(value, *kinds, expected=expected)


_flag = _one_of(bool, np.bool_, expected="True or False")
_text = _one_of(str, expected="text")
CONVERTERS: dict[str, Convert] = {  # by the annotation of the parameter; "... | None" follows from it
    "NetworkLike": _network,
    "Sequence[NetworkLike]": partial(_many, _network, expected="a list of networks"),
    "Part": _one_of(SequenceSet, Dataset, expected="a dataset or a part of one, such as data.test"),
    "Dataset | RunSpec": _one_of(Dataset, RunSpec, expected="data from rg.load or rg.dataset, or a rg.RunSpec"),
    "AttackLike": _attack,
    "AttackLike | Sequence[AttackLike]": partial(
        _many, _attack, expected="one attack or several, such as rg.PGD()", single=(str, Attack)
    ),
    "ThreatLike": _threat,
    "ThreatKind": _threat_or_class,
    "ModelLike": _model,
    "DefenceLike": _defence,
    "PoisonLike": _poison,
    "Sequence[RegulariserLike]": partial(
        _many, _regulariser, expected="a list of regularisers", single=(str, Regulariser)
    ),
    "MeasurementLike": _measurement,
    "WatchSettings": _one_of(WatchSettings, expected="a WatchSettings"),
    "Budgets": partial(_many, _budget, expected="a list of budgets", single=(str, int, float)),
    "Numbers": _numbers,
    "nn.Module": _module,
    "Values": _choice(("as_is", "normalise")),
    "Sequence[float]": partial(_many, _number, expected="a list of budgets", single=(int, float)),
    "Sequence[str]": partial(_many, _text, expected="a list of names", single=str),
    "Mapping[str, str]": _text_table,
    "Run": _one_of(Run, expected="a run, such as rg.train or rg.load_run returns"),
    "Format": _text,
    "Reads": _choice(get_args(Reads)),
    "Cost": _choice(("queries", "gradients", "seconds")),
    "MeasureName": _choice(get_args(MeasureName)),
    "Average": _choice(("mean", "median")),
    "Sequence[str] | None": partial(_optional, partial(_many, _text, expected="a list of texts")),  # a text is one word
    "Sequence[str] | str": partial(_many, _text, expected="a list of texts", single=str),
    "Sequence[Any]": partial(_many, lambda value: value, expected="a list of classes"),
    "float": _number,
    "int": _count,
    "int | str": _target,
    "bool": _flag,
    "str": _text,
    "PathLike": _path,
    "Dataset | PathLike": _dataset_or_path,
    "RunLike": _accept_stored_run,
    "FrontLike | Sequence[FrontLike]": partial(_many, _front, expected="a front end or several", single=(str, Front)),
    "DeviceLike": _device,
    "NetworkLike | RunLike | Sequence[RunLike]": _accept_measured,
}


def find_converter(annotation: str) -> Convert | None:
    """How a value for a parameter with this annotation is checked and converted; None: anything is taken."""
    required = annotation.removesuffix(" | None")
    if annotation in CONVERTERS or required not in CONVERTERS:
        return CONVERTERS.get(annotation)
    return partial(_optional, CONVERTERS[required])
