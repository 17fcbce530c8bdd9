"""One text looked at closely."""

from __future__ import annotations

import pickle
from dataclasses import replace

import numpy as np
import pytest
import torch
from support.networks import VOCABULARY, moods

from robustgui.attacks.hotflip import HotFlip
from robustgui.attacks.pgd import PGD
from robustgui.attacks.run import run_attack
from robustgui.base.errors import RunError
from robustgui.base.seeding import derive
from robustgui.data import Dataset
from robustgui.data.pipeline import fit
from robustgui.data.raw_text import pack_texts
from robustgui.data.steps import STEPS
from robustgui.evaluation.inspection import Inspection, InspectRequest, inspect
from robustgui.evaluation.state_trace import SHOWN_TOKENS
from robustgui.models.network import Network
from robustgui.threats.linf import Linf
from robustgui.threats.substitutions import Substitutions

Case = tuple[Network, Dataset]
ON_TOKENS = {"attack": HotFlip(tries=4), "threat": Substitutions(eps=3, unit="edits")}
ON_VECTORS = {"attack": PGD(steps=5), "threat": Linf(eps=0.4)}


def ask(case: Case, index: int = 3, **changes: object) -> Inspection:
    question = InspectRequest(
        **{"folder": None, "epoch": None, "split": "test", "index": index, **ON_TOKENS, **changes}
    )
    return inspect(*case, question, epoch=5)


@pytest.mark.parametrize("asked", [ON_TOKENS, ON_VECTORS], ids=["tokens", "vectors"])
@pytest.mark.parametrize("task", ["reader", "writer"])
def test_that_everything_has_its_shape(task: str, asked: dict, request: pytest.FixtureRequest) -> None:
    network, data = request.getfixturevalue(task)
    seen = ask((network, data), **asked)
    T = len(data.test[3]) - (task == "writer")
    I, H = len(seen.iterations), 8 if task == "reader" else 12  # noqa: E741
    K = 2 if task == "reader" else len(seen.shown_tokens)
    shapes = {
        "clean": (T, 1), "attacked": (I, T, 1), "scores": (I,), "sizes": (I,), "clean_outputs": (K,),
        "attacked_outputs": (I, K), "clean_steps": (T, K), "attacked_steps": (I, T, K), "hidden_clean": (T, H),
        "hidden_attacked": (I, T, H), "path_attacked": (I, T, 2), "divergence": (I, T), "saliency": (T, 1),
        "shift": (I, T), "attribution": (T,),
    }  # fmt: skip
    for name, shape in shapes.items():
        assert getattr(seen, name).shape == shape, name
        assert np.isfinite(getattr(seen, name)).all(), name
        assert getattr(seen, name).dtype == np.float32, name
    assert seen.tokens == tuple(VOCABULARY[token] for token in data.test[3][:T])
    assert len(seen.attacked_tokens) == I
    assert all(len(text) == T for text in seen.attacked_tokens)
    assert seen.steps.tolist() == list(range(T))
    assert pickle.loads(pickle.dumps(seen)).tokens == seen.tokens


def test_that_replaced_tokens_are_marked_and_counted(reader: Case) -> None:
    seen = ask(reader)
    for text, shift, size in zip(seen.attacked_tokens, seen.shift, seen.sizes, strict=True):
        differs = [token != clean for token, clean in zip(text, seen.tokens, strict=True)]
        assert shift.tolist() == [float(d) for d in differs]
        assert size == sum(differs) <= 3
    assert seen.sizes[0] == 0
    assert seen.sizes[seen.returned] > 0
    assert seen.scores[seen.returned] > seen.scores[0]
    numbers = seen.attacked[seen.returned, :, 0].astype(int)
    assert tuple(VOCABULARY[token] for token in numbers) == seen.attacked_tokens[seen.returned]


def test_that_a_moved_embedding_is_shown_as_the_nearest_token_and_by_how_far_it_went(reader: Case) -> None:
    network, _ = reader
    small, large = ask(reader, **ON_VECTORS), ask(reader, attack=PGD(steps=5), threat=Linf(eps=30.0))
    assert set(small.attacked_tokens) == {small.tokens}  # 0.4 deviations lead to no other word
    assert (small.shift <= 0.4 + 1e-5).all()
    assert small.shift[small.returned].max() > 0.3
    assert large.attacked_tokens[large.returned] != large.tokens
    x = torch.tensor([[VOCABULARY.index(token) for token in large.tokens]])
    mask = torch.ones(x.shape, dtype=torch.bool)
    y = torch.tensor([int(large.label)])
    moved = run_attack(PGD(steps=5), network, x, y, mask, Linf(eps=30.0), seed=derive(0, "inspect"), goal="maximise").x[
        0
    ]
    nearest = torch.cdist(moved, network.table.detach()).argmin(1)
    assert tuple(VOCABULARY[token] for token in nearest) == large.attacked_tokens[large.returned]


def test_that_attribution_is_what_the_answer_changes_by_when_embeddings_grow(reader: Case) -> None:
    """The sum of attribution over a token is the derivative of the logit for a factor on its vector."""
    network, data = reader
    seen = ask(reader)
    x = torch.from_numpy(data.test[3].astype(np.int64))[None]
    mask = torch.ones(x.shape, dtype=torch.bool)
    network.module.double()
    try:
        with network.evaluating(), torch.no_grad():
            vectors = network.embed(x, mask)
            answer = int(network.outputs(x, mask)[0].argmax())
            for step in range(3):
                logits = []
                for factor in (1 + 1e-5, 1 - 1e-5):
                    scaled = vectors.clone()
                    scaled[0, step] *= factor
                    logits.append(float(network.outputs(scaled, mask)[0, answer]))
                assert float(seen.attribution[step]) == pytest.approx((logits[0] - logits[1]) / 2e-5, abs=1e-4)
    finally:
        network.module.float()


def test_that_of_the_next_token_the_true_one_and_the_likeliest_are_shown(writer: Case) -> None:
    network, data = writer
    seen = ask(writer)
    text = torch.from_numpy(data.test[3].astype(np.int64))[None]
    with network.evaluating(), torch.no_grad():
        p = network.outputs(text[:, :-1], torch.ones(1, text.shape[1] - 1, dtype=torch.bool))[0, -1].softmax(0)
    assert seen.shown_tokens[int(seen.label)] == VOCABULARY[int(text[0, -1])]
    assert seen.shown_tokens[0] == VOCABULARY[int(p.argmax())]
    assert len(seen.shown_tokens) == SHOWN_TOKENS == len(set(seen.shown_tokens))
    goal = [float(p[VOCABULARY.index(token)]) for token in seen.shown_tokens]
    np.testing.assert_allclose(seen.clean_outputs, goal, rtol=1e-4)
    np.testing.assert_allclose(seen.clean_steps[-1], seen.clean_outputs)
    assert list(seen.clean_outputs) == sorted(seen.clean_outputs, reverse=True)
    assert seen.classes == ()
    assert seen.baseline.shape == (0,)


def test_that_a_large_vocabulary_is_read_in_parts_with_the_same_answer(
    writer: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = ask(writer, **ON_VECTORS)
    monkeypatch.setattr("robustgui.evaluation.state_trace._AT_ONCE", 1)
    parts = ask(writer, **ON_VECTORS)
    np.testing.assert_allclose(parts.attacked_steps, whole.attacked_steps, rtol=1e-4, atol=1e-6)
    np.testing.assert_allclose(parts.hidden_attacked, whole.hidden_attacked, rtol=1e-4, atol=1e-6)


def typed_case(reader: Case) -> Case:
    """The reader with texts whose words are the letters of its vocabulary, and the preparation that cuts them."""
    network, _ = reader
    texts = [" ".join(VOCABULARY[token] for token in text) for text in moods(30, seed=2)]
    values, offsets = pack_texts(texts)
    raw = replace(moods(30, seed=2), values=values, starts=offsets[:-1], lengths=np.diff(offsets), vocabulary=())
    pipeline, train = fit((STEPS["words"](least=1),), raw)
    assert len(train.vocabulary) == len(VOCABULARY)
    return network.copy_with(vocabulary=train.vocabulary), Dataset(train, train, pipeline=pipeline)


def test_that_a_typed_text_takes_the_place_of_the_one_in_the_data(reader: Case) -> None:
    case = typed_case(reader)
    seen = ask(case, text="A b zebra c", attack=None)
    assert seen.tokens == ("a", "b", "<unk>", "c")
    assert seen.label == case[1].test.labels[3]
    assert not seen.shift.any()
    same = ask(case, text=" ".join(ask(case).tokens), attack=None)
    np.testing.assert_allclose(same.clean_outputs, ask(case, attack=None).clean_outputs, atol=1e-6)
    assert ask(case, text="").tokens == ("<unk>",)


def test_that_text_for_values_and_values_for_text_are_refused(reader: Case, classifier: Case, writer: Case) -> None:
    with pytest.raises(RunError, match="Only the sequences of text data"):
        ask(classifier, text="word", **ON_VECTORS)
    with pytest.raises(RunError, match="not values that could be edited"):
        ask(reader, values=np.zeros((3, 1), np.float32))
    network, data = writer
    short = replace(data.test, lengths=np.ones_like(data.test.lengths))
    with pytest.raises(RunError, match="too short"):
        ask((network, replace(data, test=short)))
