"""Automatic settings: what they become, and that what is named stays."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from support.networks import bumps

from robustgui.data import SequenceSet, load
from robustgui.models.gru import GRU
from robustgui.models.lstm import LSTM
from robustgui.runs.automatic_settings import BUDGET, PATHS, automatic_paths, resolve_automatic
from robustgui.runs.duration import estimate_mean_step_seconds, estimate_run_seconds
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec
from robustgui.runs.training_run import TrainingRun


def zeros(count: int, length: int) -> SequenceSet:
    """Of one length, all the same piece of an array."""
    return SequenceSet(
        name="zeros", values=np.zeros((length, 1), np.float32), starts=np.zeros(count, np.int64),
        lengths=np.full(count, length, np.int64), labels=np.arange(count) % 2, classes=("a", "b"), features=("x",),
    )  # fmt: skip


SIZES = list(
    itertools.product(
        (4, 30, 300, 20_000), (1, 20, 150, 3000), ("automatic", "gru", "elman"), ("none", "adversarial_training")
    )
)


@pytest.mark.parametrize(("count", "length", "model", "defence"), SIZES)
def test_that_every_size_of_data_gets_a_run_of_bounded_length(
    count: int, length: int, model: str, defence: str
) -> None:
    train = zeros(count, length)
    spec = resolve_automatic(RunSpec().replace_paths({"model": model, "defence": defence}), train)
    assert automatic_paths(spec) == ()
    epochs, batch = spec.training.epochs or 0, spec.training.batch_size or 0
    steps = epochs * -(-count // batch)
    seconds = steps * estimate_mean_step_seconds(spec, train)
    assert steps >= 100
    assert seconds <= 1.6 * BUDGET or steps <= 350 or epochs == 1
    assert 1 <= (spec.watch.every or 0) <= epochs


def test_that_what_is_named_stays() -> None:
    named = {"training.epochs": 3, "training.batch_size": 5, "training.lr": 0.5, "watch.every": 2}
    assert set(named) == set(PATHS)
    spec = RunSpec(model=GRU()).replace_paths(named)
    assert resolve_automatic(spec, bumps(50, seed=0)) == spec


def test_that_short_sequences_get_a_gru_and_long_ones_an_lstm_with_the_same_settings() -> None:
    asked = RunSpec().replace_paths({"model.hidden": 32, "model.dropout": 0.2})
    short, long = (resolve_automatic(asked, zeros(200, length)).model for length in (20, 500))
    assert (short, long) == (GRU(hidden=32, dropout=0.2), LSTM(hidden=32, dropout=0.2))


def test_that_longer_sequences_get_fewer_steps_and_wider_networks_a_smaller_rate() -> None:
    short, long = (resolve_automatic(RunSpec(), zeros(100, length)).training for length in (50, 2000))
    assert (long.epochs or 0) < (short.epochs or 0)
    wide = resolve_automatic(RunSpec().replace_paths({"model.hidden": 256}), zeros(100, 50)).training
    assert (wide.lr or 0) < (short.lr or 0)


def test_that_a_slower_machine_takes_longer_in_proportion() -> None:
    data = load(RunSpec().data)
    spec = resolve_automatic(RunSpec(), data.train)
    assert estimate_run_seconds(spec, data, 2.0) == pytest.approx(2 * estimate_run_seconds(spec, data))
    assert estimate_run_seconds(spec.replace_paths({"defence": "none"}), data) < estimate_run_seconds(spec, data)


def test_that_a_run_stores_what_its_automatic_settings_became_and_what_was_asked(
    tmp_path: Path, tiny_spec: RunSpec
) -> None:
    asked = tiny_spec.replace_paths({"training.lr": None, "training.batch_size": None, "watch.every": None})
    run = TrainingRun(asked, tmp_path)
    list(run.events())
    assert run.folder is not None
    stored = RunFolder(run.folder.path)
    assert automatic_paths(stored.spec()) == ()
    assert stored.spec() == resolve_automatic(asked, load(asked.data).train)
    assert stored.read_requested_spec() == asked


def test_that_a_stored_spec_repeats_the_run_bit_for_bit(tmp_path: Path, tiny_spec: RunSpec) -> None:
    asked = tiny_spec.replace_paths({"training.lr": None, "training.batch_size": None})
    first = TrainingRun(asked, tmp_path)
    list(first.events())
    assert first.folder is not None
    again = TrainingRun(first.folder.spec())
    list(again.events())
    assert first.network is not None
    assert again.network is not None
    before, after = (run.network.module.state_dict() for run in (first, again))  # type: ignore[union-attr]
    assert all((before[name] == after[name]).all() for name in before)
