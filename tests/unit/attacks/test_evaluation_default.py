"""The default of evaluations: as strong as more steps of what training uses, on networks that saturate too."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from support.networks import bumps, trained
from torch import Tensor, nn

from robustgui.attacks.apgd import APGD
from robustgui.attacks.default_attacks import EVALUATION_ATTACK, choose_evaluation_attack
from robustgui.attacks.pgd import PGD
from robustgui.base.generators import run_to_end
from robustgui.cli.changes import choose_attack, choose_attacks
from robustgui.defences.adversarial_training import AdversarialTraining
from robustgui.evaluation.scores import score_attacked
from robustgui.models.gru import GRU
from robustgui.models.lstm import LSTM
from robustgui.models.nets.interface import SequenceModule
from robustgui.models.network import Network
from robustgui.runs.spec import RunSpec
from robustgui.threats.linf import Linf
from robustgui.threats.substitutions import Substitutions

TEST = bumps(40, seed=9)


def left(network: Network, attack: object, eps: float) -> float:
    return run_to_end(score_attacked(network, TEST, attack, Linf(eps=eps), seed=0)).value


@pytest.mark.parametrize("model", [GRU(hidden=12), LSTM(hidden=12)], ids=["gru", "lstm"])
def test_that_evaluations_are_as_strong_as_three_long_runs_of_what_training_uses(model) -> None:
    network = trained(model, bumps(200, seed=1), epochs=10)
    assert left(network, EVALUATION_ATTACK, 0.4) <= left(network, PGD(steps=50, restarts=3), 0.4) + 1e-9


class Scaled(SequenceModule):
    """A network whose logits are far apart, of which only two may be left."""

    def __init__(self, inner: nn.Module, factor: float, classes: int) -> None:
        super().__init__()
        self.inner, self.factor, self.classes = inner, factor, classes

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        z = self.inner(x, mask)
        return self.factor * (z if self.classes > 2 else torch.stack([z[:, 0], z[:, 1:].amax(1)], 1))


@pytest.fixture(scope="module")
def plain() -> Network:
    return trained(GRU(hidden=12), bumps(200, seed=1), epochs=10)


@pytest.mark.parametrize("classes", [2, 3])
def test_that_saturated_logits_do_not_stop_the_default_of_apgd(plain: Network, classes: int) -> None:
    part = TEST if classes > 2 else replace(TEST, labels=np.minimum(TEST.labels, 1), classes=("first", "other"))
    values = []
    for factor in (1.0, 1e6):
        module = Scaled(plain.module, factor, classes)
        scaled = replace(plain.copy_with(classes=part.classes, outputs=classes), module=module)
        values.append(run_to_end(score_attacked(scaled, part, APGD(steps=40), Linf(eps=0.6), seed=0)).value)
    assert values[1] <= values[0] + 0.1


def test_that_evaluations_have_their_own_default_and_training_keeps_its_cheap_one() -> None:
    assert choose_attack(None, "linf", "0.2", [])[0] == EVALUATION_ATTACK
    assert choose_attack(None, "linf", None, ["attack.restarts=1"])[0] == EVALUATION_ATTACK.copy_with(restarts=1)
    assert choose_attacks([None], "l2", [])[0] == (EVALUATION_ATTACK,)
    assert choose_attack(None, "substitutions", None, [])[0].name == "hotflip"
    assert choose_evaluation_attack(Substitutions(), tokens=True).name == "hotflip"
    assert RunSpec().watch.attack == PGD(steps=10)
    assert AdversarialTraining().attack.name == "pgd"
