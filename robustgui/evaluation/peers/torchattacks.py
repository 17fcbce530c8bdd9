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

    def attacked(self, family: str, posed: PeerProblem) -> Tensor:
        """See `Peer.attacked`."""
        attack = self._made(importlib.import_module("torchattacks"), family, posed)
        return cast("Tensor", attack(posed.z, posed.y))

    def _made(self, library: Any, family: str, posed: PeerProblem) -> Any:
        model, eps, steps, norm = posed.model, posed.eps, posed.steps, posed.norm
        common: dict[str, Any] = {"norm": _NORMS[norm], "eps": eps, "seed": posed.seed % 2**31}
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
                return library.AutoAttack(model, **common, n_classes=posed.classes)
            case "fab":
                return library.FAB(model, **common, steps=steps, n_classes=posed.classes)
            case "square" if norm != "l1":
                return library.Square(model, **common, n_queries=posed.queries)
            case "cw" if norm == "l2":
                return library.CW(model, steps=steps)
            case "deepfool" if norm == "l2":
                return library.DeepFool(model, steps=steps)
            case "ead" if norm == "l1":
                return library.EADL1(model, max_iterations=steps)
            case "spsa" if norm == "linf":
                return library.SPSA(
                    model, eps=eps, delta=eps / 10, lr=STEP * eps, nb_iter=steps, nb_sample=posed.queries // steps
                )
        raise refuse_norm(norm)
