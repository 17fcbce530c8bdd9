"""Live streams: how budgets are shared out, strength beside an attacker who knows the future, refusals."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from support.networks import bumps, network_of, ragged, ragged_tokens, token_network, trained

from robustgui.attacks import ATTACKS
from robustgui.attacks.fgsm import FGSM
from robustgui.attacks.pgd import PGD
from robustgui.attacks.run import minimise_perturbation, run_attack
from robustgui.attacks.trace import Trace
from robustgui.base.errors import RunError, SettingError
from robustgui.models.batch import Batch, to_batch, token_batch
from robustgui.models.gru import GRU
from robustgui.threats import THREATS
from robustgui.threats.l1 import L1
from robustgui.threats.l2 import L2
from robustgui.threats.linf import Linf


def attack_stream(threat, batch: Batch, network=None, attack=None, seed: int = 0, **more: object):
    network = network or network_of(GRU(hidden=8, readout="last"))
    return run_attack(attack or FGSM(), network, *batch, threat, seed=seed, goal="maximise", **more)


def test_that_a_shared_budget_is_spent_evenly() -> None:
    batch = ragged((8, 5))
    l1 = attack_stream(L1(eps=2.0, causal=True, box=False), batch)
    each = (l1.x - batch.x).abs().sum(2)  # (B, T)
    torch.testing.assert_close(each, torch.where(batch.mask, 2.0, 0.0) / batch.mask.sum(1, keepdim=True))
    l2 = attack_stream(L2(eps=2.0, causal=True, box=False), batch)
    each = (l2.x - batch.x).square().sum(2)
    torch.testing.assert_close(each, torch.where(batch.mask, 4.0, 0.0) / batch.mask.sum(1, keepdim=True))


def test_that_what_a_step_spares_is_there_for_later_ones() -> None:
    """A value at the end of its range can move to one side only: its share is left to the others."""
    network = network_of(GRU(hidden=8, readout="last"), features=1)
    x = torch.full((1, 6, 1), 0.5)
    x[0, :3] = 100.0
    batch = Batch(x, torch.tensor([0]), torch.ones(1, 6, dtype=torch.bool))
    for threat, power in ((L1(eps=1.2, causal=True), 1), (L2(eps=1.2, causal=True), 2)):
        moved = (attack_stream(threat, batch, network).x - x)[0, :, 0].abs()
        spent = 0.0
        for step in range(6):
            share = (1.2**power - spent) / (6 - step)
            assert float(moved[step]) ** power <= share * (1 + 1e-4)
            spent += float(moved[step]) ** power
        assert float(moved[5]) ** power > 0.9 * (1.2**power - (spent - float(moved[5]) ** power))


def test_that_closed_steps_cost_nothing() -> None:
    batch = ragged((9,))
    found = attack_stream(L1(eps=3.0, causal=True, windows="2, 5-6", box=False), batch)
    each = (found.x - batch.x).abs().sum(2)[0]
    torch.testing.assert_close(each, torch.tensor([0, 0, 1.0, 0, 0, 1, 1, 0, 0]))


def test_that_with_a_horizon_not_even_the_length_has_to_be_known() -> None:
    long, short = ragged((9,), seed=4), ragged((9,), seed=4)
    short = Batch(short.x[:, :5], short.y, short.mask[:, :5])
    for threat in (L2(eps=1.0, causal=True, horizon=6), L1(eps=1.0, causal=True, horizon=4), Linf(causal=True)):
        whole, cut = (attack_stream(threat, batch, attack=PGD(steps=3)) for batch in (long, short))
        assert torch.equal(whole.x[:, :5], cut.x)
        assert (whole.size <= threat.eps).all()


def test_that_other_sequences_of_the_batch_may_end_at_any_time() -> None:
    one = ragged((7, 7, 7), seed=2)
    mask = one.mask.clone()
    mask[1, 4:] = False
    for attack in (PGD(steps=3), ATTACKS["noise"]()):
        whole = attack_stream(Linf(causal=True), one, attack=attack)
        other = attack_stream(Linf(causal=True), Batch(one.x, one.y, mask), attack=attack)
        assert torch.equal(whole.x[:, :4], other.x[:, :4])


def test_that_knowing_the_future_helps_and_watching_the_stream_still_beats_noise() -> None:
    train, test = bumps(300, seed=0), bumps(120, seed=1)
    network = trained(GRU(hidden=12, readout="last"), train)
    batch = to_batch(test, np.arange(len(test)), network.space)

    def accuracy(threat, attack) -> float:
        found = run_attack(attack, network, *batch, threat, seed=0)
        with network.evaluating(), torch.no_grad():
            return float((network.outputs(found.x, found.mask).argmax(1) == batch.y).float().mean())

    offline = accuracy(Linf(eps=0.4), PGD(steps=10))
    online = accuracy(Linf(eps=0.4, causal=True), PGD(steps=3))
    noise = accuracy(Linf(eps=0.4), ATTACKS["noise"]())
    assert offline < online < noise


def test_that_the_next_token_is_not_known_to_the_attacker() -> None:
    network = token_network(GRU(hidden=8, readout="last"), task="next_token")
    tokens, _, mask = ragged_tokens((6, 4))
    later = tokens.clone()
    later[0, 3:] = (later[0, 3:] % 11) + 1
    one, other = (
        attack_stream(Linf(eps=0.3, causal=True), token_batch("next_token", x, torch.empty(2, 0), mask), network)
        for x in (tokens, later)
    )
    assert torch.equal(one.x[:, :3], other.x[:, :3])
    assert not torch.equal(one.x[0, 3:], other.x[0, 3:])


def test_that_the_trace_follows_the_stream() -> None:
    batch = ragged((5, 5))
    trace = Trace()
    found = attack_stream(Linf(causal=True), batch, trace=trace)
    assert len(trace.inputs) == 6  # the clean sequence, then one for each step
    for step, x in enumerate(trace.inputs):
        assert torch.equal(x[:, :step], found.x[:, :step])
        assert torch.equal(x[:, step:], batch.x[:, step:])


def test_that_no_sequence_is_left_out_for_what_is_said_at_its_end() -> None:
    network = network_of(GRU(hidden=8, readout="last"))
    x, _, mask = ragged((6, 6))
    with network.evaluating(), torch.no_grad():
        wrong = (network.outputs(x, mask).argmax(1) + 1) % 4
    found = run_attack(FGSM(), network, x, wrong, mask, Linf(causal=True), seed=0, goal="succeed")
    assert (found.x != x).any((1, 2)).all()


@pytest.mark.parametrize("front", ["spectrogram", "difference", "log_mel"])
def test_that_front_ends_that_cut_frames_read_the_first_steps_too(front: str) -> None:
    from dataclasses import replace

    from robustgui.models.fronts import FRONTS

    cut = {"window": 4.0, "hop": 2.0, "unit": "steps"} if front == "spectrogram" else {}
    chain = (FRONTS[front](**cut),)
    network = network_of(GRU(hidden=6, readout="last"), features=1).copy_with(sample_rate=8000.0, fronts=chain)
    network = replace(network, module=network.spec.build())
    batch = ragged((6, 3), features=1)
    found = attack_stream(Linf(eps=0.1, causal=True), batch, network)
    assert torch.equal(found.x[~batch.mask], batch.x[~batch.mask])
    assert not torch.equal(found.x, batch.x)


def test_that_the_smallest_change_of_a_live_stream_is_refused() -> None:
    name = next(name for name in ("fab", "fmn") if name in ATTACKS)
    with pytest.raises(RunError, match="live stream"):
        minimise_perturbation(
            ATTACKS[name](), network_of(GRU(hidden=8, readout="last")), *ragged((4,)), Linf(causal=True), seed=0
        )


def test_that_an_aim_that_is_known_at_the_end_only_is_refused() -> None:
    for name in ("linf", "timing", "intersection"):
        with pytest.raises(SettingError, match="end of a live stream"):
            THREATS[name](causal=True, aim="least_likely")


def test_that_edits_of_a_stream_of_tokens_are_spread_over_it() -> None:
    network = token_network(GRU(hidden=8, readout="last"))
    x, y, mask = ragged_tokens((8, 5))
    threat = THREATS["substitutions"](eps=4, unit="edits", causal=True)
    found = run_attack(ATTACKS["noise"](), network, x, y, mask, threat, seed=0, goal="maximise")
    made = (found.x != x).long().cumsum(1)[0]
    assert made.tolist() == [1, 1, 2, 2, 3, 3, 4, 4]
    assert int((found.x != x)[1].sum()) == 4
