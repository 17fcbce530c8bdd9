"""One of several threats, whichever is worst: the attack is run within each, and the worst is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ..base.lazy import torch
from ..base.seeding import derive
from ..threats.settled import Settled
from .attacked_batch import AttackedBatch, PartResult
from .cost import Cost
from .trace import Trace

if TYPE_CHECKING:
    from torch import Tensor

    from ..threats import Threat
    from ..threats.either import Either
    from .problem import Problem


class Best(NamedTuple):
    """What was found so far, by sequence."""

    read: Tensor  # (B, T, F), or tokens (B, T)
    there: Tensor  # (B, T)
    size: Tensor  # (B,), share of the part's budget
    rank: Tensor  # (B,), the largest is the worst
    part: Tensor  # (B,) int64, the part of the union that it comes from


class Run(Protocol):
    """The attack within one part, on the sequences `rows` (n,) of the batch; else as `run_attack`."""

    def __call__(
        self, part: Threat, rows: Tensor, *, seed: int, target: Tensor | None, cost: Cost, trace: Trace | None
    ) -> AttackedBatch: ...


def worst(threat: Either, judge: Problem, seed: int, run: Run) -> AttackedBatch:
    """What the attack finds within each part of `threat`, and of that the worst for each sequence.

    With goal "fool" later parts are tried on those sequences only that none of the earlier ones has fooled the network
    with.

    Args:
        threat: the whole.
        judge: the problem of the whole batch, within any part: tells what has fallen, and what is worse.
        seed: of everything random.
        run: the attack.
    """
    rows = judge.numbers
    best: Best | None = None
    results: list[tuple[Tensor, AttackedBatch]] = []
    for number in range(len(threat.parts)):
        result = _within(threat, number, judge, rows, seed, run)
        results.append((rows, result))
        found = _judged(judge, rows, _with_shares(threat, number, result), number)
        best = found if best is None else _worse(judge, best, found, rows)
        if judge.goal == "fool":
            rows = (best.rank < torch.inf).nonzero()[:, 0]  # (n, 1) -> (n,)
            if not len(rows):
                break
    return _settled(threat, best, results)


def smallest(threat: Either, judge: Problem, seed: int, run: Run) -> AttackedBatch:
    """The same for the smallest change of each sequence, as a share of the budget of the part that it lies in."""
    best: Best | None = None
    results: list[tuple[Tensor, AttackedBatch]] = []
    for number in range(len(threat.parts)):
        result = _within(threat, number, judge, judge.numbers, seed, run)
        results.append((judge.numbers, result))
        shares = _with_shares(threat, number, result).size
        found = Best(result.x, result.mask, shares, -shares.to(judge.x.device), _number(number, judge.numbers))
        best = found if best is None else _worse(judge, best, found, judge.numbers)
    return _settled(threat, best, results)


def _within(threat: Either, number: int, judge: Problem, rows: Tensor, seed: int, run: Run) -> AttackedBatch:
    """What the attack finds within one part."""
    eps = threat.parts[number].eps
    cost = Cost.by_sequence(len(rows), str(judge.x.device))
    trace = None if judge.trace is None else Trace()
    target = None if judge.target is None else judge.target[rows]
    result = run(
        threat.inside()[number], rows, seed=derive(seed, "part", number), target=target, cost=cost, trace=trace
    )
    judge.cost.add(cost, rows)
    if trace is not None and judge.trace is not None:
        _continue(judge, judge.trace, trace, eps)
    return result


def _with_shares(threat: Either, number: int, result: AttackedBatch) -> AttackedBatch:
    """`result` within one part, with sizes as shares of its budget."""
    return replace(result, size=_shares(result.size, threat.parts[number].eps))


def _number(part: int, rows: Tensor) -> Tensor:
    return torch.full_like(rows, part)


def _settled(threat: Either, best: Best | None, results: list[tuple[Tensor, AttackedBatch]]) -> AttackedBatch:
    if best is None:
        raise TypeError("a threat of no parts was let through")
    region = Settled(best.read, best.there, best.size, threat.eps)
    parts = tuple(
        PartResult(number, rows, result, best.part[rows] == number) for number, (rows, result) in enumerate(results)
    )
    return AttackedBatch(best.read, best.there, best.size, region.centre, region, parts)


def _judged(judge: Problem, rows: Tensor, result: AttackedBatch, part_number: int) -> Best:
    judge.check()
    with torch.no_grad():
        outputs = judge.network.outputs(result.x, result.mask)
    judge.cost.query(rows, 1)
    part = judge.subset(rows)
    rank = part.rank(outputs)
    if judge.needs == "labels":  # whoever sees decisions only cannot tell what is worse of two that do not fool
        rank = torch.where(part.fooled(outputs), torch.inf, 0.0).to(rank)
    return Best(result.x, result.mask, result.size, rank, _number(part_number, rows))


def _shares(size: Tensor, eps: float) -> Tensor:
    """Sizes as shares of the budget `eps` of a part; of an empty budget nothing can be a share."""
    return size / eps if eps else torch.where(size > 0, torch.inf, 0.0).to(size)


def _worse(judge: Problem, best: Best, found: Best, rows: Tensor) -> Best:
    """`best` of the whole batch with what of `found`, of the sequences `rows`, is worse for the network."""
    old, new = _alike(judge, best, torch.arange(len(best.read), device=rows.device), found, rows)
    chosen = found.rank > best.rank[rows]
    at = rows[chosen]
    read, there, size = old.read.clone(), old.there.clone(), best.size.clone()
    rank, part = best.rank.clone(), best.part.clone()
    read[at], there[at] = new.read[chosen], new.there[chosen]
    rank[at], part[at] = found.rank[chosen], found.part[chosen]
    size[at.to(size.device)] = found.size[chosen.to(size.device)]
    return Best(read, there, size, rank, part)


def _alike(judge: Problem, one: Best, rows_one: Tensor, other: Best, rows_other: Tensor) -> tuple[Best, Best]:
    """Both as tokens or both as vectors, and with as many steps."""
    if one.read.is_floating_point() != other.read.is_floating_point():
        one, other = _embedded(judge, one), _embedded(judge, other)
    steps = max(one.read.shape[1], other.read.shape[1])
    (read, there), (other_read, other_there) = (_lengthen(best.read, best.there, steps) for best in (one, other))
    return one._replace(read=read, there=there), other._replace(read=other_read, there=other_there)


def _embedded(judge: Problem, found: Best) -> Best:
    with torch.no_grad():
        return found._replace(read=judge.network.embed(found.read, found.there))


def _lengthen(read: Tensor, there: Tensor, steps: int) -> tuple[Tensor, Tensor]:
    """What is read, (B, T, F) or tokens (B, T), and which steps of it are there, padded to `steps`."""
    missing = steps - read.shape[1]
    pad = torch.nn.functional.pad
    return pad(read, (0, 0, 0, missing) if read.ndim == 3 else (0, missing)), pad(there, (0, missing))


def _continue(judge: Problem, trace: Trace, more: Trace, eps: float) -> None:
    """Append the iterations within a further part, as vectors where those of any part are."""
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
