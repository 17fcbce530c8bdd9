"""Adversarial Robustness Toolbox (Nicolae et al. 2018, arXiv:1807.01069)."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from ...base.lazy import torch
from .attack_families import NORMS, STEP
from .base import PEERS, Peer, refuse_norm

if TYPE_CHECKING:
    from torch import Tensor

    from .bridge import PeerProblem


@PEERS.register("art")
class Art(Peer):
    """Adversarial Robustness Toolbox (ART)."""

    title: ClassVar[str] = "ART"
    package: ClassVar[str] = "art"
    distribution: ClassVar[str] = "adversarial-robustness-toolbox"
    install: ClassVar[str] = "pip install adversarial-robustness-toolbox"
    modules: ClassVar[tuple[str, ...]] = ("art.attacks.evasion", "art.estimators.classification")
    names: ClassVar[dict[str, str]] = {
        "fgsm": "FastGradientMethod",
        "pgd": "ProjectedGradientDescent",
        "apgd": "AutoProjectedGradientDescent",
        "autoattack": "AutoAttack",
        "square": "SquareAttack",
        "hopskipjump": "HopSkipJump",
        "cw": "CarliniL2Method, CarliniLInfMethod",
        "deepfool": "DeepFool",
        "ead": "ElasticNet",
    }

    def attack(self, family: str, problem: PeerProblem) -> Tensor:
        """See `Peer.attack`."""
        evasion = importlib.import_module("art.attacks.evasion")
        classifier = importlib.import_module("art.estimators.classification").PyTorchClassifier(
            problem.model, torch.nn.CrossEntropyLoss(), problem.z.shape[1:], problem.classes, clip_values=(0.0, 1.0),
            device_type="gpu" if problem.z.is_cuda else "cpu",
        )  # fmt: skip
        attack = self._make_attack(evasion, family, classifier, problem)
        images = attack.generate(problem.z.cpu().numpy(), problem.y.cpu().numpy())
        return torch.from_numpy(np.asarray(images, np.float32))

    def _make_attack(self, evasion: Any, family: str, classifier: Any, problem: PeerProblem) -> Any:
        norm, eps, steps, batch = NORMS[problem.norm], problem.eps, problem.steps, len(problem.z)
        ball: dict[str, Any] = {"norm": norm, "eps": eps, "batch_size": batch}
        quiet: dict[str, Any] = {"verbose": False}
        match family:
            case "fgsm":
                return evasion.FastGradientMethod(classifier, **ball)
            case "pgd":
                return evasion.ProjectedGradientDescent(
                    classifier, **ball, **quiet, eps_step=STEP * eps, max_iter=steps, num_random_init=1
                )
            case "apgd":
                return evasion.AutoProjectedGradientDescent(
                    classifier, **ball, **quiet, eps_step=2 * eps, max_iter=steps, nb_random_init=1,
                    loss_type="cross_entropy",
                )  # fmt: skip
            case "autoattack" if problem.norm != "l1":
                return evasion.AutoAttack(classifier, **ball, eps_step=STEP * eps)
            case "square" if problem.norm != "l1":
                return evasion.SquareAttack(classifier, **ball, **quiet, max_iter=problem.queries)
            case "hopskipjump" if problem.norm != "l1":
                return evasion.HopSkipJump(
                    classifier,
                    batch,
                    norm=norm,
                    max_iter=steps,
                    max_eval=problem.queries // steps,
                    init_eval=50,
                    **quiet,
                )
            case "cw" if problem.norm == "l2":
                return evasion.CarliniL2Method(classifier, max_iter=steps, batch_size=batch, **quiet)
            case "cw" if problem.norm == "linf":
                return evasion.CarliniLInfMethod(classifier, max_iter=steps, batch_size=batch, **quiet)
            case "deepfool" if problem.norm == "l2":
                return evasion.DeepFool(classifier, max_iter=steps, nb_grads=problem.classes, batch_size=batch, **quiet)
            case "ead" if problem.norm == "l1":
                return evasion.ElasticNet(
                    classifier, max_iter=steps, batch_size=batch, decision_rule="L1", **quiet
                )  # fmt: skip
        raise refuse_norm(problem.norm)
