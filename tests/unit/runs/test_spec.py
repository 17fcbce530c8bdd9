"""Specs as TOML, and what two of them do differently."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robustgui.attacks import ATTACKS
from robustgui.base.errors import RunError, SettingError
from robustgui.cli.explained import format_explained_toml
from robustgui.defences import DEFENCES
from robustgui.models import MODELS
from robustgui.runs.spec import RunSpec
from robustgui.runs.spec_difference import SettingDifference, compare_specs
from robustgui.threats import THREATS

CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "name": st.text("abc é漢'", max_size=10),
        "seed": st.integers(0, 2**31 - 1),
        "model": st.sampled_from(list(MODELS)),
        "defence": st.sampled_from(list(DEFENCES)),
        "watch.attack": st.sampled_from(list(ATTACKS)),
        "watch.threat": st.sampled_from([name for name in THREATS if "features" in THREATS[name].model_fields]),
        "watch.threat.eps": st.floats(0, 1e6),
        "watch.threat.open_steps": st.none() | st.integers(1, 100),
        "watch.threat.features": st.lists(st.integers(0, 9), max_size=3),
        "training.lr": st.floats(1e-12, 10),
        "training.schedule": st.sampled_from(["constant", "cosine", "step", "linear"]),
        "data.train": st.text(min_size=1, max_size=20),
        "data.validation_share": st.floats(0, 0.99),
    },
)


@given(CHANGES)
def test_that_every_spec_survives_toml(changes: dict[str, Any]) -> None:
    spec = RunSpec().replace_paths(changes)
    assert RunSpec.from_toml(spec.to_toml()) == spec


@given(CHANGES)
def test_that_the_explained_toml_means_the_same(changes: dict[str, Any]) -> None:
    spec = RunSpec().replace_paths(changes)
    assert RunSpec.from_toml(format_explained_toml(spec)) == spec


def test_that_an_empty_file_is_the_default_spec() -> None:
    assert RunSpec.from_toml("") == RunSpec()


def test_that_broken_toml_names_its_line() -> None:
    with pytest.raises(RunError, match=r"my\.toml.*line 2"):
        RunSpec.from_toml("seed = 1\nseed = = 2", source="my.toml")


def test_that_an_unknown_setting_is_named() -> None:
    with pytest.raises(SettingError, match=r"training\.speed: is not a setting here"):
        RunSpec.from_toml("[training]\nspeed = 1")


def test_that_the_difference_lists_what_differs_and_nothing_else() -> None:
    left = RunSpec()
    right = left.replace_paths({"training.lr": 0.5, "defence.threat.open_steps": 4, "seed": 3})
    assert compare_specs(left, right) == [
        SettingDifference("seed", 0, 3),
        SettingDifference("defence.threat.open_steps", None, 4),
        SettingDifference("training.lr", None, 0.5),
    ]
    assert compare_specs(left, left) == []


def test_that_another_network_is_a_difference_of_its_name() -> None:
    assert SettingDifference("model.name", "automatic", "elman") in compare_specs(
        RunSpec(), RunSpec().replace_paths({"model": "elman"})
    )
