"""torchattacks (Kim 2020, arXiv:2010.01950)."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, ClassVar, cast

from .attack_families import STEP
from .base import PEERS, Peer, refuse_norm

if TYPE_CHECKING:
    from torch import Tensor

    from .bridge import PeerProblem

_NORMS = {"linf": "Linf", "l2": "L2", "l1": "L1"}


@PEERS.register("torchattacks")
class Torchattacks(Peer):
    """torchattacks."""

    title: ClassVar[str] = "torchattacks"
    package: ClassVar[str] = "torchattacks"
    distribution: ClassVar[str] = "torchattacks"
    install: ClassVar[str] = "pip install --no-deps torchattacks"  # it asks for requests of 2021 and needs none
    modules: ClassVar[tuple[str, ...]] = ("torchattacks",)
    names: ClassVar[dict[str, str]] = {
        "fgsm": "FGSM",
        "pgd": "PGD, PGDL2",
        "apgd": "APGD",
        "autoattack": "AutoAttack",
        "fab": "FAB",
        "square": "Square",
        "cw": "CW",
        "deepfool": "DeepFool",
        "ead": "EADL1",
        "spsa": "SPSA",
    }

    def attack(self, family: str, problem: PeerProblem) -> Tensor:
        """See `Peer.attack`."""
        attack = self._make_attack(importlib.import_module("torchattacks"), family, problem)
        return cast("Tensor", attack(problem.z, problem.y))

    def _make_attack(self, library: Any, family: str, problem: PeerProblem) -> Any:
        model, eps, steps, norm = problem.model, problem.eps, problem.steps, problem.norm
        common: dict[str, Any] = {"norm": _NORMS[norm], "eps": eps, "seed": problem.seed % 2**31}
        match family:
            case "fgsm" if norm == "linf":
                return library.FGSM(model, eps=eps)
            case "pgd" if norm == "linf":
                return library.PGD(model, eps=eps, alpha=STEP * eps, steps=steps)
            case "pgd" if norm == "l2":
                return library.PGDL2(model, eps=eps, alpha=STEP * eps, steps=steps)
            case "apgd" if norm != "l1":
                return library.APGD(model, **common, steps=steps)
            case "autoattack" if norm != "l1":
                return library.AutoAttack(model, **common, n_classes=problem.classes)
            case "fab":
                return library.FAB(model, **common, steps=steps, n_classes=problem.classes)
            case "square" if norm != "l1":
                return library.Square(model, **common, n_queries=problem.queries)
            case "cw" if norm == "l2":
                return library.CW(model, steps=steps)
            case "deepfool" if norm == "l2":
                return library.DeepFool(model, steps=steps)
            case "ead" if norm == "l1":
                return library.EADL1(model, max_iterations=steps)
            case "spsa" if norm == "linf":
                return library.SPSA(
                    model, eps=eps, delta=eps / 10, lr=STEP * eps, nb_iter=steps, nb_sample=problem.queries // steps
                )
        raise refuse_norm(norm)
