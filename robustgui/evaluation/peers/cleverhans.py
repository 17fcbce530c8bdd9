"""CleverHans (Papernot et al. 2018, arXiv:1610.00768)."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, ClassVar, cast

from .attack_families import NORMS, STEP
from .base import PEERS, Peer, refuse_norm

if TYPE_CHECKING:
    from torch import Tensor

    from .bridge import PeerProblem

_RANGE: dict[str, Any] = {"clip_min": 0.0, "clip_max": 1.0}


@PEERS.register("cleverhans")
class CleverHans(Peer):
    """CleverHans."""

    title: ClassVar[str] = "CleverHans"
    package: ClassVar[str] = "cleverhans"
    distribution: ClassVar[str] = "cleverhans"
    install: ClassVar[str] = "pip install --no-deps cleverhans"  # it asks for TensorFlow's companions and needs none
    modules: ClassVar[tuple[str, ...]] = ("cleverhans.torch.attacks.projected_gradient_descent",)
    names: ClassVar[dict[str, str]] = {
        "fgsm": "fast_gradient_method",
        "pgd": "projected_gradient_descent, sparse_l1_descent",
        "hopskipjump": "hop_skip_jump_attack",
        "cw": "carlini_wagner_l2",
        "spsa": "spsa",
    }

    def attack(self, family: str, problem: PeerProblem) -> Tensor:
        """See `Peer.attack`."""
        return cast("Tensor", self._run(family, problem)).detach()

    def _run(self, family: str, problem: PeerProblem) -> Any:
        model, z, y, eps, steps, norm = (
            problem.model,
            problem.z,
            problem.y,
            problem.eps,
            problem.steps,
            NORMS[problem.norm],
        )
        match family:
            case "fgsm":
                return _load_attack("fast_gradient_method")(model, z, eps, norm, y=y, **_RANGE)
            case "pgd" if problem.norm == "l1":
                return _load_attack("sparse_l1_descent")(
                    model, z, eps, STEP * eps, steps, y=y, sanity_checks=False, **_RANGE
                )
            case "pgd":
                return _load_attack("projected_gradient_descent")(
                    model, z, eps, STEP * eps, steps, norm, y=y, sanity_checks=False, **_RANGE
                )
            case "hopskipjump" if problem.norm != "l1":
                return _load_attack("hop_skip_jump_attack")(
                    model, z, norm, initial_num_evals=50, max_num_evals=problem.queries // steps, num_iterations=steps,
                    verbose=False, **_RANGE,
                )  # fmt: skip
            case "cw" if problem.norm == "l2":
                return _load_attack("carlini_wagner_l2")(model, z, problem.classes, y=y, max_iterations=steps, **_RANGE)
            case "spsa" if problem.norm != "l1":
                return _load_attack("spsa")(
                    model, z, eps, steps, norm, y=y, learning_rate=STEP * eps, delta=eps / 10,
                    spsa_samples=problem.queries // steps, sanity_checks=False, **_RANGE,
                )  # fmt: skip
        raise refuse_norm(problem.norm)


def _load_attack(name: str) -> Any:
    """An attack, which is called as its file."""
    return getattr(importlib.import_module(f"cleverhans.torch.attacks.{name}"), name)
