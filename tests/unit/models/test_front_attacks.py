"""Threats speak in the data's units whatever front ends follow: measured on the data that an attack gives back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from support.networks import attacked, bumps

from robustgui.attacks.pgd import PGD
from robustgui.data import STEPS, Dataset, SequenceSet, space_of
from robustgui.data.pipeline import fit
from robustgui.models.batch import to_batch
from robustgui.models.fronts import FRONTS, Front
from robustgui.runs.building import build_network
from robustgui.runs.spec import RunSpec
from robustgui.threats.l2 import L2
from robustgui.threats.linf import Linf

N = FRONTS["normalise"]
CHAINS: dict[str, tuple[Front, ...]] = {
    "normalise": (N(),),
    "as_is": (FRONTS["as_is"](),),
    "sequence": (N(by="sequence"),),
    "difference": (FRONTS["difference"](), N()),
    "log_returns": (FRONTS["log_returns"](), N()),
    "spectrogram": (FRONTS["spectrogram"](unit="steps", window=8.0, hop=4.0), N()),
    "log_mel": (FRONTS["log_mel"](window=80.0, hop=40.0, bands=4), N()),
    "mfcc": (N(), FRONTS["mfcc"](window=80.0, hop=40.0, bands=4, coefficients=4, deltas=1), N()),
}


def data() -> SequenceSet:
    """Positive, of two features with units of very different size, on which a box is felt."""
    made = bumps(20, seed=3)
    return replace(made, values=100 + made.values * np.array([1, 10], np.float32), sample_rate=100.0)


@pytest.mark.parametrize("threat", [Linf(eps=0.5), Linf(eps=0.5, unit="data"), L2(eps=0.5, unit="data")], ids=str)
@pytest.mark.parametrize("chain", CHAINS.values(), ids=CHAINS)
def test_that_an_attack_moves_the_data_by_its_budget_and_stays_in_their_range(chain, threat) -> None:
    train = data()
    network = build_network(
        RunSpec(front=chain).replace_paths({"model.hidden": 4}), Dataset(train=train, test=train), "cpu"
    )
    indices = np.arange(len(train))
    x, y, mask = to_batch(train, indices, network.space)
    x_adv = attacked(PGD(steps=5), network, (x, y, mask), threat, goal="maximise")
    clean, _ = train.pad(indices)
    moved = np.where(mask[:, :, None], network.space.to_data(x_adv.numpy()) - clean, 0.0)
    if isinstance(threat, L2):
        size = np.linalg.norm(moved.reshape(len(train), -1), axis=1)
    else:
        unit = space_of(train).spread if threat.unit == "std" else 1.0
        size = np.abs(moved / unit).max((1, 2))
    assert (size <= 0.5 * (1 + 1e-4)).all()  # the way back from float32
    assert size.max() > 0.25
    reached = network.space.to_data(x_adv[mask].numpy())
    low, high = train.values.min(0), train.values.max(0)
    assert (reached >= low - 1e-5 * np.abs(low)).all()
    assert (reached <= high + 1e-5 * np.abs(high)).all()


def test_that_the_network_sees_the_spectrogram_of_waveform_and_perturbation() -> None:
    """What the front end makes of x + delta is what NumPy makes of it, not the spectrogram of x plus something."""
    train = data()
    chain = CHAINS["spectrogram"]
    network = build_network(
        RunSpec(front=chain).replace_paths({"model.hidden": 4}), Dataset(train=train, test=train), "cpu"
    )
    batch = to_batch(train, np.arange(3), network.space)
    x_adv = attacked(PGD(steps=3), network, batch, Linf(eps=0.5), goal="maximise")
    found, valid = network.module.apply_fronts(x_adv, batch.mask, 1)
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(8) / 8)
    for row, length in enumerate(train.lengths[:3]):
        wave = x_adv[row, :length].double().numpy()
        frames = [wave[i : i + 8] for i in range(0, length - 7, 4)]
        if 8 + 4 * (len(frames) - 1) < length:
            rest = wave[4 * len(frames) :]
            frames.append(np.concatenate([rest, np.zeros((8 - len(rest), 2))]))
        power = np.abs(np.fft.rfft(np.array(frames) * hann[:, None], axis=1)) ** 2 / (hann**2).sum()  # (n, 5, 2)
        expected = np.log(power + 1e-6).transpose(0, 2, 1).reshape(len(frames), -1)
        assert valid[row].sum() == len(frames)
        np.testing.assert_allclose(found[row, : len(frames)].detach(), expected, rtol=1e-3, atol=1e-2)


def test_that_no_attack_changes_the_marks_of_missing_values() -> None:
    gappy = data()
    gappy.values[::5, 0] = np.nan
    pipeline, train = fit((STEPS["mask"](),), gappy)
    assert train.features[-1] == "sensor 0 missing"
    for chain in (CHAINS["normalise"], CHAINS["difference"]):
        spec = RunSpec(front=chain).replace_paths({"model.hidden": 4})
        network = build_network(spec, Dataset(train=train, test=train, pipeline=pipeline), "cpu")
        batch = to_batch(train, np.arange(4), network.space)
        x_adv = attacked(PGD(steps=3), network, batch, Linf(eps=0.5), goal="maximise")
        changed = (x_adv != batch.x).any(0).any(0)
        assert changed.tolist() == [True, True, False]


def test_that_inspected_states_name_the_steps_of_the_data() -> None:
    train = data()
    chain = CHAINS["mfcc"]
    network = build_network(
        RunSpec(front=chain).replace_paths({"model.hidden": 4}), Dataset(train=train, test=train), "cpu"
    )
    x, _, mask = to_batch(train, np.array([0]), network.space)
    states = network.states(x, mask)
    assert states.steps is not None
    assert len(states.steps) == states.hidden.shape[2]
    assert states.steps[-1] == x.shape[1] - 1
    assert (states.steps.diff() >= 0).all()
    assert torch.equal(states.steps[:1], torch.tensor([min(7 + 2 * 4, x.shape[1] - 1)]))
