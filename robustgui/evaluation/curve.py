"""Robustness curves: the score as a function of the budget."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING

from ..base.interrupts import no_cancel
from .events import make_attack_keys
from .predictions import Predictions
from .table import AttackTable, TableEvent

if TYPE_CHECKING:
    from ..attacks import Attack
    from ..data import SequenceSet
    from ..models.network import Network
    from ..threats import Threat


def budgets(threat: Threat, eps: Sequence[float]) -> list[Threat]:
    """`threat` with each of `eps` in ascending order, without duplicates.

    Raises:
        SettingError: an eps is negative or NaN.
    """
    return [threat.copy_with(eps=value) for value in sorted({float(value) for value in eps})]


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
    """Yields one `CurvePoint` per eps in ascending order with its details, and progress between; see `AttackTable`.

    Args:
        network: the evaluated network.
        part: sequences in data units.
        attack, threat: settings; the eps of the threat is replaced by each of `eps`.
        eps: budgets >= 0 in the threat's unit, in any order; duplicates count once.
        run: name of the run, for the events.
        samples: number of random sequences (drawn with `seed`); 0: all.
        seed: of everything random.
        stop: cancellation callback, checked at every step of the attack.

    Returns:
        The predictions at each eps.

    Raises:
        SettingError: an eps is negative or no number.
        Interrupted: `stop` returned True.
    """
    table = AttackTable(
        network, part, (attack,), budgets(threat, eps), run=run, samples=samples, seed=seed, stop=stop
    )  # fmt: skip
    yield from table.events()
    (key,) = make_attack_keys((attack,))
    return table.predictions[key]
