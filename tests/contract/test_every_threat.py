"""What every threat owes."""

from __future__ import annotations

import itertools

import pytest
import torch
from support import contracts
from support.networks import VOCABULARY, ragged, ragged_tokens

from robustgui.attacks.run import build_region
from robustgui.base.errors import SettingError
from robustgui.threats import THREATS, ValueThreat
from robustgui.threats.region import Region
from robustgui.threats.union import Union

UNITS = ("data", "edits")
BALLS = [name for name in THREATS if issubclass(THREATS[name], ValueThreat)]
MEETINGS = [(name, tokens) for name in THREATS for tokens in (False, True) if tokens or name in BALLS]
MEETINGS = [
    (name, tokens) for name, tokens in MEETINGS if THREATS[name] is not Union
]  # which has a region for each part


@pytest.mark.parametrize("name", THREATS)
def test_that_a_threat_is_documented(name: str) -> None:
    contracts.check_documented(THREATS[name], with_source=False)
    contracts.check_key(THREATS, name)
    assert THREATS[name].norm


@pytest.mark.parametrize("name", THREATS)
def test_that_a_threat_survives_the_way_through_toml(name: str) -> None:
    ball = {
        "unit": "data",
        "features": (0, 2),
        "valid_range": "stated",
        "minimum": (-2.0,),
        "maximum": (2.0, 3.0, 4.0),
        "shares": (1.0, 0.0, 0.5),
        "causal": True,
    }
    own = {"unit": "edits", "protect": "not no", "parts": [{"name": "l1", "eps": 2.0}, "linf"]} | ball
    known = THREATS[name].model_fields
    fitting = {key: value for key, value in own.items() if key in known}
    if "unit" in fitting:
        fitting["unit"] = next(
            unit for unit in (*UNITS, known["unit"].default) if unit in str(known["unit"].annotation)
        )
    threat = THREATS[name](eps=0.3, first_step=1, open_steps=4, windows="0-2, 4-", **fitting)
    contracts.check_toml("watch.threat", threat)
    contracts.check_toml("defence.threat", threat)


IMPOSSIBLE = [{"eps": -0.1}, {"eps": float("nan")}, {"eps": "much"}, {"open_steps": 0}, {"unit": "metres"}]


@pytest.mark.parametrize(
    ("name", "values"),
    [*itertools.product(THREATS, IMPOSSIBLE), *itertools.product(BALLS, [{"features": (-1,)}])],
)
def test_that_an_impossible_threat_is_refused_at_its_field(name: str, values: dict[str, object]) -> None:
    with pytest.raises(SettingError) as caught:
        THREATS[name](**values)
    assert next(iter(caught.value.problems)).startswith(next(iter(values)))


@pytest.mark.parametrize("name", THREATS)
def test_that_a_threat_is_told_in_words_for_values_and_for_text(name: str) -> None:
    threat = THREATS[name](eps=0.25, first_step=2)
    assert "25" in str(threat.describe(tokens=True))
    assert "Only time steps from 2 on may be perturbed." in str(threat.describe(tokens=True))
    if threat.acts_on == "values":
        assert "White-box" in str(threat.describe())
        assert "embeddings" in str(threat.describe(tokens=True))
        assert "embeddings" not in str(threat.describe())


@pytest.mark.parametrize(("name", "tokens"), MEETINGS)
def test_that_a_subset_is_the_region_of_those_sequences(name: str, tokens: bool) -> None:
    start, _, region = met(name, tokens, eps=0.4)
    chosen = torch.tensor([2, 0])
    moved = (start + 5) % len(VOCABULARY) if region.centre.dtype == torch.int64 else start + 0.7
    part = region.subset(chosen)
    assert torch.equal(region.seal(moved)[chosen], part.seal(moved[chosen]))
    assert torch.equal(part.centre, start[chosen])
    assert torch.equal(region.size(moved)[chosen], part.size(moved[chosen]))
    twice = region.subset(torch.tensor([1, 1]))
    assert torch.equal(twice.seal(moved[[1, 1]]), region.seal(moved)[[1, 1]])


@pytest.mark.parametrize(("name", "tokens"), MEETINGS)
def test_that_random_starts_keep_to_the_region_and_its_open_values(name: str, tokens: bool) -> None:
    limits = {"features": (1,)} if name in BALLS else {}
    start, mask, region = met(name, tokens, eps=0.4, padding=2, first_step=1, **limits)
    found = region.random_start(torch.Generator().manual_seed(0))
    assert torch.equal(region.seal(found), found) or name in BALLS
    steps = mask.shape[1]  # of a point; behind them may stand gaps between tokens
    assert torch.equal(found[:, :steps][~mask], start[:, :steps][~mask])
    assert torch.equal(found[:, 0], start[:, 0])
    if name in BALLS:
        assert (region.size(found) <= 0.4 * (1 + 1e-5)).all()
        assert torch.equal(region.render(found)[:, :, [0, 2]], region.render(start)[:, :, [0, 2]])
    assert not torch.equal(found, start)


def met(name: str, tokens: bool, *, padding: int = 0, **settings: object) -> tuple[torch.Tensor, torch.Tensor, Region]:
    """A threat around a small batch: what an attack begins with, the mask and the region."""
    network = contracts.network_for(tokens)
    x, _, mask = (ragged_tokens if tokens else ragged)(padding=padding)
    start, region = build_region(network, THREATS[name](**settings), x, mask)
    return start, mask, region
