"""Edited texts beside the clean one: which token is which, and where both have read equally far."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from support.networks import VOCABULARY

from robustgui.attacks.edit_search import EditSearch
from robustgui.attacks.hotflip import HotFlip
from robustgui.data import Dataset
from robustgui.evaluation.inspect_request import Inspection, InspectRequest
from robustgui.evaluation.inspection import inspect
from robustgui.evaluation.token_views import align_steps, align_tokens, mark_edited_tokens
from robustgui.models.network import Network
from robustgui.threats.edits import Edits

Case = tuple[Network, Dataset]


@pytest.mark.parametrize(
    ("origins", "steps"),
    [
        ([0, 1, 2], [0, 1, 2]),
        ([0, -1, 1, 2], [0, 2, 3]),  # one was put in
        ([0, 1, 2, -1], [0, 1, 3]),  # behind the last one
        ([0, 2], [0, 0, 1]),  # one was left out
        ([1, 0, 2], [0, 1, 2]),  # two have changed places
        ([1, 2], [0, 0, 1]),
    ],
)
def test_that_both_texts_are_compared_where_the_same_was_read(origins: list[int], steps: list[int]) -> None:
    assert align_steps(origins, 3).tolist() == steps


@pytest.mark.parametrize(
    ("written", "changed"),
    [
        ("a0 b1 c2", [0, 0, 0]),
        ("a0 x1 c2", [0, 1, 0]),
        ("x-1 a0 b1 c2", [0, 0, 0]),
        ("a0 c2", [0, 1, 0]),
        ("b1 a0 c2", [1, 1, 0]),
        ("x-1", [1, 1, 1]),
    ],
)
def test_that_what_was_replaced_left_out_or_moved_counts_as_changed(written: str, changed: list[int]) -> None:
    text = tuple((piece[0], int(piece[1:])) for piece in written.split())
    assert mark_edited_tokens("abc", text).tolist() == changed


def test_that_each_clean_token_has_what_stands_for_it() -> None:
    written = (("b", 1), ("x", -1), ("a", 0))
    assert align_tokens(3, written, [12, 30, 11]).tolist() == [11, 12, -1]


def ask(case: Case, **threat: object) -> Inspection:
    question = InspectRequest(
        folder=None, epoch=None, split="test", index=3, attack=EditSearch(tries=30),
        threat=Edits(**({"eps": 3, "unit": "edits"} | threat)),
    )  # fmt: skip
    return inspect(*case, question, epoch=1)


@pytest.mark.parametrize("kind", ["insert", "delete", "swap"])
def test_that_iterations_of_unequal_length_have_their_states_at_the_clean_steps(reader: Case, kind: str) -> None:
    network, data = reader
    off = {other: False for other in ("substitute", "insert", "delete", "swap") if other != kind}
    seen = ask(reader, **off)
    T = len(data.test[3])
    assert seen.hidden_attacked.shape[:2] == (len(seen.iterations), T)
    assert seen.attacked.shape == (len(seen.iterations), T, 1)
    for row, (text, origins) in enumerate(zip(seen.attacked_tokens, seen.origins, strict=True)):
        assert len(text) == len(origins) == T + {"insert": 1, "delete": -1, "swap": 0}[kind] * int(seen.sizes[row])
        x = torch.tensor([[VOCABULARY.index(token) for token in text]])
        states = network.states(x, torch.ones_like(x, dtype=torch.bool))
        np.testing.assert_allclose(seen.hidden_attacked[row, -1], states.hidden[-1][0, -1], atol=1e-5)
        np.testing.assert_allclose(seen.attacked_outputs[row], states.outputs[0].softmax(0), atol=1e-5)
        steps = align_steps(origins, T)
        np.testing.assert_allclose(seen.hidden_attacked[row], states.hidden[-1][0, steps], atol=1e-5)
    assert seen.sizes[seen.returned] > 0
    assert seen.scores[seen.returned] > seen.scores[0]


def test_that_edits_of_a_language_model_keep_every_step(writer: Case) -> None:
    question = InspectRequest(
        folder=None, epoch=None, split="test", index=3, attack=HotFlip(), threat=Edits(eps=2, unit="edits")
    )
    seen = inspect(*writer, question, epoch=1)
    assert {len(text) for text in seen.attacked_tokens} == {len(seen.tokens)}
    assert seen.sizes[seen.returned] > 0
