"""HotFlip against exhaustive search, and what it costs."""

from __future__ import annotations

import itertools

import pytest
import torch
from support.networks import VOCABULARY, attacked, moods, ragged_tokens, token_network, trained
from torch import Tensor

from robustgui.attacks.cost import Cost
from robustgui.attacks.hotflip import HotFlip
from robustgui.attacks.noise import Noise
from robustgui.attacks.run import run_attack
from robustgui.attacks.trace import Trace
from robustgui.models.batch import Batch, to_batch
from robustgui.models.gru import GRU
from robustgui.models.network import Network
from robustgui.threats.substitutions import Substitutions

LENGTHS = (5, 2, 4)
ALL = len(VOCABULARY) * max(LENGTHS)


def losses(network: Network, x: Tensor, y: Tensor, mask: Tensor) -> Tensor:
    with network.evaluating(), torch.no_grad():
        return network.losses(network.outputs(x, mask), y)


def exhaustive(network: Network, batch: Batch, row: int, edits: int, target: Tensor | None = None) -> float:
    """The largest score that any `edits` replacements of sequence `row` give, found by trying all."""
    length = int(batch.mask[row].sum())
    texts = [batch.x[row, :length]]
    for places in itertools.combinations(range(length), edits):
        for tokens in itertools.product(range(1, len(VOCABULARY)), repeat=edits):
            text = texts[0].clone()
            text[list(places)] = torch.tensor(tokens)
            texts.append(text)
    x = torch.stack(texts)
    wanted = batch.y[row] if target is None else target[row]
    every = losses(network, x, wanted.expand(len(x)), torch.ones(x.shape, dtype=torch.bool))
    return float(every.max() if target is None else -every.min())


@pytest.mark.parametrize("aimed", [False, True], ids=["untargeted", "targeted"])
@pytest.mark.parametrize("readout", ["last", "max"])
def test_that_with_all_tries_one_replacement_is_the_best_there_is(readout: str, aimed: bool) -> None:
    network = token_network(GRU(hidden=6, readout=readout), seed=3)
    batch = ragged_tokens(LENGTHS, padding=2)
    target = (batch.y + 1) % 4 if aimed else None
    found = attacked(
        HotFlip(tries=ALL), network, batch, Substitutions(eps=1, unit="edits"), goal="maximise", target=target
    )
    assert ((found != batch.x).sum(1) <= 1).all()
    score = losses(network, found, batch.y if target is None else target, batch.mask)
    for row in range(len(LENGTHS)):
        best = exhaustive(network, batch, row, 1, target)
        assert float(-score[row] if aimed else score[row]) == pytest.approx(best, abs=1e-5)


def test_that_with_all_tries_and_a_full_beam_two_replacements_are_the_best_there_are() -> None:
    network = token_network(GRU(hidden=6, readout="last"), seed=3)
    batch = ragged_tokens((4, 3))
    threat = Substitutions(eps=2, unit="edits")
    found = attacked(HotFlip(tries=ALL, beam=ALL), network, batch, threat, goal="maximise")
    score = losses(network, found, batch.y, batch.mask)
    for row in range(2):
        assert float(score[row]) == pytest.approx(exhaustive(network, batch, row, 2), abs=1e-5)


def test_that_more_tries_and_a_wider_beam_are_never_weaker_with_one_replacement() -> None:
    network = token_network(GRU(hidden=6, readout="last"), seed=3)
    batch = ragged_tokens((7, 5, 7, 6))
    threat = Substitutions(eps=1, unit="edits")
    found = [
        losses(network, attacked(HotFlip(tries=tries), network, batch, threat, goal="maximise"), batch.y, batch.mask)
        for tries in (1, 4, 20, ALL)
    ]
    for fewer, more in itertools.pairwise(found):
        assert (more >= fewer - 1e-6).all()
    assert (found[-1] > found[0] + 1e-4).any()


def test_that_the_loss_never_falls_even_where_the_first_order_is_wrong() -> None:
    network = token_network(GRU(hidden=6, readout="max"), seed=1)
    with torch.no_grad():
        network.table.mul_(30)  # saturated: the gradient says little about tokens far away
    batch = ragged_tokens((7, 5, 7, 6))
    found = attacked(HotFlip(tries=1), network, batch, Substitutions(eps=0.5), goal="maximise")
    assert (losses(network, found, batch.y, batch.mask) >= losses(network, batch.x, batch.y, batch.mask) - 1e-6).all()


def test_that_it_is_far_stronger_than_chance_on_a_trained_network() -> None:
    network = trained(GRU(hidden=8, readout="mean"), moods(200, seed=0), epochs=6)
    test = moods(100, seed=1)
    x, y, mask = to_batch(test, torch.arange(100).numpy(), network.space)
    threat = Substitutions(eps=0.2)
    right = []
    for attack in (HotFlip(), Noise(draws=10), None):
        found = x if attack is None else attacked(attack, network, Batch(x, y, mask), threat)
        with network.evaluating(), torch.no_grad():
            right.append(float((network.outputs(found, mask).argmax(1) == y).float().mean()))
    assert right[0] < right[1] < right[2]
    assert right[2] > 0.7


def test_that_what_the_network_is_asked_is_counted_in_sequences() -> None:
    network = token_network(GRU(hidden=6, readout="last"))
    x, y, mask = ragged_tokens((6, 6, 6))
    cost = Cost()
    threat = Substitutions(eps=2, unit="edits")
    run_attack(HotFlip(tries=5, beam=1), network, x, y, mask, threat, seed=0, goal="maximise", cost=cost)
    assert cost == Cost(queries=3 + 2 * 3 * 5, gradients=2 * 3)  # the clean texts, and per round one gradient each


def test_that_two_orders_of_the_same_replacements_are_asked_about_once() -> None:
    network = token_network(GRU(hidden=6, readout="last"))
    x, y, mask = ragged_tokens((2,))
    asked: list[Tensor] = []
    inner = network.module.forward
    network.module.forward = lambda x, mask: (asked.append(x.clone()), inner(x, mask))[1]
    run_attack(
        HotFlip(tries=ALL, beam=ALL), network, x, y, mask, Substitutions(eps=2, unit="edits"), seed=0, goal="maximise"
    )
    texts = torch.cat([texts for texts in asked if not texts.is_floating_point()])
    pairs = texts[(texts != x).all(1)]
    assert len(pairs) == 10 * 10  # each token by the other ten that may be put in
    assert len(pairs.unique(dim=0)) == len(pairs)


def test_that_every_replaced_token_is_one_iteration_of_the_trace() -> None:
    network = token_network(GRU(hidden=6, readout="last"))
    batch = ragged_tokens((6,))
    trace = Trace()
    found = attacked(HotFlip(), network, batch, Substitutions(eps=3, unit="edits"), trace=trace)
    assert len(trace.inputs) == 4
    assert [int((text != batch.x).sum()) for text in trace.inputs] == [0, 1, 2, 3]
    assert torch.equal(trace.inputs[-1], found)
    assert [float(score) for score in trace.scores] == sorted(float(score) for score in trace.scores)


def test_that_a_text_without_an_open_place_stays() -> None:
    network = token_network(GRU(hidden=6, readout="last"))
    batch = ragged_tokens((3, 1))
    found = attacked(HotFlip(), network, batch, Substitutions(eps=0.5, first_step=2), goal="maximise")
    assert torch.equal(found[1], batch.x[1])
    assert torch.equal(found[0, :2], batch.x[0, :2])
    assert found[0, 2] != batch.x[0, 2]
