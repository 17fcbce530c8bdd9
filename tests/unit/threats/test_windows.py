"""Windows in time: how they are written, and what of several they leave open."""

from __future__ import annotations

import pytest
import torch
from support.networks import plain_space, ragged

from robustgui.base.errors import SettingError
from robustgui.threats.linf import Linf
from robustgui.threats.region import find_open_steps
from robustgui.threats.time_windows import intersect_windows, read_windows, write_windows

STEPS = 30


def steps_of(text: str) -> set[int]:
    return {step for first, last in read_windows(text) for step in range(first, STEPS if last is None else last + 1)}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("0-4, 10-12", "0-4, 10-12"),
        ("7", "7"),
        ("20-", "20-"),
        (" 3 - 5 ;1", "1, 3-5"),
        ("10-12, 0-4, 5-6", "0-6, 10-12"),
        ("5-, 7-9, 2-3", "2-3, 5-"),
        ("2–4", "2-4"),
        ("", ""),
        ("0-0,", "0"),
    ],
)
def test_that_windows_are_read_in_any_order_and_written_in_rising_order(text: str, written: str) -> None:
    assert write_windows(read_windows(text)) == written


def test_that_common_windows_hold_the_steps_of_both() -> None:
    texts = ["0-4, 10-12", "3-", "0-2, 4, 11-20", "25-27", "-".join("09"), "7"]
    for one in texts:
        for other in texts:
            found = write_windows(intersect_windows(read_windows(one), read_windows(other)))
            assert steps_of(found) == steps_of(one) & steps_of(other)


@pytest.mark.parametrize("text", ["a", "4-2", "1-2-3", "-3", "1.5", "0 4"])
def test_that_a_text_that_names_no_windows_is_refused_at_its_field(text: str) -> None:
    with pytest.raises(SettingError) as caught:
        Linf(windows=text)
    assert list(caught.value.problems) == ["windows"]


def test_that_windows_that_leave_nothing_open_are_refused() -> None:
    with pytest.raises(SettingError, match="no time step is perturbable"):
        Linf(windows="0-4", first_step=5)


def test_that_only_steps_inside_of_every_kind_of_window_are_open() -> None:
    mask = torch.ones(1, 12, dtype=torch.bool)
    threat = Linf(windows="0-4, 8-", first_step=2, open_steps=8)
    assert find_open_steps(threat, mask).nonzero()[:, 0].tolist() == [2, 3, 4, 8, 9]
    assert "Only these time steps may be perturbed: 2-4, 8-9." in str(threat.describe())


def test_that_a_sealed_point_differs_in_the_open_windows_only() -> None:
    x, _, mask = ragged((7, 7))
    region = Linf(windows="1, 4-5", box=False).around(x, mask, plain_space(3))
    changed = (region.seal(x + 3) != x).any(2)
    assert changed.any(0).nonzero()[:, 0].tolist() == [1, 4, 5]
