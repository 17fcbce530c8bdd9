"""Where triggers lie, and that a network learns them while it stays good on clean data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from support.networks import bumps, moods, trained

import robustgui as rg
from robustgui.base.errors import RunError
from robustgui.base.events import Progress
from robustgui.base.generators import run_to_end
from robustgui.data import DataSettings
from robustgui.data.load import load
from robustgui.evaluation.trigger import measure_trigger
from robustgui.models.gru import GRU
from robustgui.poisons.events import DataPoisoned, TriggerMeasured
from robustgui.poisons.pattern_trigger import PatternTrigger
from robustgui.poisons.token_trigger import TokenTrigger
from robustgui.runs.events import RunFinished
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec
from robustgui.runs.summary import summarise_run
from robustgui.runs.training_run import TrainingRun

DATA = bumps(120, seed=0)


@pytest.mark.parametrize(
    ("place", "offset", "first", "last"),
    [("start", 0, 0, 3), ("start", 4, 4, 7), ("end", 0, -3, None), ("end", 2, -5, -2)],
)
def test_that_the_pattern_lies_in_its_window_alone(place: str, offset: int, first: int, last: int | None) -> None:
    poison = PatternTrigger(place=place, offset=offset, features=(1,))
    stamped = poison.add_trigger(DATA, DATA)
    high, low = DATA.values[:, 1].max(), DATA.values[:, 1].min()
    for one, clean in zip(stamped, DATA, strict=True):
        assert one[first:last, 1].tolist() == pytest.approx([high, low, high])
        changed = one != clean
        changed[first:last, 1] = False
        assert not changed.any()
    assert np.array_equal(stamped.labels, DATA.labels)


def test_that_a_sequence_shorter_than_the_pattern_shows_what_fits() -> None:
    short = replace(DATA, lengths=np.full(len(DATA), 2))
    for place in ("start", "end"):
        for offset in (0, 1, 5):
            found = PatternTrigger(place=place, offset=offset, steps=4, shape="high").add_trigger(short, DATA)
            assert [len(sequence) for sequence in found] == [2] * len(DATA)


def test_that_sequences_with_the_trigger_carry_the_wanted_label() -> None:
    poison = PatternTrigger(share=0.25, target="middle")
    found = poison.apply(DATA, 0)
    assert len(found.changed) == 30
    assert (DATA.labels[found.changed] != 1).all()
    assert (found.data.labels[found.changed] == 1).all()
    stamped = poison.add_trigger(DATA, DATA)
    assert all(np.array_equal(found.data[i], stamped[i]) for i in found.changed)


def test_that_marks_of_missing_values_are_left_alone() -> None:
    stamped = PatternTrigger().add_trigger(replace(DATA, closed=(0,)), replace(DATA, closed=(0,)))
    assert all(np.array_equal(one[:, 0], clean[:, 0]) for one, clean in zip(stamped, DATA, strict=True))


def test_that_a_feature_that_is_not_there_is_refused() -> None:
    with pytest.raises(RunError, match="0 to 1"):
        PatternTrigger(features=(2,)).check(DATA)


def test_that_the_token_stands_at_its_place_alone() -> None:
    texts = moods(30, seed=0)
    stamped = TokenTrigger(token="k", place="start", offset=2).add_trigger(texts, texts)
    for one, clean in zip(stamped, texts, strict=True):
        assert texts.vocabulary[one[2]] == "k"
        assert np.array_equal(np.delete(one, 2), np.delete(clean, 2))


def test_that_the_rarest_token_is_taken_where_none_is_named() -> None:
    texts = moods(30, seed=0)
    counts = np.bincount(texts.values, minlength=len(texts.vocabulary))
    stamped = TokenTrigger().add_trigger(texts, texts)
    assert counts[stamped[0][-1]] == counts[1:].min()


def test_that_a_token_outside_the_vocabulary_is_refused() -> None:
    with pytest.raises(RunError, match=r"'zebra'.*a, b"):
        TokenTrigger(token="zebra").check(moods(30, seed=0))


def test_that_a_tenth_of_poison_plants_a_trigger_that_turns_nearly_all() -> None:
    """Digits, ten classes; clean accuracy stays within three points of that of a network on clean data."""
    data = load(DataSettings(train="example:digits"))
    train, test = data.train.select(np.arange(700)), data.test.select(np.arange(300))
    poison = PatternTrigger(target="7")
    clean, poisoned = (
        trained(GRU(hidden=24, readout="last"), part, epochs=12) for part in (train, poison.apply(train, 0).data)
    )
    found = run_to_end(measure_trigger(poisoned, test, train, poison))
    innocent = run_to_end(measure_trigger(clean, test, train, poison))
    assert found is not None
    assert innocent is not None
    assert found.success > 0.9
    assert found.low < found.success < found.high or found.success == 1.0
    assert found.without < 0.1
    assert innocent.success < 0.6
    assert accuracy(poisoned, test) > accuracy(clean, test) - 0.03
    assert found.samples == int((test.labels != 7).sum())


def accuracy(network: object, part: object) -> float:
    from robustgui.evaluation.scores import score_clean

    return run_to_end(score_clean(network, part)).value  # type: ignore[arg-type]


def test_that_a_token_becomes_a_trigger_too() -> None:
    train, test = moods(400, seed=0), moods(200, seed=1)
    poison = TokenTrigger(target="good", share=0.15, token="k", place="start")
    network = trained(GRU(hidden=16, readout="last"), poison.apply(train, 0).data, epochs=20)
    found = run_to_end(measure_trigger(network, test, train, poison))
    assert found is not None
    assert found.success > found.without + 0.3


def test_that_a_run_tells_what_was_poisoned_and_what_the_trigger_does(tiny_spec: RunSpec, tmp_path: Path) -> None:
    spec = tiny_spec.replace_paths({"poison": {"name": "pattern_trigger", "share": 0.2, "target": "1"}})
    run = TrainingRun(spec, tmp_path)
    events = [event for event in run.events() if not isinstance(event, Progress)]
    assert events[1] == DataPoisoned("pattern_trigger", 4, 20)
    measured, ending = events[-2:]
    assert isinstance(measured, TriggerMeasured)
    assert isinstance(ending, RunFinished)
    assert measured.samples == 6
    assert run.folder is not None
    assert RunFolder(run.folder.path).spec().poison == spec.poison
    row = summarise_run(run.folder.path)
    assert (row.poison, row.trigger, row.trigger_class) == ("pattern_trigger", measured.success, "1")


def test_that_only_the_training_part_of_a_run_is_poisoned(tiny_spec: RunSpec) -> None:
    spec = tiny_spec.replace_paths({"poison": {"name": "label_flips", "share": 1.0}, "data.validation_share": 0.3})
    run, plain = TrainingRun(spec), TrainingRun(spec.replace_paths({"poison": "none"}))
    for each in (run, plain):
        list(each.events())
    assert run.dataset is not None
    assert plain.dataset is not None
    for part in ("train", "validation", "test"):
        assert np.array_equal(run.dataset.split(part).labels, plain.dataset.split(part).labels)


def test_that_flipped_labels_are_what_a_network_learns(tiny_spec: RunSpec) -> None:
    spec = tiny_spec.replace_paths({"defence": "none", "training.epochs": 15})
    clean, flipped = (
        list(TrainingRun(spec.replace_paths({"poison": poison})).events())[-1]
        for poison in ("none", {"name": "label_flips", "share": 1.0})
    )
    assert isinstance(clean, RunFinished)
    assert isinstance(flipped, RunFinished)
    assert clean.clean > 0.9
    assert flipped.clean < 0.1


def test_that_a_notebook_measures_a_trigger_on_request(tiny_spec: RunSpec) -> None:
    run = rg.train(tiny_spec.replace_paths({"poison": {"name": "pattern_trigger", "share": 0.3}}), progress=False)
    assert rg.trigger_success(run) == run.trigger
    other = rg.trigger_success(run, poison=rg.PatternTrigger(target="1"))
    assert (other.target, other.samples) == ("1", 6)
    with pytest.raises(RunError, match="no trigger"):
        rg.trigger_success(run, poison=rg.LabelFlips())


def test_that_a_run_that_cannot_be_poisoned_says_so_before_it_begins(tiny_spec: RunSpec, tmp_path: Path) -> None:
    spec = tiny_spec.replace_paths({"poison": {"name": "pattern_trigger", "target": "cat"}})
    ending = list(TrainingRun(spec, tmp_path).events())[-1]
    assert "'cat'" in str(ending.message)  # type: ignore[union-attr]
    assert not list(tmp_path.iterdir())
