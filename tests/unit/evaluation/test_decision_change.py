"""The decision change, against its definition, and on networks of every kind."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from support.networks import bumps, moods, token_network, trained

from robustgui.attacks.edit_search import EditSearch
from robustgui.attacks.pgd import PGD
from robustgui.data import Dataset
from robustgui.evaluation.decision_change import (
    DecisionChange,
    decide_adversarial,
    decide_clean,
    find_change,
    find_decision_change,
)
from robustgui.evaluation.inspection import Inspection, InspectRequest, inspect
from robustgui.models.gru import GRU
from robustgui.models.lstm import LSTM
from robustgui.models.network import Network
from robustgui.threats.edits import Edits
from robustgui.threats.linf import Linf

Case = tuple[Network, Dataset]
DECISIONS = st.integers(1, 12).flatmap(
    lambda S: st.tuples(*[st.lists(st.integers(0, 3), min_size=S, max_size=S)] * 2)  # clean and adversarial, S states
)


def by_definition(clean: list[int], adversarial: list[int]) -> DecisionChange | None:
    """The first state from which the decisions differ at every later state; every state is tried."""
    for state in range(len(clean)):
        if all(a != b for a, b in zip(clean[state:], adversarial[state:], strict=True)):
            return DecisionChange(state, clean[state], adversarial[state])
    return None


@given(DECISIONS)
def test_that_the_decision_change_is_that_of_the_definition(decisions: tuple[list[int], list[int]]) -> None:
    clean, adversarial = decisions
    change = find_change(np.array(clean), np.array(adversarial))
    assert change == by_definition(clean, adversarial)
    assert (change is not None) == (clean[-1] != adversarial[-1])


def ask(case: Case, index: int, **changes: object) -> Inspection:
    values = {"attack": PGD(steps=5), "threat": Linf(eps=2.0)} | changes
    return inspect(*case, InspectRequest(folder=None, epoch=None, split="test", index=index, **values), epoch=1)


def check_every_iteration(seen: Inspection) -> int:
    """Whether decisions over time and final outputs tell one story; how many decision changes there are."""
    clean = decide_clean(seen)
    assert clean[-1] == seen.clean_outputs.argmax()
    changes = 0
    for iteration in range(len(seen.iterations)):
        adversarial = decide_adversarial(seen, iteration)
        assert len(adversarial) == len(clean) == len(seen.hidden_clean)
        assert adversarial[-1] == seen.attacked_outputs[iteration].argmax()
        change = find_decision_change(seen, iteration)
        assert change == by_definition(clean.tolist(), adversarial.tolist())
        changes += change is not None
    return changes


@pytest.mark.parametrize(
    "model",
    [
        GRU(hidden=6),
        GRU(hidden=6, readout="mean"),
        LSTM(hidden=6, readout="max"),
        GRU(hidden=6, bidirectional=True),
        GRU(hidden=6, bidirectional=True, readout="mean", layers=2),
    ],
    ids=lambda model: f"{model.name}-{model.readout}-{'bi' if model.bidirectional else 'uni'}",
)
def test_that_decisions_over_time_end_with_the_prediction_in_every_network(model: GRU | LSTM) -> None:
    data = Dataset(bumps(60, seed=0), bumps(30, seed=1))
    case = (trained(model, data.train, epochs=12), data)
    wrong = np.array([ask(case, i, attack=None, threat=None).clean_outputs.argmax() for i in range(30)])
    wrong_before = np.flatnonzero(wrong != data.test.labels)[:3].tolist()
    assert len(set(data.test.lengths.tolist())) > 1  # ragged
    assert sum(check_every_iteration(ask(case, index)) for index in [0, 1, 2, *wrong_before]) > 0


def test_that_texts_whose_length_an_attack_changes_are_compared_state_by_state() -> None:
    data = Dataset(moods(10, seed=0), moods(10, seed=1))
    changes = 0
    for seed in range(3):
        network = token_network(GRU(hidden=6), outputs=2, seed=seed)
        for index in range(3):
            seen = ask((network, data), index, attack=EditSearch(), threat=Edits(eps=2))
            changes += check_every_iteration(seen)
    assert changes > 0


def test_that_numbers_and_next_tokens_have_no_decision_change(regressor: Case, writer: Case) -> None:
    for case in (regressor, writer):
        seen = ask(case, 3)
        assert not len(decide_clean(seen))
        assert find_decision_change(seen, seen.returned) is None


def test_that_without_an_attack_no_decision_changes(classifier: Case) -> None:
    assert find_decision_change(ask(classifier, 3, attack=None), 0) is None


@given(st.lists(st.floats(-2, 2, width=32), min_size=2, max_size=5))
def test_that_the_most_probable_class_is_the_predicted_one_where_outputs_estimate_one_hot_vectors(
    outputs: list[float],
) -> None:
    network = token_network(GRU(hidden=2)).copy_with(loss="mse")
    raw = torch.tensor([outputs])
    found = network.probabilities(raw)
    assert raw.max() - raw[0, int(found.argmax())] < 1e-6  # differences that float32 loses beside one are ties
    torch.testing.assert_close(found.sum(), torch.tensor(1.0))


def test_that_all_short_decision_sequences_agree_with_the_definition() -> None:
    for S in (1, 2, 3):
        for clean, adversarial in itertools.product(itertools.product(range(3), repeat=S), repeat=2):
            found = find_change(np.array(clean), np.array(adversarial))
            assert found == by_definition(list(clean), list(adversarial))
