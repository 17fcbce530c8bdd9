"""What an attack costs, counted for the whole batch and for each sequence."""

from __future__ import annotations

import torch
from support.networks import network_of, ragged

from robustgui.attacks.cost import Cost
from robustgui.attacks.pgd import PGD
from robustgui.attacks.run import run_attack
from robustgui.models.gru import GRU
from robustgui.threats.linf import Linf


def test_that_the_counts_of_sequences_add_up_to_those_of_the_batch() -> None:
    network, batch = network_of(GRU(hidden=4, readout="last")), ragged()
    cost = Cost.by_sequence(len(batch.x), "cpu")
    run_attack(PGD(steps=3), network, *batch, Linf(eps=0.5), seed=0, cost=cost)
    assert cost.each is not None
    assert cost.each.sum(1).tolist() == [cost.queries, cost.gradients]
    assert cost.queries > 0


def test_that_a_sequence_that_fell_before_the_attack_costs_one_question() -> None:
    network, batch = network_of(GRU(hidden=4, readout="last")), ragged()
    with torch.no_grad():
        right = network.outputs(batch.x, batch.mask).argmax(1)
    y = torch.where(torch.tensor([True, False, True]), right, (right + 1) % 4)
    cost = Cost.by_sequence(3, "cpu")
    run_attack(PGD(steps=3), network, batch.x, y, batch.mask, Linf(eps=1e-6), seed=0, cost=cost)
    assert cost.each is not None
    queries, gradients = cost.each.tolist()
    assert (queries[1], gradients[1]) == (1, 0)
    assert gradients[0] == gradients[2] > 0


def test_that_a_sequence_that_is_asked_about_twice_at_once_counts_twice() -> None:
    cost = Cost.by_sequence(3, "cpu")
    cost.query(torch.tensor([2, 2, 0]), 5)
    cost.gradient(torch.tensor([1]), 1)
    assert cost.each is not None
    assert cost.each.tolist() == [[5, 0, 10], [0, 1, 0]]
    assert (cost.queries, cost.gradients) == (15, 1)
