"""Attacks within a union of threat models: the attack is run in every part, and the worst case of each sequence is
kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from ..base.lazy import torch
from ..base.seeding import derive
from ..threats.region import Region
from .adversarial_batch import AdversarialBatch, PartResult
from .cost import Cost
from .trace import Trace

if TYPE_CHECKING:
    from torch import Generator, Tensor

    from ..threats import Threat
    from ..threats.union import Union
    from .problem import Problem


class FixedRegion(Region):
    """The region of a batch whose sequences were attacked within different regions.

    A point is the index of each sequence, (B,) int64; nothing can be perturbed further.

    Attributes:
        read: inputs of the network, (B, T, F), or tokens (B, T); sealed by their own regions.
        there: their valid steps, (B, T).
        sizes: their perturbation norms, (B,) float64.
    """

    def __init__(self, read: Tensor, there: Tensor, sizes: Tensor, eps: float) -> None:
        super().__init__(torch.arange(len(read), device=read.device), eps)
        self.read, self.there, self.sizes = read, there, sizes

    def render(self, v: Tensor) -> Tensor:
        """See `Region.render`."""
        return self.read[v]

    def valid(self, v: Tensor, mask: Tensor) -> Tensor:
        """See `Region.valid`."""
        return self.there[v]

    def with_eps(self, eps: float) -> FixedRegion:
        """See `Region.with_eps`."""
        return FixedRegion(self.read, self.there, self.sizes, eps)

    def subset(self, rows: Tensor) -> FixedRegion:
        """See `Region.subset`."""
        return FixedRegion(self.read[rows], self.there[rows], self.sizes[rows.to(self.sizes.device)], self.eps)

    def size(self, x: Tensor) -> Tensor:
        """See `Region.size`."""
        return self.sizes[x.to(self.sizes.device)]

    def project(self, x: Tensor) -> Tensor:
        """See `Region.project`."""
        return x

    def seal(self, x: Tensor) -> Tensor:
        """See `Region.seal`."""
        return x

    def random_start(self, generator: Generator) -> Tensor:
        """See `Region.random_start`."""
        return self.centre


class WorstCase(NamedTuple):
    """The worst case of each sequence over the parts so far."""

    x: Tensor  # what the network reads, (B, T, F), or tokens (B, T)
    mask: Tensor  # its valid steps, (B, T)
    size: Tensor  # (B,), share of the part's budget
    rank: Tensor  # (B,), the largest is the worst
    part: Tensor  # (B,) int64, number of the part that it comes from


class PartAttack(Protocol):
    """An attack within one part on the sequences `rows` (n,) of the batch; otherwise as `run_attack`."""

    def __call__(
        self, part: Threat, rows: Tensor, *, seed: int, target: Tensor | None, cost: Cost, trace: Trace | None
    ) -> AdversarialBatch: ...


def attack_union(threat: Union, judge: Problem, seed: int, run: PartAttack) -> AdversarialBatch:
    """Run the attack in every part of `threat` and keep the worst result of each sequence.

    With goal "succeed", later parts are attacked on the remaining active sequences only.

    Args:
        threat: the whole.
        judge: the problem of the whole batch within any part; ranks the results.
        seed: of everything random.
        run: the attack.
    """
    rows = judge.numbers
    worst_case: WorstCase | None = None
    results: list[tuple[Tensor, AdversarialBatch]] = []
    for number in range(len(threat.parts)):
        result = _attack_part(threat, number, judge, rows, seed, run)
        results.append((rows, result))
        worst_case = _add(judge, worst_case, threat, results, _rank(judge, rows, result))
        if judge.goal == "succeed":
            rows = (worst_case.rank < torch.inf).nonzero()[:, 0]  # (n, 1) -> (n,)
            if not len(rows):
                break
    return _join_parts(threat, worst_case, results)


def minimise_over_union(threat: Union, judge: Problem, seed: int, run: PartAttack) -> AdversarialBatch:
    """Minimal perturbations over all parts, as shares of the budget of the part that each lies in."""
    worst_case: WorstCase | None = None
    results: list[tuple[Tensor, AdversarialBatch]] = []
    for number, part in enumerate(threat.parts):
        result = _attack_part(threat, number, judge, judge.numbers, seed, run)
        results.append((judge.numbers, result))
        rank = -_shares(result.size, part.eps).to(judge.x.device)
        worst_case = _add(judge, worst_case, threat, results, rank)
    return _join_parts(threat, worst_case, results)


def _attack_part(
    threat: Union, number: int, judge: Problem, rows: Tensor, seed: int, run: PartAttack
) -> AdversarialBatch:
    """The result of the attack on the sequences `rows` within one part."""
    cost = Cost.by_sequence(len(rows), str(judge.x.device))
    trace = None if judge.trace is None else Trace()
    target = None if judge.target is None else judge.target[rows]
    result = run(
        threat.alternatives()[number], rows, seed=derive(seed, "part", number), target=target, cost=cost, trace=trace
    )
    judge.cost.add(cost, rows)
    if trace is not None and judge.trace is not None:
        _continue(judge, judge.trace, trace, threat.parts[number].eps)
    return result


def _rank(judge: Problem, rows: Tensor, result: AdversarialBatch) -> Tensor:
    """Rank of the network's outputs for `result` on the sequences `rows`, (n,)."""
    judge.check()
    with torch.no_grad():
        outputs = judge.network.outputs(result.x, result.mask)
    judge.cost.query(rows, judge.network.draws)
    part = judge.subset(rows)
    if judge.needs == "labels":  # two failed attacks cannot be ranked by decisions
        return torch.where(part.is_success(outputs), torch.inf, 0.0).to(part.rank(outputs))
    return part.rank(outputs)


def _join_parts(
    threat: Union, worst_case: WorstCase | None, results: list[tuple[Tensor, AdversarialBatch]]
) -> AdversarialBatch:
    if worst_case is None:
        raise TypeError("a union without parts passed validation")
    region = FixedRegion(worst_case.x, worst_case.mask, worst_case.size, threat.eps)
    parts = tuple(
        PartResult(rows, result, worst_case.part[rows] == number) for number, (rows, result) in enumerate(results)
    )
    return AdversarialBatch(worst_case.x, worst_case.mask, worst_case.size, region.centre, region, parts)


def _shares(size: Tensor, eps: float) -> Tensor:
    """Norms as shares of the budget `eps` of a part; with eps 0 any perturbation is infinite."""
    return size / eps if eps else torch.where(size > 0, torch.inf, 0.0).to(size)


def _add(
    judge: Problem, worst_case: WorstCase | None, threat: Union, results: list[tuple[Tensor, AdversarialBatch]],
    rank: Tensor,
) -> WorstCase:  # fmt: skip
    """`worst_case` of the whole batch with the last of `results` where that has a larger `rank` (n,)."""
    number, (rows, result) = len(results) - 1, results[-1]
    size = _shares(result.size, threat.parts[number].eps)
    candidate = WorstCase(result.x, result.mask, size, rank, torch.full_like(rows, number))
    if worst_case is None:
        return candidate
    before, candidate = _match(judge, worst_case, candidate)
    is_worse = rank > before.rank[rows]
    merged = []
    for old, new in zip(before, candidate, strict=True):
        values = old.clone()
        values[rows[is_worse].to(old.device)] = new[is_worse.to(new.device)]
        merged.append(values)
    return WorstCase(*merged)


def _match(judge: Problem, one: WorstCase, other: WorstCase) -> tuple[WorstCase, WorstCase]:
    """Both as tokens or both as embeddings, padded to the same number of steps."""
    if one.x.is_floating_point() != other.x.is_floating_point():
        one, other = _embed(judge, one), _embed(judge, other)
    steps = max(one.x.shape[1], other.x.shape[1])
    (x, mask), (other_x, other_mask) = (_lengthen(each.x, each.mask, steps) for each in (one, other))
    return one._replace(x=x, mask=mask), other._replace(x=other_x, mask=other_mask)


def _embed(judge: Problem, worst_case: WorstCase) -> WorstCase:
    with torch.no_grad():
        return worst_case._replace(x=judge.network.embed(worst_case.x, worst_case.mask))


def _lengthen(x: Tensor, mask: Tensor, steps: int) -> tuple[Tensor, Tensor]:
    """Inputs (B, T, F) or tokens (B, T) and their mask, padded to `steps`."""
    missing = steps - x.shape[1]
    pad = torch.nn.functional.pad
    return pad(x, (0, 0, 0, missing) if x.ndim == 3 else (0, missing)), pad(mask, (0, missing))


def _continue(judge: Problem, trace: Trace, more: Trace, eps: float) -> None:
    """Append the iterations within a further part; all as embeddings if those of any part are."""
    trace.sizes += [_shares(size, eps) for size in more.sizes]
    before = trace.costs[-1] if trace.costs else (0, 0)
    trace.costs += [(before[0] + queries, before[1] + gradients) for queries, gradients in more.costs]
    trace.inputs += more.inputs
    trace.masks += more.masks
    trace.outputs += more.outputs
    trace.scores += more.scores
    trace.sources += more.sources
    trace.written += more.written
    if len({x.is_floating_point() for x in trace.inputs}) > 1:
        with torch.no_grad():
            trace.inputs = [judge.network.embed(x, there) for x, there in zip(trace.inputs, trace.masks, strict=True)]
    steps = max((x.shape[1] for x in trace.inputs), default=0)
    for place, (x, there) in enumerate(zip(trace.inputs, trace.masks, strict=True)):
        trace.inputs[place], trace.masks[place] = _lengthen(x, there, steps)
