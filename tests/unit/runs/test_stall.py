"""A training that learns nothing says so while it runs, and what would help."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.rising_lines import write_rising_lines

import robustgui as rg
from robustgui.cli.run import train
from robustgui.data import DataSettings, load
from robustgui.defences.adversarial_training import AdversarialTraining
from robustgui.models.elman import Elman
from robustgui.models.gru import GRU
from robustgui.runs.events import RunFinished
from robustgui.runs.spec import RunSpec
from robustgui.runs.stall_advice import suggest_changes
from robustgui.runs.training_run import TrainingRun
from robustgui.training.events import EpochDone, TrainingLearns, TrainingStalled

SLOW = {
    "model.hidden": 4,
    "training.epochs": 40,
    "training.lr": 1e-7,
    "watch.every": 1,
    "watch.samples": 60,
    "watch.attack.steps": 1,
}


@pytest.fixture(scope="module")
def separable(tmp_path_factory: pytest.TempPathFactory) -> RunSpec:
    """Rising against falling lines, 40 to train and 60 to test, with a rate that learns nothing."""
    file = write_rising_lines(tmp_path_factory.mktemp("lines"), 40, 60, steps=8, noise=0.1, seed=1)
    data = DataSettings(train=str(file))
    return RunSpec(data=data).replace_paths(
        {"device.device": "cpu", "device.threads": 1, "model": "lstm", "seed": 1} | SLOW
    )


def test_that_a_training_that_learns_nothing_says_so_once_while_it_runs(separable: RunSpec) -> None:
    events = list(TrainingRun(separable).events())
    stalls = [event for event in events if isinstance(event, TrainingStalled)]
    assert [(stall.majority, stall.samples) for stall in stalls] == [(0.5, 60)]
    assert stalls[0].epoch == 12  # 30 % of the steps
    assert stalls[0].clean == next(e.clean for e in events if isinstance(e, EpochDone) and e.epoch == 12)
    assert isinstance(events[-1], RunFinished)


def test_that_a_training_that_learns_is_left_alone(separable: RunSpec) -> None:
    events = list(TrainingRun(separable.replace_paths({"training.lr": 0.05})).events())
    assert not any(isinstance(event, TrainingStalled | TrainingLearns) for event in events)


def test_that_a_training_that_learns_late_takes_it_back(separable: RunSpec) -> None:
    late = {"training.lr": 0.003, "training.epochs": 30, "training.lr_warmup": 0.9, "defence.clean_share": 0.9}
    kinds = [
        type(event)
        for event in TrainingRun(separable.replace_paths(late)).events()
        if isinstance(event, TrainingStalled | TrainingLearns)
    ]
    assert kinds == [TrainingStalled, TrainingLearns]


def test_that_each_offer_changes_what_is_unusual_and_can_be_trained_with(separable: RunSpec) -> None:
    bad = separable.copy_with(
        model=Elman(hidden=4, readout="last", initialisation="uniform"), defence=AdversarialTraining(clean_share=0.0)
    )
    train = load(bad.data).train
    offers = suggest_changes(bad, train)
    assert [str(offer.title) for offer in offers] == [
        "Read out last step, max and mean pooling", "Start from orthogonal weights", "Raise the learning rate",
        "Train without the attack first",
    ]  # fmt: skip
    for offer in offers:
        changed = bad.replace_paths(offer.changes)
        assert changed != bad
        assert offer not in suggest_changes(changed, train)


def test_that_usual_settings_are_offered_more_time_and_less_defence(separable: RunSpec) -> None:
    usual = separable.copy_with(model=GRU()).replace_paths({"training.lr": 5e-3})
    titles = [offer.title.template for offer in suggest_changes(usual, load(usual.data).train)]
    assert titles == [
        "Train longer ({epochs} {epochs:epoch|epochs})",
        "Train without a defence",
        "Raise the learning rate",
    ]


def test_that_numbers_to_be_predicted_never_stall_by_classes(tmp_path: Path) -> None:
    spec = RunSpec().replace_paths(
        {"data.train": "example:synthetic_prices", "defence": "none", "watch.attack": "fgsm"}
    )
    spec = spec.replace_paths(
        {"training.epochs": 1, "training.batch_size": 512, "device.device": "cpu", "model.hidden": 2}
    )
    assert not any(isinstance(event, TrainingStalled) for event in TrainingRun(spec).events())


def test_that_a_notebook_is_warned_with_what_may_help(separable: RunSpec) -> None:
    data = rg.load(separable.data.train)
    options = {"epochs": 40, "lr": 1e-7, "defence": rg.NoDefence(), "model": rg.LSTM(hidden=4), "seed": 1}
    with pytest.warns(rg.TrainingWarning) as warned:
        rg.train(data, device=separable.device, progress=False, **options)
    assert len(warned) == 1
    assert re.search(r"no better than.*Raise the learning rate \(training.lr = 0.005\)", str(warned[0].message))


def test_that_the_command_line_names_the_settings_that_may_help(
    separable: RunSpec, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    train(TrainingRun(separable, tmp_path), as_json=False)
    said = capsys.readouterr().out
    assert said.count("no better than always answering the most frequent class") == 1
    assert "Raise the learning rate: --set training.lr=0.005" in said
