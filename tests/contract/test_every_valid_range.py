"""No attack leaves the valid range that a threat states, whatever the threat, unit and side; without one it may."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import torch
from support import contracts

from robustgui.attacks import ATTACKS
from robustgui.base.errors import RunError
from robustgui.base.units import Space
from robustgui.evaluation.audit.perturbation_sizes import PLAIN, check_compliance
from robustgui.models.gru import GRU
from robustgui.threats import THREATS, BallThreat, Threat

SPACE = Space(
    mean=np.array([100.0, -3.0, 0.1]),
    std=np.array([7.0, 0.02, 1.3]),
    low=np.array([80.0, -3.1, -4.0]),
    high=np.array([120.0, -2.9, 4.0]),
    spread=np.array([7.0, 0.02, 1.3]),
)
BALLS = [name for name in THREATS if issubclass(THREATS[name], BallThreat)]
COMPOSED = [name for name in THREATS if "parts" in THREATS[name].model_fields]
EVERY = [
    pytest.param(attack, threat, id=f"{attack}-{threat}")
    for attack, threat in itertools.product(ATTACKS, (*BALLS, *COMPOSED))
    if contracts.compatible(ATTACKS[attack], THREATS[threat], tokens=False)
]
SIDES = {"both sides": ("minimum", "maximum"), "below": ("minimum",), "above": ("maximum",)}


def tight() -> dict[str, tuple[float, ...]]:
    """The smallest and largest clean value of each feature: no attacked value may lie beyond them."""
    x, _, mask = contracts.batch_for(False)
    data = SPACE.to_data(x[mask].numpy())
    return {"minimum": tuple(data.min(0).tolist()), "maximum": tuple(data.max(0).tolist())}


def wide(name: str, **range_: object) -> Threat:
    """A threat whose budget alone would lead far out of the range."""
    if name in COMPOSED:
        return THREATS[name](parts=tuple(THREATS[part](eps=20.0, **range_) for part in ("linf", "l2")))
    return THREATS[name](eps=20.0, **range_)


def attacked_in(threat: Threat, attack: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Clean and attacked values in data units, (B, T, F) float64, and the mask."""
    network = contracts.network_of(GRU(hidden=6), outputs=4, space=SPACE)
    batch = contracts.batch_for(False)
    found = contracts.found_by(contracts.quick(ATTACKS[attack]), network, batch, threat)
    return SPACE.to_data(batch.x.numpy()), SPACE.to_data(found.x_adv.numpy()), batch.mask.numpy()


@pytest.mark.parametrize(("attack", "threat"), EVERY)
def test_that_no_attack_leaves_a_stated_range(attack: str, threat: str) -> None:
    stated = tight()
    clean, attacked, mask = attacked_in(wide(threat, **stated), attack)
    rounding = 4 * np.spacing(np.abs(attacked))
    assert (attacked >= np.minimum(clean, stated["minimum"]) - rounding)[mask].all()
    assert (attacked <= np.maximum(clean, stated["maximum"]) + rounding)[mask].all()


@pytest.mark.parametrize("name", [*BALLS, *COMPOSED])
@pytest.mark.parametrize("sides", SIDES.values(), ids=SIDES)
@pytest.mark.parametrize("unit", ["std", "data", "peak"])
def test_that_a_seal_keeps_to_the_stated_sides_and_uses_the_others(
    name: str, sides: tuple[str, ...], unit: str
) -> None:
    stated = {side: value for side, value in tight().items() if side in sides}
    threat = wide(name, unit=unit, **stated)
    part = threat.alternatives()[0]
    x, _, mask = contracts.batch_for(False)
    region = part.copy_with(eps=part.eps * 1e6).around(x, mask, SPACE)
    for direction, side in ((-1, "minimum"), (1, "maximum")):
        moved = SPACE.to_data(region.seal(x + direction * 1e4).numpy())[mask.numpy()]
        beyond = direction * (moved - np.asarray(tight()[side]))
        assert (beyond > 0).all() != (side in sides)
        assert side not in sides or (beyond <= 4 * np.spacing(np.abs(moved))).all()


@pytest.mark.parametrize("name", BALLS)
def test_that_values_without_a_range_may_leave_that_of_the_data(name: str) -> None:
    x, _, mask = contracts.batch_for(False)
    moved = THREATS[name](eps=1e6, valid_range="none").around(x, mask, SPACE).seal(x + 1e3)
    assert (SPACE.to_data(moved.numpy())[mask.numpy()] > SPACE.high).all()


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize("beyond", [False, True])
def test_that_the_audit_measures_the_stated_range_by_itself(name: str, beyond: bool) -> None:
    stated = tight()
    x, _, mask = contracts.batch_for(False)
    moved = x.numpy().astype(np.float64)
    moved[0, 0] = (np.asarray(stated["maximum"]) - SPACE.mean) / SPACE.std + (0.01 if beyond else 0.0)
    threat = THREATS[name](eps=100.0, **stated)
    found = check_compliance(threat, x.numpy(), moved, mask.numpy(), SPACE)
    assert found.box.tolist() == [not beyond, True, True, True]


@pytest.mark.parametrize("name", BALLS)
def test_that_a_range_of_other_features_is_refused_by_the_region(name: str) -> None:
    x, _, mask = contracts.batch_for(False)
    with pytest.raises(RunError, match="range for 2 features, but the data have 3"):
        THREATS[name](minimum=(0.0, 1.0)).around(x, mask, SPACE)


@pytest.mark.parametrize("name", BALLS)
def test_that_clean_values_outside_a_stated_range_come_no_farther(name: str) -> None:
    x = torch.tensor([[[2.5], [-1.5], [0.0]]])
    space = Space(*(np.array([v]) for v in (0.0, 1.0, -9.0, 9.0, 1.0)))
    region = THREATS[name](eps=1.0, valid_range=(-1, 1)).around(x, torch.ones(1, 3, dtype=torch.bool), space)
    pushed = region.seal(x + torch.tensor([[[5.0], [-5.0], [0.3]]]))
    assert torch.equal(pushed[0, :2], x[0, :2])
