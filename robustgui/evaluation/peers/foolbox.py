"""Foolbox (Rauber et al. 2017, arXiv:1707.04131)."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, ClassVar, cast

from .attack_families import STEP
from .base import PEERS, Peer, refuse_norm

if TYPE_CHECKING:
    from torch import Tensor

    from .bridge import PeerProblem

_PREFIX = {"linf": "Linf", "l2": "L2", "l1": "L1"}


@PEERS.register("foolbox")
class Foolbox(Peer):
    """Foolbox Native."""

    title: ClassVar[str] = "Foolbox"
    package: ClassVar[str] = "foolbox"
    distribution: ClassVar[str] = "foolbox"
    install: ClassVar[str] = "pip install foolbox"
    modules: ClassVar[tuple[str, ...]] = ("foolbox",)
    names: ClassVar[dict[str, str]] = {
        "fgsm": "FastGradientAttack",
        "pgd": "ProjectedGradientDescentAttack",
        "hopskipjump": "HopSkipJumpAttack",
        "cw": "L2CarliniWagnerAttack",
        "fmn": "FMNAttack",
        "deepfool": "DeepFoolAttack",
        "ead": "EADAttack",
    }

    def attack(self, family: str, problem: PeerProblem) -> Tensor:
        """See `Peer.attack`."""
        foolbox = importlib.import_module("foolbox")
        model = foolbox.PyTorchModel(problem.model, bounds=(0, 1), device=problem.z.device)
        attack = self._make_attack(foolbox.attacks, family, problem)
        smallest = isinstance(attack, foolbox.attacks.base.MinimizationAttack)
        _, clipped, _ = attack(model, problem.z, problem.y, epsilons=None if smallest else problem.eps)
        return cast("Tensor", clipped)

    def _make_attack(self, attacks: Any, family: str, problem: PeerProblem) -> Any:
        steps = problem.steps
        match family:
            case "fgsm":
                return getattr(attacks, _PREFIX[problem.norm] + "FastGradientAttack")()
            case "pgd":
                attack_class = getattr(attacks, _PREFIX[problem.norm] + "ProjectedGradientDescentAttack")
                return attack_class(rel_stepsize=STEP, steps=steps)
            case "hopskipjump" if problem.norm != "l1":
                each = max(problem.queries // steps // 2, 10)
                return attacks.HopSkipJumpAttack(
                    steps=steps, initial_gradient_eval_steps=each, max_gradient_eval_steps=2 * each,
                    constraint=problem.norm,
                )  # fmt: skip
            case "cw" if problem.norm == "l2":
                return attacks.L2CarliniWagnerAttack(steps=steps)
            case "fmn":
                return getattr(attacks, {"linf": "LInf", "l2": "L2", "l1": "L1"}[problem.norm] + "FMNAttack")(
                    steps=steps
                )
            case "deepfool" if problem.norm != "l1":
                return getattr(attacks, _PREFIX[problem.norm] + "DeepFoolAttack")(steps=steps)
            case "ead" if problem.norm == "l1":
                return attacks.EADAttack(steps=steps, decision_rule="L1")
        raise refuse_norm(problem.norm)
