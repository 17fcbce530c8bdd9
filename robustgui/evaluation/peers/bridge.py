"""Network and threat model in the form of other libraries, and the evaluation of what they return.

Libraries get images in [0, 1], one ball and one range. An image holds the perturbable values in the unit of our budget:
z = (weight x - low) / range, with the same range for all features, so that our ball of radius eps is their ball of
radius eps / range. Closed values are not part of it: the network is always given their clean values. So a batch holds
only sequences of one length with equal closed values; with windows or closed features that is mostly a single one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ...attacks.run import build_region
from ...base.errors import Sentence
from ...base.lazy import torch
from ...models.batch import to_batch
from ...threats.value_region import ValueRegion
from .base import NotSupported

if TYPE_CHECKING:
    from torch import Tensor

    from ...data import SequenceSet
    from ...models.nets.image_adapter import ImageAdapter
    from ...models.network import Network
    from ...threats import Threat
    from ..predictions import Indices

KNOWN = ("linf", "l2", "l1")  # threat models that other libraries support
AT_ONCE = 128  # sequences


@dataclass(frozen=True)
class PeerProblem:
    """A problem in the form of other libraries.

    Attributes:
        model: images to logits, in eval mode.
        z, y: images (n, 1, S, S) in [0, 1], and their labels (n,).
        eps: the budget in their unit.
        norm: "linf", "l2" or "l1".
        classes: number of classes.
        steps, queries: effort of the attack.
        seed: of everything random.
    """

    model: ImageAdapter
    z: Tensor
    y: Tensor
    eps: float
    norm: str
    classes: int
    steps: int
    queries: int
    seed: int


@dataclass(frozen=True)
class PeerGroup:
    """Sequences of one length with equal closed values.

    Attributes:
        indices: indices in the part, (n,).
        y: labels, (n,).
        region: region around them, without padding.
    """

    indices: Indices
    y: Tensor
    region: ValueRegion


def check_supported(network: Network, threat: Threat) -> None:
    """Raises `NotSupported` if no other library supports the problem."""
    if network.task != "classification":
        raise NotSupported(Sentence("Other libraries attack classifiers only."))
    if threat.name not in KNOWN or threat.watches_stream:
        raise NotSupported(Sentence("Other libraries support L-inf, L2 and L1 norm balls only."))
    if threat.aim != "away":
        raise NotSupported(Sentence("The cross-check is untargeted only."))


def group_sequences(network: Network, part: SequenceSet, indices: Indices, threat: Threat) -> Iterator[PeerGroup]:
    """The sequences `indices` in groups that a library can attack."""
    lengths = part.lengths[indices]
    for length in np.unique(lengths):
        same = indices[lengths == length]
        x, y, mask = to_batch(part, same, network.space, network.device)
        with torch.no_grad():
            _, region = build_region(network, threat, x, mask)
        if not isinstance(region, ValueRegion):
            raise TypeError(f"a ball that is no ValueRegion: {type(region).__name__}")
        groups: dict[bytes, list[int]] = {}
        for row in range(len(same)):
            groups.setdefault(_what_is_closed(region, row), []).append(row)
        for rows in groups.values():
            for start in range(0, len(rows), AT_ONCE):
                members = torch.tensor(rows[start : start + AT_ONCE], device=x.device)
                yield PeerGroup(same[members.cpu().numpy()], y[members], region.subset(members))


def _what_is_closed(region: ValueRegion, row: int) -> bytes:
    """A key that is equal for sequences with equal closed values and unit."""
    closed = region.high[row] == region.low[row]  # (T, F)
    unit = region.weight[row] if len(region.weight) > 1 else region.weight[0]
    parts = (closed, region.centre[row][closed], unit)
    return b"|".join(part.cpu().numpy().tobytes() for part in parts)


def pose_problem(
    network: Network, group: PeerGroup, threat: Threat, *, steps: int, queries: int, seed: int, stop: Callable[[], bool]
) -> PeerProblem:
    """The problem of one group."""
    from ...models.nets.image_adapter import ImageAdapter

    region = group.region
    weight, closed = region.weight[:1], (region.high == region.low).all(0)  # (1, 1, F), (T, F)
    v = region.centre * weight  # (n, T, F) in the budget's unit
    reach = 4 * threat.eps + 0.5 * float(v.amax() - v.amin())  # range without a valid range: more than needed
    low, high = v + region.low.clamp(min=-reach), v + region.high.clamp(max=reach)
    origin = low.amin((0, 1), keepdim=True)  # (1, 1, F)
    scale = (high.amax((0, 1), keepdim=True) - origin).amax().clamp(min=1e-6)
    bounds = (torch.where(closed, v[0], side) for side in (low.amin(0), high.amax(0)))  # (T, F) each
    model = ImageAdapter(network.module, weight, *bounds, span=(origin, scale), stop=stop).eval()
    z = model.to_images(region.centre).clamp(0, 1)
    return PeerProblem(
        model, z, group.y, threat.eps / float(scale), threat.name, len(network.classes), steps, queries, seed
    )  # fmt: skip


def convert_back(problem: PeerProblem, group: PeerGroup, z: Tensor) -> Tensor:
    """The result of a library as values (n, T, F) in network units; exactly the clean ones where nothing was
    perturbed."""
    model = problem.model
    moved = (model.to_sequences(z.detach().to(problem.z)) - model.to_sequences(problem.z)) * model.scale
    return group.region.centre + moved / model.weight


ROUNDING = 1e-3  # of the budget: what single precision in [0, 1] may cost; the rest of it is taken back


@dataclass(frozen=True)
class ExampleEvaluation:
    """Evaluation of n adversarial examples.

    Attributes:
        is_success: misclassified within the threat model, (n,).
        outside: misclassified only outside of it, (n,).
        size: norms of those within it, in the threat's unit, (n,); NaN for others.
    """

    is_success: NDArray[np.bool_]
    outside: NDArray[np.bool_]
    size: NDArray[np.float64]


def evaluate_examples(network: Network, group: PeerGroup, x: Tensor) -> ExampleEvaluation:
    """Evaluate `x` (n, T, F) in network units for the sequences of `group`.

    Rounding is corrected first: a sequence within the budget is projected onto the threat set, and counts if it is
    still misclassified. One beyond the budget does not count.
    """
    region = group.region
    is_close = region.size(torch.where(x.isfinite(), x, torch.inf)).to(x.device) <= region.eps * (1 + ROUNDING)
    projected = torch.where(is_close[:, None, None], region.seal(x), region.centre)
    is_misclassified, is_success = (
        find_misclassified(network, x, group.y),
        find_misclassified(network, projected, group.y) & is_close,
    )
    size = torch.where(is_success.cpu(), region.size(projected).double().cpu(), torch.nan)
    return ExampleEvaluation(is_success.cpu().numpy(), (is_misclassified & ~is_success).cpu().numpy(), size.numpy())


def find_misclassified(network: Network, x: Tensor, y: Tensor) -> Tensor:
    """Which of `x` (n, T, F) are misclassified, (n,) bool."""
    mask = torch.ones(x.shape[:2], dtype=torch.bool, device=x.device)
    with network.evaluating(), torch.no_grad():
        outputs = network.outputs(x, mask)
    return (outputs.argmax(1) != y) | outputs.isnan().any(1)
