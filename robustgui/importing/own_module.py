"""Makes a network of a torch module in memory that was trained elsewhere, such as in the same notebook."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..base.code_files import CodeFiles
from ..base.code_import import AllowedCode
from ..base.errors import RunError, Sentence
from ..base.lazy import torch
from ..data import NUMERIC, Dataset, SequenceSet, space_of
from ..evaluation.scores import choose_indices
from ..models import FRONTS
from ..models.batch import to_batch
from ..models.network import Network
from ..models.network_spec import NetworkSpec
from ..models.python import Python
from ..models.user_code import source_files
from .evidence import classification_evidence, regression_evidence

if TYPE_CHECKING:
    from torch.nn import Module

    from ..base.units import Space

_EVALUATED = 500  # sequences that show whether the network predicts their labels
_COMPARED = 4  # sequences on which the stored source must give the outputs of the module
_TOLERANCE = 1e-4  # of the largest output
_AT_ONCE = 64


def wrap_module(
    module: Module,
    model: Python,
    dataset: Dataset,
    *,
    normalise: bool = False,
    mean: Sequence[float] | None = None,
    std: Sequence[float] | None = None,
) -> Network:
    """A network that calls a copy of `module`, in eval mode.

    Args:
        module: (B, T, F) to logits (B, K), in the order of the classes of `dataset`, or to predicted targets.
        model: its declaration.
        dataset: what it reads and predicts.
        normalise: whether it reads (x - mean) / std instead of values in data units.
        mean, std: of that normalisation, one number or (F,); None: of each feature over the training part.

    Raises:
        RunError: it cannot read the data or its outputs do not fit them.
    """
    from ..models.nets.module_check import check_reading
    from ..models.nets.target_scale import TargetScale
    from ..models.nets.user_module import UserModule

    train = dataset.train
    if train.symbolic or train.task == "next_token":
        raise RunError("A module in memory reads sequences of values (B, T, F), but {data} is text.", data=train.name)
    normalise = normalise or mean is not None or std is not None
    space = _choose_space(train, normalise=normalise, mean=mean, std=std)
    front = FRONTS["normalise" if normalise else "as_is"]()
    is_numeric = train.task in NUMERIC
    loss: Any = "mse" if is_numeric else "cross_entropy"
    spec = NetworkSpec.for_data(train, model, (front,), space=space, loss=loss)
    if is_numeric:
        spec = spec.copy_with(error_unit=float(train.labels.astype(np.float64).var(0).mean()) or 1.0)
    files = source_files(model.entry, model.source) if model.source else CodeFiles(model.entry, Path(), {}, {})
    core = UserModule(
        copy.deepcopy(module), AllowedCode(files, installed=not model.source), len(train.features), train.outputs,
        reads=model.reads, any_name=True,
    )  # fmt: skip
    check_reading(core)
    return Network((TargetScale(core, train.outputs) if is_numeric else core).eval(), spec)


def has_same_outputs(network: Network, part: SequenceSet) -> bool:
    """Whether the network that its source builds has the outputs of `network` on `part`.

    The arguments of a module that are no attributes of it are unknown: the source then builds another one.
    """
    indices = np.arange(min(_COMPARED, len(part)))
    outputs = _compute_outputs(network, part, indices)
    state = network.module.state_dict()
    with torch.random.fork_rng(devices=[]):
        module = network.spec.build()
    try:
        module.load_state_dict(state)
    except RuntimeError:
        return False
    rebuilt = _compute_outputs(replace(network, module=module.to(network.device).eval()), part, indices)
    return bool(np.abs(rebuilt - outputs).max() <= _TOLERANCE * max(1.0, float(np.abs(outputs).max())))


def find_doubt(network: Network, part: SequenceSet) -> Sentence | None:
    """Why the network may not be one for the data of `part`; None: it predicts better than a constant."""
    indices = choose_indices(part, _EVALUATED, 0)
    outputs, labels = _compute_outputs(network, part, indices), part.labels[indices]
    if network.task in NUMERIC:
        if regression_evidence(outputs, labels.astype(np.float64)).is_informative:
            return None
        return Sentence(
            "The module predicts no better than the mean of the targets. Check that it reads the values of the data as "
            "they are: give mean= and std= if it reads normalised ones."
        )
    if classification_evidence(outputs, labels.astype(np.int64)).is_informative:
        return None
    return Sentence(
        "The module predicts no better than the majority class. Check that its outputs are in the order of "
        "data.train.classes, and that it reads the values of the data as they are: give mean= and std= if it reads "
        "normalised ones."
    )


def _choose_space(
    train: SequenceSet, *, normalise: bool, mean: Sequence[float] | None, std: Sequence[float] | None
) -> Space:
    space = space_of(train, normalise=normalise)
    statistics = {}
    for name, values in {"mean": mean, "std": std}.items():
        if values is None:
            continue
        numbers = np.asarray(values, np.float64).ravel()
        if len(numbers) not in (1, len(train.features)) or (name == "std" and not (numbers > 0).all()):
            raise RunError(
                "{name} must be one number, or one for each of the {count} {count:feature|features}; std is positive.",
                name=name, count=len(train.features),
            )  # fmt: skip
        statistics[name] = np.broadcast_to(numbers, (len(train.features),)).copy()
    return replace(space, mean=statistics.get("mean", space.mean), std=statistics.get("std", space.std))


def _compute_outputs(network: Network, part: SequenceSet, indices: NDArray[Any]) -> NDArray[np.float64]:
    """The outputs for the sequences `indices`, (n, K); raises `RunError` if they are not finite."""
    groups = []
    with network.evaluating(), torch.no_grad():
        for start in range(0, len(indices), _AT_ONCE):
            batch = to_batch(part, indices[start : start + _AT_ONCE], network.space, network.device)
            groups.append(network.outputs(batch.x, batch.mask).double().cpu().numpy())
    outputs = np.concatenate(groups) if groups else np.zeros((0, network.spec.outputs))
    if not np.isfinite(outputs).all():
        raise RunError("The outputs of the module for sequences of {data} are not finite.", data=part.name)
    return outputs
