"""Our attacks beside those of other libraries: accuracy that is left and seconds, on one GRU(64) that reads 28 rows.

Started as `python -m tests.bench.bench_attacks [curve] [compared]`. Libraries that are not installed are left out. The
pictures are MNIST's where they lie beside the repository, else ten noisy patterns. Seconds are those of the processor,
of one thread, so that what else runs on the machine counts little.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
import time
import warnings
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from robustgui.attacks import Attack
from robustgui.attacks.apgd import APGD
from robustgui.attacks.autoattack import AutoAttack
from robustgui.attacks.pgd import PGD
from robustgui.attacks.run import run_attack
from robustgui.attacks.square import Square
from robustgui.base.generators import run_to_end
from robustgui.base.units import Space
from robustgui.data import SequenceSet
from robustgui.evaluation.curve import robustness_curve
from robustgui.models.batch import Batch, to_batch
from robustgui.models.gru import GRU
from robustgui.models.network import Network
from robustgui.threats.linf import Linf

from .figures import ROOT

sys.path.insert(0, str(ROOT / "tests"))  # as for the tests: tests/support

from support.networks import network_of
from support.unit_range import Pictures

MNIST = ROOT.parent / "shared/data/mnist"
EPS = 0.04
CURVE = tuple(round(0.005 * step, 3) for step in range(1, 13))
SIDE = 28


def rows(count: int, start: int) -> SequenceSet:
    """`count` pictures from number `start` on, in [0, 1], read row by row."""
    if MNIST.is_dir():
        with gzip.open(MNIST / "t10k-images-idx3-ubyte.gz") as file:
            values = np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, SIDE, SIDE) / np.float32(255)
        with gzip.open(MNIST / "t10k-labels-idx1-ubyte.gz") as file:
            labels = np.frombuffer(file.read(), np.uint8, offset=8).astype(np.int64)
    else:
        stream = np.random.default_rng(0)
        labels = stream.integers(0, 10, 10_000)
        patterns = stream.random((10, SIDE, SIDE))
        values = np.clip(patterns[labels] + 0.5 * stream.standard_normal((10_000, SIDE, SIDE)), 0, 1).astype(np.float32)
    chosen = slice(start, start + count)
    return SequenceSet.pack(
        name="rows",
        values=values[chosen].reshape(-1, SIDE),
        offsets=(SIDE * np.arange(count + 1)).astype(np.int64),
        labels=labels[chosen],
        classes=tuple("0123456789"),
        features=tuple(f"column {column}" for column in range(SIDE)),
    )


def learned(train: SequenceSet) -> Network:
    """A GRU(64) on values as they are, in [0, 1]."""
    one = np.ones(SIDE)
    network = network_of(GRU(hidden=64), SIDE, 10, space=Space(0 * one, one, 0 * one, one, one))
    optimiser = torch.optim.Adam(network.module.parameters(), 3e-3)
    stream = np.random.default_rng(0)
    for _ in range(4):
        for indices in np.array_split(stream.permutation(len(train)), len(train) // 64):
            x, y, mask = to_batch(train, indices, network.space)
            optimiser.zero_grad()
            network.losses(network.outputs(x, mask), y).mean().backward()
            optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    return network.copy_with(classes=train.classes)


class Subject:
    """The network, and the sequences that are attacked."""

    def __init__(self, count: int) -> None:
        self.network = learned(rows(6000, 0))
        self.part = rows(count, 8000)
        self.batch: Batch = to_batch(self.part, np.arange(count), self.network.space)
        self.pictures = torch.from_numpy(self.part.pad()[0].astype(np.float32))[:, None]  # (B, 1, T, F)
        self.model = Pictures(self.network)

    def ours(self, attack: Attack, eps: float = EPS) -> tuple[float, float]:
        """Accuracy that is left, and seconds."""
        began = time.process_time()
        x = run_attack(attack, self.network, *self.batch, Linf(eps=eps, unit="data"), seed=0).x
        seconds = time.process_time() - began
        with self.network.evaluating(), torch.no_grad():
            right = self.network.outputs(x, self.batch.mask).argmax(1) == self.batch.y
        return float(right.float().mean()), seconds

    def theirs(self, attack: Callable[[Tensor, Tensor], Tensor]) -> tuple[float, float]:
        """Accuracy that is left, and seconds."""
        began = time.process_time()
        x = attack(self.pictures, self.batch.y)
        return self.model.accuracy(x, self.batch.y), time.process_time() - began


def installed(library: str) -> bool:
    return importlib.util.find_spec(library) is not None


def compared(subject: Subject) -> dict[str, float]:
    """The same attacks, with as many steps, queries and restarts."""
    figures: dict[str, float] = {}

    def told(name: str, whose: str, found: tuple[float, float]) -> None:
        print(f"  {name:12} {whose:14} accuracy left {found[0]:6.3f}   {found[1]:7.2f} s", flush=True)
        figures[f"{name}_{whose}_left"], figures[f"{name}_{whose}_s"] = found

    told("pgd", "ours", subject.ours(PGD(steps=20, step_size=0.1, random_start=False)))
    if installed("foolbox"):
        import foolbox

        wrapped = foolbox.PyTorchModel(subject.model, bounds=(0, 1), device="cpu")
        theirs = foolbox.attacks.LinfPGD(steps=20, rel_stepsize=0.1, random_start=False)
        told("pgd", "foolbox", subject.theirs(lambda x, y: theirs(wrapped, x, y, epsilons=EPS)[1]))
    told("apgd", "ours", subject.ours(APGD(steps=20)))
    told("square", "ours", subject.ours(Square(queries=500)))
    told("autoattack", "ours", subject.ours(AutoAttack()))
    if not installed("torchattacks"):
        return figures
    import torchattacks

    told("pgd", "torchattacks", subject.theirs(torchattacks.PGD(subject.model, EPS, 0.1 * EPS, 20, random_start=False)))
    told("apgd", "torchattacks", subject.theirs(torchattacks.APGD(subject.model, eps=EPS, steps=20)))
    told("square", "torchattacks", subject.theirs(torchattacks.Square(subject.model, eps=EPS, n_queries=500)))
    told("autoattack", "torchattacks", subject.theirs(torchattacks.AutoAttack(subject.model, eps=EPS, seed=0)))
    return figures


def curves(subject: Subject) -> dict[str, float]:
    """Twelve budgets: ours, where survivors alone go on, beside Foolbox's PGD once a budget."""
    threat = Linf(unit="data")
    attack = PGD(steps=20, step_size=0.1, random_start=False)
    run_to_end(robustness_curve(subject.network, subject.part, attack, threat, CURVE, samples=8))  # loads what it needs
    began = time.process_time()
    found = run_to_end(robustness_curve(subject.network, subject.part, attack, threat, CURVE))
    figures = {"curve_ours_s": time.process_time() - began}
    ours = [found[eps].value for eps in CURVE]
    print("  curve        ours          ", *(f"{value:.3f}" for value in ours), f"  {figures['curve_ours_s']:.2f} s")
    if not installed("foolbox"):
        return figures
    import foolbox

    wrapped = foolbox.PyTorchModel(subject.model, bounds=(0, 1), device="cpu")
    theirs = foolbox.attacks.LinfPGD(steps=20, rel_stepsize=0.1, random_start=False)
    began = time.process_time()
    left = [
        subject.model.accuracy(theirs(wrapped, subject.pictures, subject.batch.y, epsilons=eps)[1], subject.batch.y)
        for eps in CURVE
    ]
    figures["curve_foolbox_s"] = time.process_time() - began
    print("  curve        foolbox       ", *(f"{value:.3f}" for value in left), f"  {figures['curve_foolbox_s']:.2f} s")
    figures["curve_faster"] = figures["curve_foolbox_s"] / figures["curve_ours_s"]
    figures["curve_worst_excess"] = max(round(mine - other, 6) for mine, other in zip(ours, left, strict=True))
    return figures


def main(parts: list[str]) -> None:
    """Measure and print; the last line is JSON."""
    warnings.simplefilter("ignore")  # of the other libraries
    torch.set_num_threads(1)
    figures: dict[str, float] = {}
    if not parts or "curve" in parts:
        figures |= curves(Subject(500))
    if not parts or "compared" in parts:
        figures |= compared(Subject(200))
    if "autoattack_torchattacks_s" in figures:
        figures["autoattack_faster"] = figures["autoattack_torchattacks_s"] / figures["autoattack_ours_s"]
        figures["autoattack_excess"] = figures["autoattack_ours_left"] - figures["autoattack_torchattacks_left"]
    print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
