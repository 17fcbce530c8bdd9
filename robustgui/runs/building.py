"""From a spec and its data to a fresh network, and the checks that need both."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..attacks import Attack
from ..attacks.compatibility import check_compatible
from ..base.errors import RunError
from ..base.lazy import torch
from ..base.seeding import derive, seed_generators
from ..data import NUMERIC, Dataset, DataSettings, SequenceSet, space_of
from ..data.by_name.base import absolute_source
from ..models.batch import to_batch
from ..models.front_chain import is_in_space, resolve_fronts
from ..models.network import Network
from ..models.network_spec import NetworkSpec
from ..threats import BallThreat, Threat, ValueThreat
from ..threats.budget_weights import check_shares
from ..threats.valid_range import Bounds, read_stated_bounds
from .spec import RunSpec

if TYPE_CHECKING:
    from torch import Tensor

    from ..base.units import Space
    from ..models.losses import Loss
    from ..models.nets.front_module import FrontModule
    from ..models.nets.interface import SequenceModule


_AT_ONCE = 64  # sequences that front ends are fitted on at a time


def build_network(spec: RunSpec, dataset: Dataset, device: str) -> Network:
    """The network of `spec` before its first step: random weights follow from the seed alone, on any device."""
    train = dataset.train
    fronts = resolve_fronts(spec.front, train)
    space = space_of(train, normalise=is_in_space(fronts))
    network = NetworkSpec.for_data(train, spec.model, fronts, space=space, loss=_loss(spec, dataset))
    network = network.copy_with(builder=spec.defence if spec.defence.builds_core else None)
    with seed_generators(derive(spec.seed, "network"), "cpu"):
        module = network.build()
    spec.model.initialise(module)
    module = module.to(device)
    fit_fronts(module, train, space, device)
    return Network(module, network.copy_with(error_unit=fit_targets(module, train)))


def fit_fronts(module: SequenceModule, train: SequenceSet, space: Space, device: str) -> None:
    """Let each front end learn its statistics from what the ones before it make of the training data."""
    module.eval()  # no dropout: statistics are not left to chance
    fronts = module.parts().fronts
    for place, front in enumerate(fronts):

        def batches(earlier: tuple[FrontModule, ...] = fronts[:place]) -> Iterator[tuple[Tensor, Tensor]]:
            with torch.no_grad():
                for start in range(0, len(train), _AT_ONCE):
                    indices = np.arange(start, min(start + _AT_ONCE, len(train)))
                    x, _, mask = to_batch(train, indices, space, device)
                    for before in earlier:
                        x, mask = before(x, mask)
                    yield x, mask

        front.fit(batches)
    module.train()


def fit_targets(module: SequenceModule, train: SequenceSet) -> float:
    """Let a network that predicts numbers learn how large they are; gives their mean variance, 1 for other networks."""
    scale = module.parts().scale
    if scale is None:
        return 1.0
    scale.fit(torch.from_numpy(train.labels))
    return float(scale.std.double().square().mean())


def check_spec(spec: RunSpec, dataset: Dataset) -> None:
    """Raises `RunError` if the spec asks for what these data do not have."""
    _loss(spec, dataset)
    spec.poison.check(dataset.train)
    for holder in (spec.watch, spec.defence):
        threats: dict[str, Threat] = holder.held(Threat)
        for attack, threat in product(holder.held(Attack).values(), threats.values()):
            check_threat(attack, threat, dataset.train)
        for threat in threats.values():
            check_threat_on_data(threat, dataset.test)


def check_threat(attack: Attack, threat: Threat, part: SequenceSet) -> None:
    """Raises `RunError` if the three do not go together, or `threat` does not suit the values of `part`."""
    check_compatible(attack, threat, tokens=part.symbolic, task=part.task)
    check_threat_on_data(threat, part)


def check_threat_on_data(threat: Threat, part: SequenceSet) -> None:
    """Raises `RunError` if `threat` names features that `part` does not have, or a range that its values leave."""
    if part.symbolic:  # features are those of the embeddings, which only the network knows
        return
    count = len(part.features)
    for inside in threat.components():
        features = inside.features if isinstance(inside, ValueThreat) else ()
        if any(feature >= count for feature in features):
            raise RunError(
                "The threat model perturbs feature {feature}, but {data} has features 0 to {last}.",
                feature=max(features), data=part.name, last=count - 1,
            )  # fmt: skip
        if isinstance(inside, BallThreat):
            check_shares(inside, count)
            check_clean_values(inside, part)


def make_paths_absolute(data: DataSettings) -> DataSettings:
    """The same data, whatever folder a later process is started in."""
    return data.copy_with(train=absolute_source(data.train), test=absolute_source(data.test))


def _loss(spec: RunSpec, dataset: Dataset) -> Loss:
    if dataset.train.task in NUMERIC:
        if spec.training.loss == "cross_entropy":
            raise RunError(
                "Cross entropy needs classes, but the labels of {data} are numbers. Choose the mean squared error, "
                "or 'automatic (from the labels)'.",
                data=dataset.name,
            )
        return "mse"
    if dataset.train.task == "next_token" and spec.training.loss == "mse":
        raise RunError(
            "The squared error is not defined for tokens. Choose cross entropy, or 'automatic (from the labels)'.",
        )
    return "cross_entropy" if spec.training.loss == "auto" else spec.training.loss


LISTED = 3  # features that the message names


def check_clean_values(threat: BallThreat, part: SequenceSet) -> None:
    """Raises `RunError` if values of `part` that `threat` may change lie outside the range that it states.

    Such a range contradicts the data, so it is refused before anything is measured rather than widened. Values are
    compared in single precision, in which the data are stored; missing values are left out.
    """
    if threat.valid_range != "stated" or part.symbolic:
        return
    bounds = read_stated_bounds(threat, len(part.features))
    outside = _outside(threat, part, bounds)  # (S, F)
    if not outside.any():
        return
    before = np.concatenate([[0], np.cumsum(outside.any(1))])  # (S + 1,) rows outside before each row
    counts = np.zeros(len(part.features), np.int64)
    low, high = np.full(len(counts), np.inf), np.full(len(counts), -np.inf)
    first = -1
    for i in np.flatnonzero(before[part.starts + part.lengths] > before[part.starts]).tolist():
        outside_here = outside[part.starts[i] : part.starts[i] + part.lengths[i]] & _open_steps(threat, part.lengths[i])
        if outside_here.any():
            first = i if first < 0 else first
            counts += outside_here.sum(0)
            low = np.minimum(low, np.where(outside_here, part[i], np.inf).min(0))
            high = np.maximum(high, np.where(outside_here, part[i], -np.inf).max(0))
    if not counts.any():
        return
    worst = np.argsort(-counts, kind="stable")[: int((counts > 0).sum())].tolist()
    named = ", ".join(
        f"{part.features[f]} ({counts[f]}; [{low[f]:g}, {high[f]:g}]; [{bounds.low[f]:g}, {bounds.high[f]:g}])"
        for f in worst[:LISTED]
    )
    raise RunError(
        "{count} clean values of {data} lie outside the valid range that the threat states, the first in sequence "
        "{sequence}. By feature (count; where these values lie; the stated range): {features}{more}. Widen the range, "
        "take it from the data, or set it to none.",
        count=int(counts.sum()), data=part.name, sequence=first + 1, features=named,
        more=", ..." if len(worst) > LISTED else "",
    )  # fmt: skip


def _outside(threat: BallThreat, part: SequenceSet, bounds: Bounds) -> NDArray[np.bool_]:
    """Which values that may change lie outside `bounds`, (S, F)."""
    features = np.isin(np.arange(len(part.features)), threat.features) if threat.features else True
    movable = features & ~np.isin(np.arange(len(part.features)), part.closed)
    with np.errstate(over="ignore"):  # a bound beyond single precision is none
        low, high = bounds.low.astype(np.float32), bounds.high.astype(np.float32)
    mask: NDArray[np.bool_] = ((part.values < low) | (part.values > high)) & movable
    return mask


def _open_steps(threat: BallThreat, length: int) -> NDArray[np.bool_]:
    """Which steps of a sequence of this length may change, (T, 1)."""
    steps = np.arange(length)[:, None]
    mask: NDArray[np.bool_] = np.zeros(steps.shape, bool)
    for first, last in threat.open_ranges():
        mask |= (steps >= first) & (steps <= (length if last is None else last))
    return mask
