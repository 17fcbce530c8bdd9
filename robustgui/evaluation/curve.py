"""Robustness curve: the score over the attacker's budget."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING

from ..base.interrupts import no_cancel
from .attack_keys import make_attack_keys
from .predictions import Predictions
from .table import AttackTable, TableEvent

if TYPE_CHECKING:
    from ..attacks import Attack
    from ..data import SequenceSet
    from ..models.network import Network
    from ..threats import Threat


def budgets(threat: Threat, eps: Sequence[float]) -> list[Threat]:
    """`threat` with each of `eps`, in rising order; equal ones once.

    Raises:
        SettingError: an eps is negative or no number.
    """
    return [threat.changed(eps=value) for value in sorted({float(value) for value in eps})]


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
    stop: Callable[[], bool] = no_cancel,
) -> Generator[TableEvent, None, dict[float, Predictions]]:
    """Yields one `CurvePoint` per eps in rising order, what belongs to it, and progress between; see `AttackTable`.

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
    table = AttackTable(
        network, part, (attack,), budgets(threat, eps), run=run, samples=samples, seed=seed, stop=stop
    )  # fmt: skip
    yield from table.events()
    (key,) = make_attack_keys((attack,))
    return table.answers[key]
