"""What every threat owes."""

from __future__ import annotations

import pytest
import torch
from support import contracts
from support.networks import plain_space, ragged

from robustgui.base.errors import SettingError
from robustgui.threats import THREATS


@pytest.mark.parametrize("name", THREATS)
def test_that_a_threat_is_documented(name: str) -> None:
    contracts.check_documented(THREATS[name], with_source=False)
    contracts.check_key(THREATS, name)
    assert THREATS[name].norm


@pytest.mark.parametrize("name", THREATS)
def test_that_a_threat_survives_the_way_through_toml(name: str) -> None:
    threat = THREATS[name](eps=0.3, unit="data", features=(0, 2), first_step=1, open_steps=4, box=False)
    contracts.check_toml("watch.threat", threat)
    contracts.check_toml("defence.threat", threat)


@pytest.mark.parametrize("name", THREATS)
@pytest.mark.parametrize(
    "values", [{"eps": -0.1}, {"eps": float("nan")}, {"eps": "much"}, {"features": (-1,)}, {"open_steps": 0}]
)
def test_that_an_impossible_threat_is_refused_at_its_field(name: str, values: dict[str, object]) -> None:
    with pytest.raises(SettingError) as caught:
        THREATS[name](**values)
    assert next(iter(caught.value.problems)).startswith(next(iter(values)))


@pytest.mark.parametrize("name", THREATS)
def test_that_a_subset_is_the_region_of_those_sequences(name: str) -> None:
    x, _, mask = ragged()
    threat = THREATS[name](eps=0.4)
    chosen = torch.tensor([2, 0])
    moved = x + 0.7
    whole = threat.around(x, mask, plain_space(3))
    part = threat.around(x[chosen], mask[chosen], plain_space(3))
    assert torch.equal(whole.subset(chosen).seal(moved[chosen]), part.seal(moved[chosen]))
    assert torch.equal(whole.seal(moved)[chosen], part.seal(moved[chosen]))


@pytest.mark.parametrize("name", THREATS)
def test_that_random_starts_keep_to_the_region_and_its_open_values(name: str) -> None:
    x, _, mask = ragged(padding=2)
    region = THREATS[name](eps=0.4, features=(1,)).around(x, mask, plain_space(3))
    start = region.random_start(torch.Generator().manual_seed(0))
    assert (region.size(start) <= 0.4 * (1 + 1e-5)).all()
    assert torch.equal(start[~mask], x[~mask])
    assert torch.equal(start[:, :, [0, 2]], x[:, :, [0, 2]])
    assert not torch.equal(start, x)
