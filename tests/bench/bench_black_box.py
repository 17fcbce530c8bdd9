"""Attacks without gradients beside those of other libraries, with as many questions: one LSTM on the digits' rows.

Started as `python tests/bench/bench_black_box.py [sequences]`. Told are, of sequences that are answered rightly: how
often each was asked, and the share that still stands within eps; of attacks that look for the smallest change its
median size too, in the network's unit. Libraries that are not there are left out; nothing passes or fails.
"""

from __future__ import annotations

import importlib.util
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from robustgui.attacks import Attack
from robustgui.attacks.boundary import Boundary
from robustgui.attacks.cost import Cost
from robustgui.attacks.hop_skip_jump import HopSkipJump
from robustgui.attacks.minimum_norm import MinimumNorm
from robustgui.attacks.nes import NES
from robustgui.attacks.run import minimise_perturbation, run_attack
from robustgui.attacks.spsa import SPSA
from robustgui.attacks.square import Square
from robustgui.attacks.transfer import Transfer
from robustgui.data import DataSettings
from robustgui.data.load import load
from robustgui.models.batch import Batch
from robustgui.models.lstm import LSTM
from robustgui.models.network import Network
from robustgui.threats import THREATS

sys.path.insert(0, str(Path(__file__).parents[1]))
from support.networks import trained

EPS = {"linf": 0.25, "l2": 1.5}
_ROOM = 0.5  # of the network's unit, around all values: the box of all attacks
_ORDER = {"linf": torch.inf, "l2": 2}


class Asked(nn.Module):
    """The network for values in [0, 1], (B, T, F) or (B, 1, T, F), and how often it was asked."""

    def __init__(self, network: Network, low: float, high: float) -> None:
        super().__init__()
        self.inner, self.low, self.width, self.asked = network.module, low, high - low, 0
        self.eval()

    def forward(self, x: Tensor) -> Tensor:
        self.asked += len(x)
        steps = (x[:, 0] if x.ndim == 4 else x).float() * self.width + self.low  # (B, T, F)
        outputs: Tensor = self.inner(steps, torch.ones(steps.shape[:2], dtype=torch.bool))
        return outputs


@dataclass
class Case:
    """The network, sequences that it answers rightly, and the same in [0, 1]."""

    network: Network
    batch: Batch
    model: Asked
    unit: Tensor

    def told(self, name: str, threat: str, size: Tensor, asked: float, seconds: float, *, smallest: bool) -> None:
        """Print a row; `size` (B,) is infinite where nothing was found."""
        standing = float((size > EPS[threat] * (1 + 1e-4)).float().mean())
        median = f"median {float(size.median()):7.4f}" if smallest else ""
        print(f"{name:34} {threat:5} {asked:8.0f} asked  {standing:6.3f} stand  {seconds:6.1f} s  {median}", flush=True)

    def ours(self, name: str, attack: Attack, threat: str) -> None:
        """Measure an attack of ours."""
        cost, began = Cost(), time.perf_counter()
        within = THREATS[threat](eps=EPS[threat], box=False)
        if isinstance(attack, MinimumNorm):
            size = minimise_perturbation(attack, self.network, *self.batch, within, seed=0, cost=cost).size
        else:
            found = run_attack(attack, self.network, *self.batch, within, seed=0, cost=cost)
            size = self._fooling(found.x, threat)
        seconds = time.perf_counter() - began
        asked = cost.queries / len(self.batch.x)
        self.told(f"robustgui {name}", threat, size, asked, seconds, smallest=isinstance(attack, MinimumNorm))

    def theirs(self, name: str, threat: str, attack: Callable[[], Any], *, smallest: bool = False) -> float:
        """Measure an attack of others, which gives values in [0, 1]; returns how often it asked."""
        self.model.asked, began = 0, time.perf_counter()
        with torch.random.fork_rng():
            torch.manual_seed(0)
            np.random.seed(0)  # noqa: NPY002 - the global one is what they draw from
            found = attack()
        seconds, asked = time.perf_counter() - began, self.model.asked / len(self.batch.x)
        values = torch.as_tensor(np.asarray(found)).reshape(self.batch.x.shape).float()
        size = self._fooling(values * self.model.width + self.model.low, threat)
        self.told(name, threat, size, asked, seconds, smallest=smallest)
        return asked

    def _fooling(self, x: Tensor, threat: str) -> Tensor:
        """How far `x` (B, T, F) lies, infinite where it does not fool, (B,)."""
        with self.network.evaluating(), torch.no_grad():
            right = self.network.outputs(x, self.batch.mask).argmax(1) == self.batch.y
        return (x - self.batch.x).flatten(1).norm(p=_ORDER[threat], dim=1).masked_fill(right, torch.inf)


def main() -> int:
    """Measure and print."""
    case = _case(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
    print(f"{len(case.batch.x)} sequences of the digits, LSTM(32); eps {EPS}")
    for threat in ("linf", "l2"):
        _score_based(case, threat)
    for threat in ("linf", "l2"):
        _decision_based(case, threat)
    return 0


def _case(count: int) -> Case:
    data = load(DataSettings(train="example:digits"))
    network = trained(LSTM(hidden=32), data.train, epochs=25)
    values, mask = data.test.pad(np.arange(2 * count))
    x, y = torch.from_numpy(network.space.to_network(values)), torch.from_numpy(data.test.labels[: 2 * count])
    with network.evaluating(), torch.no_grad():
        right = (network.outputs(x, torch.from_numpy(mask)).argmax(1) == y).nonzero()[:count, 0]
    batch = Batch(x[right], y[right], torch.from_numpy(mask)[right])
    low, high = float(batch.x.min()) - _ROOM, float(batch.x.max()) + _ROOM
    network.module.eval()
    return Case(network, batch, Asked(network, low, high), (batch.x - low) / (high - low))


def _score_based(case: Case, threat: str) -> None:
    queries, eps = 500, EPS[threat] / case.model.width
    case.ours("Square", Square(queries=queries), threat)
    case.ours("NES", NES(queries=queries), threat)
    case.ours("SPSA", SPSA(queries=queries), threat)
    case.ours("transfer", Transfer(queries=100), threat)
    picture, y = case.unit[:, None], case.batch.y
    if _there("torchattacks"):
        import torchattacks

        norm = {"linf": "Linf", "l2": "L2"}[threat]
        attack = torchattacks.Square(case.model, norm=norm, eps=eps, n_queries=queries, seed=0)
        case.theirs("torchattacks Square", threat, lambda: attack(picture, y).numpy())
    if _there("art"):
        from art.attacks.evasion import SquareAttack

        attack = SquareAttack(_art(case), norm=np.inf if threat == "linf" else 2, max_iter=queries, eps=eps,
                              verbose=False)  # fmt: skip
        case.theirs("ART SquareAttack", threat, lambda: attack.generate(picture.numpy(), y.numpy()))
    if threat == "linf" and _there("cleverhans"):
        from cleverhans.torch.attacks.spsa import spsa

        case.theirs(
            "CleverHans SPSA", threat,
            lambda: spsa(case.model, case.unit, eps, queries // 33, y=y, learning_rate=0.2 * eps, spsa_samples=16,
                         delta=0.05 * eps, sanity_checks=False).numpy(),
        )  # fmt: skip


def _decision_based(case: Case, threat: str) -> None:
    asked: list[float] = []
    fooled: Any = None
    if _there("foolbox"):
        import foolbox

        model = foolbox.PyTorchModel(case.model, bounds=(0, 1), device="cpu")
        fooled = foolbox.criteria.Misclassification(case.batch.y)
        for steps in (5, 12):
            attack = foolbox.attacks.HopSkipJumpAttack(steps=steps, constraint=threat)
            run = lambda attack=attack: attack.run(model, case.unit, fooled).numpy()  # noqa: E731
            asked.append(case.theirs(f"Foolbox HopSkipJump, {steps} steps", threat, run, smallest=True))
    if _there("art"):
        from art.attacks.evasion import HopSkipJump as Other

        attack = Other(_art(case), norm=np.inf if threat == "linf" else 2, max_iter=5, init_eval=100, verbose=False)
        picture = case.unit[:, None].numpy()
        run = lambda: attack.generate(picture, case.batch.y.numpy())  # noqa: E731
        asked.append(case.theirs("ART HopSkipJump, 5 steps", threat, run, smallest=True))
    for queries in sorted({round(number, -1) for number in asked or [1000.0]}):
        case.ours("HopSkipJump", HopSkipJump(queries=int(queries)), threat)
    if threat == "l2" and fooled is not None:
        walk = foolbox.attacks.BoundaryAttack(steps=2000)
        number = case.theirs("Foolbox Boundary, 2000 steps", threat,
                             lambda: walk.run(model, case.unit, fooled).numpy(), smallest=True)  # fmt: skip
        case.ours("Boundary", Boundary(queries=int(number)), threat)


def _art(case: Case) -> Any:
    from art.estimators.classification import PyTorchClassifier

    shape = (1, *case.batch.x.shape[1:])
    return PyTorchClassifier(case.model, nn.CrossEntropyLoss(), shape, len(case.network.classes), clip_values=(0, 1))


def _there(library: str) -> bool:
    return importlib.util.find_spec(library) is not None


if __name__ == "__main__":
    sys.exit(main())
