"""Evaluation audits and cross-checks in a notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..attacks.default_attacks import choose_evaluation_attack
from ..measurements.audit import AuditResult, EvaluationAudit
from ..measurements.cross_check import CrossCheck, CrossCheckResult
from .accepted import AttackLike, NetworkLike, Part, ThreatLike
from .arguments import checked
from .measure import run_measurement
from .overlap import find_evaluated_part


@checked
def audit(
    network: NetworkLike,
    data: Part,
    attack: AttackLike | None,
    threat: ThreatLike,
    *,
    samples: int = 200,
    seed: int = 0,
    surrogates: Sequence[NetworkLike] = (),
    skip: Mapping[str, str] | None = None,
    progress: bool = False,
) -> AuditResult:
    """Is the accuracy under this attack reliable? The checks are those of `robustgui audit` with the same seed.

    Args:
        network: such as `run.network`, or a run.
        data: a part, such as `data.test`; of a whole dataset its test part.
        attack, threat: how it was measured; None: the default of evaluations. The threat's eps counts.
        samples: how many sequences, drawn at random with `seed`; 0: all.
        seed: of everything random.
        surrogates: other networks for the same data; none: one is trained.
        skip: names of checks that are not measured, such as "transfer", each with the reason that is shown instead.
        progress: show a bar.

    Raises:
        RunError: the data do not fit the network, or attack and threat do not go with it.
    """
    part, overlap = find_evaluated_part(network, data, samples=samples, seed=seed)
    measurement = EvaluationAudit.model_construct(  # not validated: a class of a notebook need not be registered
        attack=attack or choose_evaluation_attack(threat, tokens=network.symbolic, task=network.task),
        threat=threat,
        samples=samples,
        seed=seed,
        skip=tuple(f"{name}={reason}" for name, reason in (skip or {}).items()),
    )
    result: AuditResult = run_measurement(
        measurement, network, part, overlap, progress=progress, surrogates=surrogates
    )  # fmt: skip
    return result


@checked
def cross_check(
    network: NetworkLike,
    data: Part,
    threat: ThreatLike,
    *,
    families: Sequence[str] = (),
    libraries: Sequence[str] = (),
    samples: int = 200,
    seed: int = 0,
    progress: bool = False,
) -> CrossCheckResult:
    """Attacks by ART, Foolbox, torchattacks and CleverHans, where they are installed; equal budgets for all.

    Args:
        network, data, samples, seed, progress: as in `audit`.
        threat: L-inf, L2 or L1; its eps counts.
        families: such as ("pgd", "square"); none: the default ones.
        libraries: such as ("art",); none: all. The attacks of this program always run too.

    Raises:
        RunError: there is no such family or library, or the data do not fit the network.
    """
    part, overlap = find_evaluated_part(network, data, samples=samples, seed=seed)
    measurement = CrossCheck.model_construct(
        threat=threat, families=tuple(families), libraries=tuple(libraries), samples=samples, seed=seed
    )
    result: CrossCheckResult = run_measurement(measurement, network, part, overlap, progress=progress)
    return result
