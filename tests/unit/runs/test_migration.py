"""Specs of earlier versions are read as what they meant."""

from __future__ import annotations

import pytest

from robustgui.base.errors import SettingError
from robustgui.runs.spec import RunSpec

OLD = '[data]\ntrain = "a.csv"\ntest_share = 0.25\nnormalise = "none"\nmissing = "mean"\n'


def test_that_settings_that_have_moved_are_found_in_their_new_place():
    spec = RunSpec.from_toml(OLD)
    assert (spec.data.train, spec.data.split.to_dict()) == ("a.csv", {"share": 0.25})
    assert [step.to_dict() for step in spec.data.preparation] == [{"how": "mean"}]
    assert [front.name for front in spec.front] == ["as_is"]


def test_that_old_defaults_change_nothing():
    spec = RunSpec.from_toml('[data]\ntest_share = 0.3\nnormalise = "feature"\nmissing = "interpolate"\n')
    assert spec == RunSpec()


@pytest.mark.parametrize("text", ['[data]\nnormal = "none"', "data = 3"])
def test_that_what_never_was_a_setting_is_still_refused(text):
    with pytest.raises(SettingError):
        RunSpec.from_toml(text)


def test_that_a_run_of_earlier_versions_keeps_the_split_that_its_seed_gave() -> None:
    stored = RunSpec(seed=5).to_toml().replace("split_seed = 0\n", "")
    assert "split_seed" not in stored
    assert RunSpec.from_toml(stored).data.split_seed == 5
    assert RunSpec.from_toml("seed = 5\n").data.split_seed == 5


def test_that_a_split_seed_that_is_named_stands_beside_the_seed_of_the_run() -> None:
    spec = RunSpec.from_toml(RunSpec(seed=5).replace_paths({"data.split_seed": 3}).to_toml())
    assert (spec.seed, spec.data.split_seed) == (5, 3)


def test_that_a_run_on_an_adversarial_set_keeps_the_inputs_that_it_was_trained_on() -> None:
    stored = RunSpec(data={"train": "a.npz", "format": {"name": "npz", "sequences": "x"}}).to_toml()
    old = stored.replace('inputs = "adversarial"\n', "")
    assert old != stored
    assert RunSpec.from_toml(old).data.format.inputs == "clean"
    assert RunSpec.from_toml(stored).data.format.inputs == "adversarial"


YOUNGER = {
    "model.initialisation": "uniform",
    "training.lr_warmup": 0.0,
    "defence.clean_share": 0.0,
    "defence.growth": 0.0,
}


def test_that_a_stored_spec_keeps_what_happened_before_a_setting_existed() -> None:
    former = RunSpec().replace_paths(
        {"training.epochs": 20, "training.batch_size": 0, "training.lr": 0.005, "watch.every": 1}
    )
    text = former.to_toml().replace("[training]\n", "[training]\nl1 = 0.0\nl2 = 0.0\n")  # penalties had settings there
    lines = [line for line in text.splitlines() if line.split(" = ")[0] not in _names(YOUNGER)]
    assert RunSpec.from_toml("\n".join(lines)) == former.replace_paths(YOUNGER)


def test_that_a_table_that_names_a_few_settings_takes_the_present_defaults() -> None:
    spec = RunSpec.from_toml("[model]\nname = 'gru'\nhidden = 8\n[training]\nlr = 0.1\n")
    assert (spec.model.initialisation, spec.training.lr_warmup) == ("orthogonal", RunSpec().training.lr_warmup)


def _names(paths: dict[str, object]) -> set[str]:
    return {path.split(".")[1] for path in paths}
