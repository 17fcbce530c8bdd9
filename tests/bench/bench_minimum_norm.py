"""Smallest changes beside Foolbox's, on plain `nn.LSTM` classifiers of one to four layers that are trained here.

Started as `python -m tests.bench.bench_minimum_norm [l1] [l2] [linf] [all]`; needs the datasets beside the repository
and Foolbox. Told are: sequences that were not fooled, mean and median size in the data's unit, the mean L1 change as a
share of the summed range of the steps, and seconds of the processor for each sequence. Means are over the sequences
that both fooled.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from robustgui.attacks.fmn import FMN
from robustgui.attacks.run import minimise_perturbation
from robustgui.base.units import Space
from robustgui.models.nets.interface import SequenceModule
from robustgui.threats import THREATS

from .figures import ROOT

sys.path.insert(0, str(ROOT / "tests"))  # as for the tests: tests/support

from support.networks import network_around

UCR = ROOT.parent / "shared/data/ucr"
FOOLBOX = {"l1": "L1FMNAttack", "l2": "L2FMNAttack", "linf": "LInfFMNAttack"}
ORDER = {"l1": 1, "l2": 2, "linf": torch.inf}


@dataclass(frozen=True)
class Case:
    """A network to train: of what data, how deep."""

    dataset: str
    hidden: int
    layers: int


QUICK = (Case("ItalyPowerDemand", 32, 1), Case("GunPoint", 64, 1), Case("SyntheticControl", 48, 2))
ALL = (*QUICK, Case("ItalyPowerDemand", 32, 4), Case("ECG200", 64, 2), Case("CBF", 32, 3), Case("GunPoint", 48, 2))


class Plain(SequenceModule):
    """What many publish: an LSTM of several layers, and a linear map of its last output."""

    def __init__(self, case: Case, classes: int) -> None:
        super().__init__()
        self.rnn = nn.LSTM(1, case.hidden, case.layers, batch_first=True)
        self.out = nn.Linear(case.hidden, classes)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        return self.out(self.rnn(x)[0][:, -1])


def read(case: Case, part: str) -> tuple[Tensor, Tensor]:
    """Sequences (n, T, 1) and their labels (n,)."""
    table = np.loadtxt(UCR / case.dataset / f"{case.dataset}_{part}.tsv", dtype=np.float32)
    labels = np.unique(table[:, 0], return_inverse=True)[1]
    return torch.from_numpy(table[:, 1:, None].copy()), torch.from_numpy(labels)


def learned(case: Case, seconds: float) -> Plain:
    """Trained until nothing is wrong any more, or for so long."""
    x, y = read(case, "TRAIN")
    torch.manual_seed(0)
    module = Plain(case, int(y.max()) + 1)
    optimiser = torch.optim.Adam(module.parameters(), 5e-3)
    end = time.process_time() + seconds
    for epoch in range(400):
        for rows in torch.randperm(len(x)).split(32):
            optimiser.zero_grad()
            nn.functional.cross_entropy(module(x[rows]), y[rows]).backward()
            nn.utils.clip_grad_norm_(module.parameters(), 1.0)
            optimiser.step()
        with torch.no_grad():
            learned_all = bool((module(x).argmax(1) == y).all())
        if time.process_time() > end or (learned_all and epoch >= 60):
            break
    return module.eval()


def ours(module: Plain, x: Tensor, y: Tensor, norm: str) -> Tensor:
    """Attacked sequences of our usual attack."""
    one, ends = np.ones(1), (np.full(1, float(x.min())), np.full(1, float(x.max())))
    classes = tuple(str(k) for k in range(module.out.out_features))
    network = network_around(module, Space(0 * one, one, *ends, one), classes=classes)
    mask = torch.ones(x.shape[:2], dtype=torch.bool)
    return minimise_perturbation(FMN(), network, x, y, mask, THREATS[norm](unit="data"), seed=0).x


def theirs(module: Plain, x: Tensor, y: Tensor, norm: str) -> Tensor:
    """Attacked sequences of Foolbox's attack, with its own settings."""
    import foolbox

    model = foolbox.PyTorchModel(module, bounds=(float(x.min()), float(x.max())), device="cpu")
    return getattr(foolbox.attacks, FOOLBOX[norm])()(model, x, y, epsilons=None)[1]


def compared(case: Case, norms: list[str], sequences: int, seconds: float) -> dict[str, float]:
    """Train, attack both ways, print a line each."""
    module = learned(case, seconds)
    x, y = read(case, "TEST")
    with torch.no_grad():
        right = (module(x).argmax(1) == y).nonzero()[:sequences, 0]
    x, y = x[right], y[right]
    figures: dict[str, float] = {}
    for norm in norms:
        found: dict[str, tuple[Tensor, Tensor, float]] = {}
        attacks: dict[str, Callable[[Plain, Tensor, Tensor, str], Tensor]] = {"ours": ours, "foolbox": theirs}
        for who, attack in attacks.items():
            began = time.process_time()
            x_adv = attack(module, x, y, norm)
            spent = (time.process_time() - began) / len(x)
            with torch.no_grad():
                found[who] = x_adv - x, module(x_adv).argmax(1) != y, spent
        both = found["ours"][1] & found["foolbox"][1]
        for who, (delta, fooled, spent) in found.items():
            sizes = torch.linalg.vector_norm(delta[both].flatten(1), ord=ORDER[norm], dim=1)
            share = 100 * float(delta[both].abs().sum((1, 2)).mean() / (x.shape[1] * (x.max() - x.min())))
            name = f"{case.dataset}, {case.layers} x LSTM({case.hidden}), {norm}"
            print(
                f"{name:44} {who:8} left {int((~fooled).sum()):3} mean {sizes.mean():8.4f} "
                f"median {sizes.median():8.4f} share {share:6.3f} % {1000 * spent:7.1f} ms",
                flush=True,
            )
            figures[f"{name}, {who}, mean"] = float(sizes.mean())
            figures[f"{name}, {who}, left"] = int((~fooled).sum())
    return figures


def main() -> None:
    """The comparisons that are named; without a name L1 alone."""
    if not UCR.is_dir():
        print(json.dumps({}))
        return
    torch.set_num_threads(1)
    every = "all" in sys.argv
    norms = [norm for norm in FOOLBOX if norm in sys.argv] or ["l1"]
    figures: dict[str, float] = {}
    for case in ALL if every else QUICK:
        figures |= compared(case, norms, 100 if every else 40, 60.0 if every else 12.0)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
