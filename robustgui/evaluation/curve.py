"""Robustness curve: the score over the attacker's budget."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..attacks.run import never
from ..base.errors import Interrupted, Sentence
from ..base.events import Confusion, CurvePoint, Progress
from ..base.seeding import derive
from .answers import Answers
from .scores import attacked_answers, chosen_indices, clean_answers, groups_of, joined

if TYPE_CHECKING:
    from ..attacks import Attack
    from ..data import SequenceSet
    from ..models.network import Network
    from ..threats import Threat


def robustness_curve(
    network: Network,
    part: SequenceSet,
    attack: Attack,
    threat: Threat,
    eps: Sequence[float],
    *,
    run: str = "",
    samples: int = 0,
    seed: int = 0,
    stop: Callable[[], bool] = never,
) -> Generator[Progress | CurvePoint | Confusion, None, dict[float, Answers]]:
    """Yields one `CurvePoint` per eps in rising order, after it a `Confusion` (classes only), and progress between.

    Only survivors are attacked again: a sequence that falls at one eps stays fallen at larger ones, and an error never
    shrinks, because what was found within a small budget lies within a larger one. So the curve is monotone by
    construction, and costs far less than one attack a point.

    Args:
        network: what is measured.
        part: sequences in data units.
        attack, threat: how; the threat's own eps is replaced by each of `eps`.
        eps: budgets >= 0 in the threat's unit, in any order; equal ones count once.
        run: name of the run, for the events.
        samples: how many sequences, by chance with `seed`; 0: all.
        seed: of everything random.
        stop: asked at every step of the attack.

    Returns:
        The answers at each eps.

    Raises:
        SettingError: an eps is negative or no number.
        Interrupted: `stop` said so.
    """
    threats = [threat.changed(eps=value) for value in sorted({float(value) for value in eps})]
    groups = groups_of(chosen_indices(part, samples, seed))
    total = len(groups) * (len(threats) + 1)
    state: list[Answers] = []
    for group in groups:
        if stop():
            raise Interrupted
        state.append(clean_answers(network, part, group))
        yield Progress(Sentence("Measuring on clean data"), len(state), total)
    found: dict[float, Answers] = {}
    for round_, current in enumerate(threats, 1):
        for number, before in enumerate(state):
            if stop():
                raise Interrupted
            state[number] = attacked_answers(
                network, part, before, attack, current, derive(seed, "evaluate", number), stop
            )
            what = Sentence("Attacking with eps {eps}", {"eps": f"{current.eps:g}"})
            yield Progress(what, round_ * len(groups) + number + 1, total)
        result = found[current.eps] = joined(network, part, state)
        yield curve_point(result, run, current, part.classes)
        if result.metric == "accuracy":
            yield confusion(result, run, current.eps, part.classes)
    return found


def curve_point(found: Answers, run: str, threat: Threat, classes: tuple[str, ...]) -> CurvePoint:
    """The point of the curve that `found` makes at the eps of `threat`."""
    low, high = found.interval()
    per_class = tuple(
        (name, int(found.right[found.labels == index].sum()), int((found.labels == index).sum()))
        for index, name in enumerate(classes if found.metric == "accuracy" else ())
    )
    return CurvePoint(
        run, threat.eps, threat.unit, found.metric, found.value, low, high, len(found.indices), per_class
    )  # fmt: skip


def confusion(found: Answers, run: str, eps: float, classes: tuple[str, ...]) -> Confusion:
    """Who is taken for whom; sequences in the order of `found.indices`."""
    counts = np.zeros((len(classes), len(classes)), np.int64)
    for true, predicted in zip(found.labels.tolist(), found.predicted.tolist(), strict=True):
        counts[true, predicted] += 1
    return Confusion(
        run=run,
        eps=eps,
        classes=classes,
        counts=tuple(map(tuple, counts.tolist())),
        true=tuple(found.labels.tolist()),
        predicted=tuple(found.predicted.tolist()),
    )
