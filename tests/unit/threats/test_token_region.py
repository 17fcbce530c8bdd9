"""Regions of replaced tokens: how many, which, and where."""

from __future__ import annotations

import pytest
import torch
from support.networks import VOCABULARY

from robustgui.threats.substitutions import Substitutions
from robustgui.threats.token_region import TokenRegion


def region_of(lengths: tuple[int, ...] = (10, 3, 1), padding: int = 2, **settings: object) -> TokenRegion:
    mask = torch.arange(max(lengths) + padding) < torch.tensor(lengths)[:, None]
    x = torch.randint(1, len(VOCABULARY), mask.shape, generator=torch.Generator().manual_seed(0))
    return Substitutions(**settings).around(x, mask, VOCABULARY)


@pytest.mark.parametrize(
    ("settings", "edits"),
    [
        ({"eps": 0.2}, [2, 1, 1]),
        ({"eps": 0.26}, [3, 1, 1]),
        ({"eps": 0.01}, [1, 1, 1]),
        ({"eps": 5.0}, [10, 3, 1]),
        ({"eps": 0.0}, [0, 0, 0]),
        ({"eps": 2.9, "unit": "edits"}, [2, 2, 1]),
        ({"eps": 0.9, "unit": "edits"}, [0, 0, 0]),
    ],
)
def test_that_a_share_is_rounded_to_at_least_one_token_and_a_number_rounded_down(
    settings: dict[str, object], edits: list[int]
) -> None:
    assert region_of(**settings).edits.tolist() == edits


def test_that_a_larger_budget_never_allows_fewer() -> None:
    shares = torch.stack([region_of(eps=step / 50).edits for step in range(60)])
    assert (shares.diff(dim=0) >= 0).all()


def test_that_size_counts_tokens_or_their_share() -> None:
    for settings, unit in (({"eps": 1.0}, torch.tensor([10.0, 3, 1])), ({"eps": 9.0, "unit": "edits"}, torch.ones(3))):
        region = region_of(**settings)
        x = region.centre.clone()
        x[0, [1, 4]] += 1
        x[1, 2] += 1
        torch.testing.assert_close(region.size(x), torch.tensor([2.0, 1, 0]).double() / unit.double())


def test_that_too_many_changes_are_cut_to_the_first_and_forbidden_ones_undone() -> None:
    region = region_of(eps=2.0, unit="edits")
    other = torch.where(region.centre == 5, 6, 5)
    sealed = region.seal(other)
    assert torch.equal(sealed[0, :2], other[0, :2])
    assert torch.equal(sealed[0, 2:], region.centre[0, 2:])  # spent
    assert torch.equal(sealed[2, 1:], region.centre[2, 1:])  # padding
    for forbidden in (0, -3, len(VOCABULARY), 10**12):
        assert torch.equal(region.seal(torch.full_like(other, forbidden)), region.centre)
    mixed = other.clone()
    mixed[0, 0] = 0  # undone, and so it costs nothing
    assert torch.equal(region.seal(mixed)[0, 1:3], other[0, 1:3])
    assert torch.equal(region.seal(sealed), sealed)


def test_that_protected_words_are_neither_replaced_nor_put_in() -> None:
    region = region_of(eps=1.0, protect="b  e")
    kept = torch.tensor([word in ("b", "e") for word in VOCABULARY])
    for put in (region.seal((region.centre % 11) + 1), region.random_start(torch.Generator().manual_seed(1))):
        replaced = put != region.centre
        assert replaced.any()
        assert not kept[region.centre[replaced]].any()
        assert not kept[put[replaced]].any()


def test_that_random_replacements_are_spread_evenly_over_places_and_other_tokens() -> None:
    draws = 20_000
    mask = torch.ones(draws, 4, dtype=torch.bool)
    x = torch.full((draws, 4), 3)
    region = Substitutions(eps=2, unit="edits", first_step=1).around(x, mask, VOCABULARY)
    found = region.random_start(torch.Generator().manual_seed(0))
    replaced = found != x
    assert (replaced.sum(1) == 2).all()
    share = replaced.float().mean(0)
    torch.testing.assert_close(share, torch.tensor([0, 2 / 3, 2 / 3, 2 / 3]), atol=0.015, rtol=0)
    counts = torch.bincount(found[replaced], minlength=len(VOCABULARY)).double() / (2 * draws)
    wanted = torch.full((len(VOCABULARY),), 0.1).double()
    wanted[[0, 3]] = 0  # the unknown token, and the clean one
    torch.testing.assert_close(counts, wanted, atol=0.01, rtol=0)


def test_that_a_vocabulary_without_a_choice_leaves_the_text_as_it_is() -> None:
    x = torch.ones(2, 3, dtype=torch.int64)
    mask = torch.ones(2, 3, dtype=torch.bool)
    for vocabulary in (("<unk>", "a"), ("<unk>", "<unk>")):
        region = Substitutions(eps=1.0).around(x, mask, vocabulary)
        assert torch.equal(region.random_start(torch.Generator().manual_seed(0)), x)
