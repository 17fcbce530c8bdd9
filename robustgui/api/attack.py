"""Attacking a network in a notebook: the attacked sequences, and how many fell."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from ..attacks import Attack
from ..attacks.run import run_attack
from ..base.errors import RunError
from ..base.lazy import torch
from ..base.seeding import derive
from ..data import Dataset, SequenceSet
from ..evaluation.answers import Answers, answers
from ..evaluation.scores import groups_of, joined
from ..models.batch import to_batch
from ..runs.building import check_threat
from ..threats import Threat
from .progress import Bar

if TYPE_CHECKING:
    from torch import Tensor

    from ..models.batch import Batch
    from ..models.network import Network

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Attacked:
    """What an attack made of N sequences of up to T steps with F features, all in the data's units.

    Attributes:
        x: clean, (N, T, F) float64; 0 behind the end of a sequence.
        x_adv: attacked, (N, T, F) float64; differs from `x` by no more than the budget.
        mask: which steps are valid, (N, T).
        lengths: (N,).
        labels: true class indices (N,), or targets (N, K).
        clean_answers, attacked_answers: what the network says, with `.predicted`, `.right`, `.value`, `.interval()`.
        attack, threat: what was done.
        classes: names, by index.
        target: index of the class that all were to be taken for; None: any wrong one.
    """

    x: Values = field(repr=False)
    x_adv: Values = field(repr=False)
    mask: NDArray[np.bool_] = field(repr=False)
    clean_answers: Answers = field(repr=False)
    attacked_answers: Answers = field(repr=False)
    attack: Attack
    threat: Threat
    classes: tuple[str, ...] = field(repr=False)
    target: int | None = None

    @property
    def lengths(self) -> NDArray[np.int64]:
        return cast(NDArray[np.int64], self.mask.sum(1))

    @property
    def labels(self) -> NDArray[np.int64] | NDArray[np.float32]:
        return self.clean_answers.labels

    @property
    def predictions(self) -> NDArray[np.int64] | NDArray[np.float32]:
        """Class indices (N,) or values (N, K) for the attacked sequences."""
        return self.attacked_answers.predicted

    @property
    def clean_predictions(self) -> NDArray[np.int64] | NDArray[np.float32]:
        """The same for the clean sequences."""
        return self.clean_answers.predicted

    @property
    def fooled(self) -> NDArray[np.bool_]:
        """Which sequences were answered rightly before and wrongly after, (N,)."""
        return self.clean_answers.right & ~self.attacked_answers.right

    @property
    def on_target(self) -> NDArray[np.bool_]:
        """Which attacked sequences are taken for the target, (N,); without a target none."""
        if self.target is None:
            return np.zeros(len(self.x), bool)
        return cast(NDArray[np.bool_], self.predictions == self.target)

    @property
    def clean_accuracy(self) -> float:
        """Share of right answers without attack; `RunError` for a network that predicts numbers."""
        return self._accuracy(self.clean_answers)

    @property
    def robust_accuracy(self) -> float:
        """Share of right answers that stayed right; `RunError` for a network that predicts numbers."""
        return self._accuracy(self.attacked_answers)

    def __repr__(self) -> str:
        clean, attacked = self.clean_answers, self.attacked_answers
        return (
            f"<{type(self.attack).__name__} within {type(self.threat).__name__}(eps={self.threat.eps:g}) "
            f"on {len(self.x)} sequences: {clean.metric} {clean.value:.4f} clean, {attacked.value:.4f} attacked>"
        )

    def _repr_html_(self) -> str:
        rows = (("clean", self.clean_answers), ("attacked", self.attacked_answers))
        body = "".join(
            f"<tr><td>{name}</td><td>{found.value:.4f}</td><td>{low:.4f} to {high:.4f}</td></tr>"
            for name, found in rows
            for low, high in [found.interval()]
        )
        head = f"<tr><th></th><th>{self.clean_answers.metric}</th><th>95 %</th></tr>"
        return f"<b>{escape(str(self.threat.describe()))}</b><table>{head}{body}</table>"

    @staticmethod
    def _accuracy(found: Answers) -> float:
        if found.metric != "accuracy":
            raise RunError(
                "This network predicts numbers, so it has no accuracy. Its mean squared errors are "
                "clean_answers.value and attacked_answers.value."
            )
        return found.value


def attack(
    network: Network,
    data: SequenceSet | Dataset,
    attack: Attack,
    threat: Threat,
    *,
    target: int | str | None = None,
    seed: int = 0,
    progress: bool = False,
) -> Attacked:
    """Attack every sequence of `data` and see what the network says.

    The numbers are those of `evaluate` and of a run's own measurement with the same attack, threat and seed.

    Args:
        network: such as `run.network`.
        data: a part, such as `data.test`; of a whole dataset its test part.
        attack, threat: how, and within what.
        target: a class, by index or name, that every sequence is to be taken for; None: any wrong one.
        seed: of everything random.
        progress: show a bar.

    Raises:
        RunError: the data do not fit the network, or there is no such target.
    """
    part = data.test if isinstance(data, Dataset) else data
    check_fit(network, part, threat)
    wanted = None if target is None else _class_index(network, target)
    groups = groups_of(np.arange(len(part)))
    longest = int(part.lengths.max(initial=1))
    x = np.zeros((len(part), longest, len(part.features)))  # (N, T, F)
    delta, mask = np.zeros_like(x), np.zeros(x.shape[:2], bool)
    before: list[Answers] = []
    after: list[Answers] = []
    with Bar("Attacking", len(part), shown=progress) as bar:
        for number, group in enumerate(groups):
            batch = to_batch(part, group, network.space, network.device)
            x_adv = run_attack(
                attack, network, *batch[:2], batch.mask, threat, seed=derive(seed, "evaluate", number),
                target=None if wanted is None else torch.full((len(group),), wanted, device=batch.x.device),
            )  # fmt: skip
            clean, attacked, moved = _judged(network, part, group, batch, x_adv, may_rest=wanted is None)
            width = batch.x.shape[1]
            x[group, :width], mask[group, :width] = part.padded(group)
            delta[group, :width] = moved
            before.append(clean)
            after.append(attacked)
            bar.advance(len(group))
    return Attacked(
        x=x,
        x_adv=x + delta * network.space.std,
        mask=mask,
        clean_answers=joined(network, part, before),
        attacked_answers=joined(network, part, after),
        attack=attack,
        threat=threat,
        classes=network.classes,
        target=wanted,
    )


def _judged(
    network: Network, part: SequenceSet, group: NDArray[np.int64], batch: Batch, x_adv: Tensor, *, may_rest: bool
) -> tuple[Answers, Answers, Values]:
    """Answers before and after, and what was moved, (B, T, F) in network units, float64.

    With `may_rest` a sequence whose error the attack only lowered is left as it was: an attacker may also do nothing.
    """
    with network.evaluating(), torch.no_grad():
        clean = answers(network.task, part, group, network.outputs(batch.x, batch.mask))
        attacked = answers(network.task, part, group, network.outputs(x_adv, batch.mask))
    moved = (x_adv.double() - batch.x.double()).cpu().numpy()
    if may_rest:
        moved[attacked.errors < clean.errors] = 0
        attacked = attacked.worse_of(clean)
    return clean, attacked, cast(Values, moved)


def check_fit(network: Network, part: SequenceSet, threat: Threat) -> None:
    """Raises `RunError` if `part` or `threat` does not belong to `network`."""
    if len(part.features) != len(network.features):
        raise RunError(
            "{data} has {found} features, but the network was trained on {needed}.",
            data=part.name, found=len(part.features), needed=len(network.features),
        )  # fmt: skip
    if part.task != network.task or part.classes != network.classes:
        raise RunError("{data} has other classes or targets than the network was trained on.", data=part.name)
    check_threat(threat, part)


def _class_index(network: Network, target: int | str) -> int:
    found = network.classes.index(target) if target in network.classes else target
    if not isinstance(found, int | np.integer) or not 0 <= found < len(network.classes):
        raise RunError(
            "There is no class {target} to aim at. Known: {known}.",
            target=target, known=", ".join(network.classes) or "none, for the network predicts numbers",
        )  # fmt: skip
    return int(found)
