"""Check: the perturbations respect budget, valid range and padding, and the network is unchanged."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from ...attacks.adversarial_batch import AdversarialBatch
from ...attacks.run import build_region
from ...base.errors import Sentence
from ...base.events import Progress
from ...base.lazy import torch
from ...threats.ball_threat import BallThreat
from ...threats.union import Union
from .base import CHECKS, NOTHING_ATTACKED, Check, CheckResult, skip_inapplicable
from .perturbation_sizes import PLAIN, SLACK, Compliance, check_compliance

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ...threats import Threat
    from ..predictions import Indices
    from ..scores import GroupAttack
    from .case import Case


@CHECKS.register("budget_check")
class BudgetCheck(Check):
    """The perturbations are measured again, from the data as read and the settings of the threat model."""

    title: ClassVar[str] = "The perturbations respect the threat model"
    source: ClassVar[str] = "Carlini et al. 2019, arXiv:1902.06705"
    place: ClassVar[int] = 10

    def run(self, case: Case) -> Generator[Progress, None, CheckResult]:
        """See `Check.run`."""
        count = broken = 0
        largest = limit = 0.0
        groups = case.attempts["attack"].groups
        for number, (rows, group) in enumerate(groups):
            compliance = Compliance.from_arrays(group.details)  # `examine` has the attack checked
            count += len(rows)
            broken += int((~compliance.all).sum())
            largest, limit = max(largest, _maximum(compliance.size)), max(limit, _maximum(compliance.limit))
            yield Progress(Sentence("Measuring the perturbations"), number + 1, len(groups))
        is_unchanged = case.fingerprint == case.network_fingerprint()
        eps = case.threat.eps
        figures = {
            "broken": float(broken), "largest": largest, "eps": eps, "limit": limit, "attacked": float(count),
        }  # fmt: skip
        if not count:
            return skip_inapplicable(NOTHING_ATTACKED)
        if not is_unchanged:
            finding = Sentence("The attack changed the weights of the network.")
            meaning = Sentence("The attack changed the network: the robust accuracy belongs to another network.")
            advice = Sentence("Correct the attack; meanwhile evaluate with one of the program.")
            return CheckResult("failed", finding, meaning, advice, figures, count)
        facts = {
            "broken": broken, "attacked": count, "largest": f"{largest:.6g}", "eps": f"{eps:.6g}",
            "limit": f"{limit:.6g}",
        }  # fmt: skip
        finding = Sentence(
            "{broken} of {attacked} {attacked:adversarial example|adversarial examples} "
            "{broken:violates|violate} the threat model; the largest perturbation is {largest}, the budget {eps}.",
            facts,
        )
        if limit > eps * (1 + SLACK):
            finding = Sentence(
                "{broken} of {attacked} {attacked:adversarial example|adversarial examples} "
                "{broken:violates|violate} the threat model; the largest perturbation is {largest}. The budget "
                "is {eps}; in whole edits, at least one per text, it allows up to {limit} here.",
                facts,
            )
        if not broken:
            meaning = Sentence("All adversarial examples lie within the threat model.")
            return CheckResult("passed", finding, meaning, figures=figures, samples=count)
        meaning = Sentence("The attack violates the threat model: the robust accuracy does not belong to it.")
        advice = Sentence("Correct the attack or the threat model; meanwhile evaluate with those of the program.")
        return CheckResult("failed", finding, meaning, advice, figures, count)


def check_claim(case: Case, rows: Indices, frame: Indices, attack: GroupAttack) -> Compliance:
    """Compliance of a group of the audited attack with the threat model of the claim."""
    return check_perturbations(case, case.threat, rows, frame, attack.result)


def check_perturbations(
    case: Case, threat: Threat, rows: Indices, frame: Indices, result: AdversarialBatch
) -> Compliance:
    """Compliance of adversarial inputs with `threat`; the clean inputs are read anew from the data.

    Args:
        case: the audited case.
        threat: its threat model, or a part of it.
        rows: positions among the sequences of the case.
        frame: the sequences with which they were padded.
        result: result of the attack on `rows`.
    """
    if isinstance(threat, Union):
        return _judge_parts(case, threat, rows, frame, result)
    network = case.network
    x, _, mask = case.batch(rows, frame)
    if isinstance(threat, BallThreat) and threat.name in PLAIN:
        with torch.no_grad():
            clean = network.embed(x, mask)
        space = network.embedding_space() if network.symbolic else network.space
        by_values = check_compliance(threat, clean.cpu().numpy(), result.x.cpu().numpy(), mask.cpu().numpy(), space)
        same_mask = (result.mask == mask).all(1).cpu().numpy()
        return replace(by_values, closed=by_values.closed & same_mask)
    return _judge_by_new_region(case, threat, x, mask, result)


def _judge_parts(case: Case, threat: Union, rows: Indices, frame: Indices, result: AdversarialBatch) -> Compliance:
    """Compliance of each sequence with its part of the union; norms as shares of the part's budget."""
    arrays = {"size": np.full(len(rows), np.inf), "limit": np.zeros(len(rows))}
    arrays |= {name: np.zeros(len(rows), bool) for name in ("box", "closed")}
    alternatives = threat.alternatives()
    for number, part in enumerate(result.parts):
        positions, is_chosen = part.rows.cpu().numpy(), part.is_worst.cpu().numpy()
        by_part = check_perturbations(case, alternatives[number], rows[positions], frame, part.result)
        eps = threat.parts[number].eps
        by_part = replace(by_part, size=_shares(by_part.size, eps), limit=_shares(by_part.limit, eps))
        for name, values in arrays.items():
            values[positions[is_chosen]] = getattr(by_part, name)[is_chosen]
    return Compliance(**arrays)


def _shares(size: NDArray[np.float64], eps: float) -> NDArray[np.float64]:
    """Norms as shares of the budget `eps`; with eps 0 only norm 0 is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(size == 0, 0.0, size / eps)


def _maximum(sizes: NDArray[np.float64]) -> float:
    """Maximum of `sizes` as a finite number; NaN counts as infinite."""
    return float(np.nan_to_num(sizes, nan=np.finfo(float).max).max())


def _judge_by_new_region(
    case: Case, threat: Threat, x: torch.Tensor, mask: torch.Tensor, result: AdversarialBatch
) -> Compliance:
    """Compliance by a region built anew from the data; the inputs must be those that the region renders."""
    _, region = build_region(case.network, threat, x, mask)
    size = region.size(result.point).double().cpu().numpy()
    with torch.no_grad():
        rendered, valid = region.render(result.point), region.valid(result.point, mask)
        sealed = region.render(region.seal(result.point))
    is_rendered = _equal(rendered, result.x) & _equal(valid, result.mask)
    is_inside = _near(sealed, result.x)
    limit = np.broadcast_to(region.largest_size().cpu().numpy(), size.shape)
    return Compliance(size, limit, is_inside, is_rendered)


def _equal(one: torch.Tensor, other: torch.Tensor) -> NDArray[np.bool_]:
    """Sequences that are equal bit for bit, (B,)."""
    if one.shape != other.shape:
        return np.zeros(len(one), bool)
    is_equal: NDArray[np.bool_] = (one == other).flatten(1).all(1).cpu().numpy()
    return is_equal


def _near(one: torch.Tensor, other: torch.Tensor) -> NDArray[np.bool_]:
    """Sequences that are equal up to rounding, (B,): a point of a region is its own projection."""
    if one.shape != other.shape:
        return np.zeros(len(one), bool)
    tolerance = 1e-5 * (1 + other.abs().double())
    is_near: NDArray[np.bool_] = ((one.double() - other.double()).abs() <= tolerance).flatten(1).all(1).cpu().numpy()
    return is_near
