"""Noises of several kinds: their counts, moments, spectra and ratios, and that the budget cuts them."""

from __future__ import annotations

import pytest
import torch
from support.networks import attacked, network_of, ragged, token_network
from torch import Tensor

from robustgui.attacks.background_noise import BackgroundNoise
from robustgui.attacks.cost import Cost
from robustgui.attacks.dropped_steps import DroppedSteps
from robustgui.attacks.impulse import Impulse
from robustgui.attacks.noise import Noise
from robustgui.attacks.run import run_attack
from robustgui.models.batch import Batch
from robustgui.models.gru import GRU
from robustgui.threats import THREATS
from robustgui.threats.l2 import L2
from robustgui.threats.linf import Linf

NETWORK = network_of(GRU(hidden=4, readout="last"))
WIDE = Linf(eps=50, box=False)


def long(B: int = 6, T: int = 400) -> Batch:
    generator = torch.Generator().manual_seed(0)
    x = torch.randn(B, T, 3, generator=generator) * torch.tensor([1.0, 3.0, 0.2]) + 2
    return Batch(x, torch.zeros(B, dtype=torch.int64), torch.ones(B, T, dtype=torch.bool))


def changed(attack: object, batch: Batch, threat: object = WIDE, seed: int = 0) -> Tensor:
    return attacked(attack, NETWORK, batch, threat, goal="maximise", seed=seed) - batch.x


@pytest.mark.parametrize("share", [0.01, 0.25, 1.0])
def test_that_the_share_of_values_jumps_to_the_ends_of_the_budget(share: float) -> None:
    moved = changed(Impulse(share=share), long(), Linf(eps=0.5, box=False))
    assert (moved != 0).flatten(1).sum(1).tolist() == [round(share * 1200)] * 6
    assert moved[moved != 0].abs().tolist() == pytest.approx([0.5] * int((moved != 0).sum()), abs=1e-5)


def test_that_impulses_go_up_and_down_alike() -> None:
    moved = changed(Impulse(share=0.5), long(), Linf(eps=0.5, box=False))
    assert float((moved > 0).sum() / (moved != 0).sum()) == pytest.approx(0.5, abs=0.03)  # 3600 fair coins


def test_that_whole_steps_jump_in_one_direction() -> None:
    moved = changed(Impulse(share=0.1, of="steps"), long(), Linf(eps=0.5, box=False))
    assert (moved != 0).any(2).sum(1).tolist() == [40] * 6
    assert torch.equal(moved.sign().amin(2), moved.sign().amax(2))


def test_that_impulses_share_a_budget_that_is_shared() -> None:
    for name in ("l1", "l2"):
        moved = changed(Impulse(share=0.1), long(), THREATS[name](eps=2, box=False))
        size = moved.flatten(1).norm(p=1 if name == "l1" else 2, dim=1)
        assert size.tolist() == pytest.approx([2.0] * 6, rel=1e-4)
        heights = moved[moved != 0].abs()
        assert float(heights.max()) == pytest.approx(float(heights.min()), rel=1e-3)


def test_that_a_lost_step_shows_the_last_one_that_was_not() -> None:
    batch = long()
    moved = changed(DroppedSteps(share=0.3), batch)
    x = batch.x + moved
    for row in range(6):
        lost = (moved[row] != 0).any(1)
        assert int(lost.sum()) == 120
        for step in lost.nonzero()[:, 0].tolist():
            if not bool(lost[:step].all()):
                last = max(s for s in range(step) if not bool(lost[s]))
                assert torch.allclose(x[row, step], batch.x[row, last], atol=1e-5)


def test_that_a_lost_step_may_show_the_mean_of_the_valid_steps() -> None:
    batch = ragged((7, 4), padding=2)
    moved = changed(DroppedSteps(share=1.0, filling="mean"), batch)
    for row, length in enumerate((7, 4)):
        mean = batch.x[row, :length].mean(0)
        assert torch.allclose((batch.x + moved)[row, :length], mean.expand(length, -1), atol=1e-5)
    assert not moved[~batch.mask].any()


def test_that_dropped_steps_move_only_as_far_as_they_may() -> None:
    moved = changed(DroppedSteps(share=0.5), long(), Linf(eps=0.1, box=False))
    assert float(moved.abs().max()) <= 0.1 + 1e-6
    assert float(moved.abs().max()) > 0.099


def power(values: Tensor, mask: Tensor) -> Tensor:
    return torch.stack([row[valid].square().mean() for row, valid in zip(values, mask, strict=True)])


@pytest.mark.parametrize("snr", [-5.0, 0.0, 20.0])
@pytest.mark.parametrize("kind", ["babble", "white", "pink", "brown"])
def test_that_the_noise_has_the_ratio_to_the_signal(kind: str, snr: float) -> None:
    batch = ragged((40, 25, 33), padding=3)
    moved = changed(BackgroundNoise(kind=kind, snr=snr), batch)
    signal = torch.stack([x - x[valid].mean(0) for x, valid in zip(batch.x, batch.mask, strict=True)])
    ratio = 10 * (power(signal, batch.mask) / power(moved, batch.mask)).log10()
    assert ratio.tolist() == pytest.approx([snr] * 3, abs=0.01)


@pytest.mark.parametrize(("kind", "slope"), [("white", 0.0), ("pink", -1.0), ("brown", -2.0)])
def test_that_the_power_falls_with_frequency_as_the_colour_says(kind: str, slope: float) -> None:
    moved = changed(BackgroundNoise(kind=kind), long(T=2048))
    spectrum = torch.fft.rfft(moved.double(), dim=1).abs().square().mean((0, 2))[1:-1].log()
    frequency = torch.arange(1, 1024, dtype=torch.float64).log()
    apart = frequency - frequency.mean()
    assert float((apart * spectrum).sum() / apart.square().sum()) == pytest.approx(slope, abs=0.1)


def test_that_babble_is_another_sequence_at_another_time() -> None:
    batch = long(B=2, T=100)
    moved = changed(BackgroundNoise(kind="babble", voices=1, snr=0.0), batch)
    other = (batch.x[1] - batch.x[1].mean(0)).flatten()
    fits = [
        float(torch.corrcoef(torch.stack([moved[0].roll(shift, 0).flatten(), other]))[0, 1]) for shift in range(100)
    ]
    assert max(fits) == pytest.approx(1.0, abs=1e-4)


def test_that_a_small_budget_cuts_the_noise() -> None:
    batch = long()
    for threat in (Linf(eps=0.05, box=False), L2(eps=0.3, box=False)):
        found = run_attack(BackgroundNoise(snr=0.0), NETWORK, *batch, threat, seed=0, goal="maximise")
        assert (found.size <= threat.eps).all()
        assert (found.size > 0.9 * threat.eps).all()


def test_that_several_draws_keep_the_one_that_hurts_most() -> None:
    batch, losses = ragged((9, 6, 8)), []
    for draws in (1, 30):
        x = attacked(Noise(draws=draws), NETWORK, batch, Linf(eps=0.5, box=False), goal="maximise")
        with NETWORK.evaluating(), torch.no_grad():
            losses.append(NETWORK.losses(NETWORK.outputs(x, batch.mask), batch.y))
    assert (losses[1] >= losses[0]).all()
    assert (losses[1] > losses[0]).any()


@pytest.mark.parametrize("attack", [Noise(), Impulse(), DroppedSteps(), BackgroundNoise()])
def test_that_one_draw_asks_the_network_nothing(attack: object) -> None:
    cost = Cost()
    run_attack(attack, NETWORK, *ragged((5, 4)), WIDE, seed=0, goal="maximise", cost=cost)  # type: ignore[arg-type]
    assert (cost.queries, cost.gradients) == (0, 0)


def test_that_noise_on_text_moves_embeddings() -> None:
    network = token_network(GRU(hidden=4, readout="last"))
    tokens = torch.randint(1, 12, (3, 6), generator=torch.Generator().manual_seed(0))
    batch = Batch(tokens, torch.zeros(3, dtype=torch.int64), torch.ones(3, 6, dtype=torch.bool))
    for attack in (Impulse(), DroppedSteps(), BackgroundNoise()):
        found = run_attack(attack, network, *batch, Linf(eps=0.2), seed=0, goal="maximise")
        assert found.x.shape == (3, 6, 5)
        assert (found.size > 0).all()
