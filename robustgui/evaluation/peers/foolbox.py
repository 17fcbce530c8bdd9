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

    def attacked(self, family: str, posed: PeerProblem) -> Tensor:
        """See `Peer.attacked`."""
        foolbox = importlib.import_module("foolbox")
        model = foolbox.PyTorchModel(posed.model, bounds=(0, 1), device=posed.z.device)
        attack = self._made(foolbox.attacks, family, posed)
        smallest = isinstance(attack, foolbox.attacks.base.MinimizationAttack)
        _, clipped, _ = attack(model, posed.z, posed.y, epsilons=None if smallest else posed.eps)
        return cast("Tensor", clipped)

    def _made(self, attacks: Any, family: str, posed: PeerProblem) -> Any:
        steps = posed.steps
        match family:
            case "fgsm":
                return getattr(attacks, _PREFIX[posed.norm] + "FastGradientAttack")()
            case "pgd":
                made = getattr(attacks, _PREFIX[posed.norm] + "ProjectedGradientDescentAttack")
                return made(rel_stepsize=STEP, steps=steps)
            case "hopskipjump" if posed.norm != "l1":
                each = max(posed.queries // steps // 2, 10)
                return attacks.HopSkipJumpAttack(
                    steps=steps, initial_gradient_eval_steps=each, max_gradient_eval_steps=2 * each,
                    constraint=posed.norm,
                )  # fmt: skip
            case "cw" if posed.norm == "l2":
                return attacks.L2CarliniWagnerAttack(steps=steps)
            case "fmn":
                return getattr(attacks, {"linf": "LInf", "l2": "L2", "l1": "L1"}[posed.norm] + "FMNAttack")(steps=steps)
            case "deepfool" if posed.norm != "l1":
                return getattr(attacks, _PREFIX[posed.norm] + "DeepFoolAttack")(steps=steps)
            case "ead" if posed.norm == "l1":
                return attacks.EADAttack(steps=steps, decision_rule="L1")
        raise refuse_norm(posed.norm)
