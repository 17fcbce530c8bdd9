"""One sequence looked at closely."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
import torch
from support.reference_rnn import cross_entropy_gradient, double_weights, run

from robustgui.attacks.fgsm import FGSM
from robustgui.attacks.noise import Noise
from robustgui.attacks.pgd import PGD
from robustgui.base.errors import Interrupted, RunError
from robustgui.base.generators import run_to_end
from robustgui.data import Dataset, SequenceSet
from robustgui.evaluation.inspection import Inspection, InspectRequest, PcaCache, inspect
from robustgui.evaluation.scores import score_clean
from robustgui.models.network import Network
from robustgui.runs.building import build_network
from robustgui.runs.spec import RunSpec
from robustgui.threats.linf import Linf

Case = tuple[Network, Dataset]


def ask(case: Case, index: int = 3, **changes: object) -> Inspection:
    values = {"attack": PGD(steps=6), "threat": Linf(eps=0.4)} | changes
    question = InspectRequest(folder=None, epoch=None, split="test", index=index, **values)
    return inspect(*case, question, epoch=5)


def test_that_everything_has_its_shape(classifier: Case) -> None:
    network, data = classifier
    seen = ask(classifier)
    T, F, K, H, I = len(data.test[3]), 2, 3, 10, 7  # noqa: E741
    shapes = {
        "clean": (T, F), "attacked": (I, T, F), "iterations": (I,), "scores": (I,), "sizes": (I,),
        "clean_outputs": (K,), "attacked_outputs": (I, K), "clean_steps": (T, K), "attacked_steps": (I, T, K),
        "hidden_clean": (T, H), "hidden_attacked": (I, T, H), "path_clean": (T, 2), "path_attacked": (I, T, 2),
        "divergence": (I, T), "saliency": (T, F),
    }  # fmt: skip
    for name, shape in shapes.items():
        assert getattr(seen, name).shape == shape, name
        assert np.isfinite(getattr(seen, name)).all(), name
        assert getattr(seen, name).dtype == (np.int64 if name == "iterations" else np.float32), name
    assert seen.cloud.shape == (len(seen.cloud_labels), 2)
    assert seen.layers == 2
    assert seen.epoch == 5
    assert seen.label == data.test.labels[3]
    assert (seen.classes, seen.features) == (network.classes, network.features)
    assert pickle.loads(pickle.dumps(seen)).request == seen.request


def test_that_paths_and_decisions_are_those_of_the_equations(classifier: Case) -> None:
    network, data = classifier
    weights = double_weights(network.module)
    for layer in (0, 1, -1):
        seen = ask(classifier, layer=layer)
        np.testing.assert_allclose(seen.clean, data.test[3], atol=1e-5)
        for values, hidden, steps in (
            (seen.clean, seen.hidden_clean, seen.clean_steps),
            (seen.attacked[seen.returned], seen.hidden_attacked[seen.returned], seen.attacked_steps[seen.returned]),
        ):
            x = torch.from_numpy(network.space.to_network(values)).double()
            true = run("gru", "last", 2, False, weights, x)
            np.testing.assert_allclose(hidden, true.hidden[layer], atol=1e-4)
            np.testing.assert_allclose(steps, true.steps.softmax(1), atol=1e-4)
        np.testing.assert_allclose(seen.clean_steps[-1], seen.clean_outputs, atol=1e-6)


def test_that_the_attack_is_shown_from_its_start_to_what_it_returned(classifier: Case) -> None:
    network, _ = classifier
    seen = ask(classifier)
    assert seen.returned == 6
    assert seen.iterations.tolist() == list(range(7))
    assert (seen.sizes <= 0.4 * (1 + 1e-5)).all()
    assert seen.sizes[seen.returned] <= 0.4
    spread = network.space.spread
    np.testing.assert_allclose(np.abs((seen.attacked - seen.clean) / spread).max((1, 2)), seen.sizes, atol=1e-5)
    assert seen.scores[-1] > seen.scores[0]
    np.testing.assert_allclose(seen.scores, -np.log(seen.attacked_outputs[:, int(seen.label)]), rtol=1e-3, atol=1e-5)


def test_that_of_noise_the_kept_draw_is_the_chosen_one(classifier: Case) -> None:
    seen = ask(classifier, attack=Noise(draws=9))
    assert seen.returned == seen.scores[1:].argmax() + 1
    assert len(seen.iterations) == 10
    assert seen.sizes[0] == 0


def test_that_long_attacks_are_thinned(classifier: Case) -> None:
    seen = ask(classifier, attack=PGD(steps=40, restarts=2))
    assert len(seen.iterations) <= 60
    assert seen.iterations[0] == 0
    assert seen.iterations[-1] == 81
    assert len(seen.attacked) == len(seen.iterations)
    assert seen.iterations[seen.returned] in (40, 81)  # the end of one of the two starts


def test_that_without_an_attack_the_clean_sequence_is_shown(classifier: Case) -> None:
    seen = ask(classifier, attack=None)
    assert np.array_equal(seen.attacked[0], seen.clean)
    assert not seen.sizes.any()
    assert not seen.divergence.any()
    assert seen.returned == 0


def test_that_saliency_is_the_gradient_for_one_data_unit(classifier: Case) -> None:
    network, data = classifier
    seen = ask(classifier)
    x = torch.from_numpy(network.space.to_network(data.test[3]))
    weights = double_weights(network.module)
    _, gradient = cross_entropy_gradient("gru", "last", 2, False, weights, x, int(seen.label))
    np.testing.assert_allclose(seen.saliency, gradient.numpy() / network.space.std, rtol=1e-3, atol=1e-7)


def test_that_values_edited_by_hand_take_the_place_of_the_data(classifier: Case) -> None:
    _, data = classifier
    values = data.test[3].copy()
    values[4] += 1
    seen = ask(classifier, values=values)
    np.testing.assert_allclose(seen.clean, values, atol=1e-5)
    assert not np.allclose(seen.clean_outputs, ask(classifier).clean_outputs)
    assert np.allclose(seen.hidden_clean[:4], ask(classifier).hidden_clean[:4], atol=1e-6)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"index": 300}, "no sequence 300: the test data have 300"),
        ({"layer": 2}, "no layer 2: the network has 2"),
        ({"values": np.zeros((4, 3), np.float32)}, "one row per time step with 2 values"),
        ({"values": np.zeros((0, 2), np.float32)}, "one row per time step with 2 values"),
        ({"values": np.full((4, 2), np.nan, np.float32)}, "not a finite number"),
    ],
)
def test_that_an_impossible_question_is_explained(classifier: Case, changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(RunError, match=sentence):
        ask(classifier, **changes)


def test_that_an_absent_split_is_explained(classifier: Case) -> None:
    question = InspectRequest(folder=None, epoch=None, split="validation", index=0, attack=None, threat=None)
    with pytest.raises(RunError, match="no validation data"):
        inspect(*classifier, question, epoch=1)


def test_that_regression_shows_targets(regressor: Case) -> None:
    network, data = regressor
    seen = ask(regressor, attack=FGSM())
    assert seen.classes == ()
    assert seen.label == pytest.approx(float(data.test.labels[3, 0]))
    assert set(seen.cloud_labels) == {-1}
    found = run_to_end(score_clean(network, data.test)).predicted[3]
    np.testing.assert_allclose(seen.clean_outputs, found, atol=1e-5)
    np.testing.assert_allclose(seen.scores[0], (found - data.test.labels[3]) ** 2, atol=1e-5)


def test_that_the_network_is_left_as_found_and_a_stop_is_heard(classifier: Case) -> None:
    network, _ = classifier
    network.module.train()
    state = torch.get_rng_state()
    ask(classifier)
    assert network.module.training
    assert torch.equal(torch.get_rng_state(), state)
    assert all(weights.grad is None for weights in network.module.parameters())
    question = InspectRequest(None, None, "test", 0, PGD(), Linf(eps=0.1))
    with pytest.raises(Interrupted):
        inspect(*classifier, question, epoch=1, stop=lambda: True)


def test_that_the_plane_is_kept_until_a_weight_changes(classifier: Case) -> None:
    network, data = classifier
    planes = PcaCache()
    first = planes.cloud(network, data.test, 0)
    assert planes.cloud(network, data.test, 0) is first
    assert planes.cloud(network, data.test, 1) is not first
    first = planes.cloud(network, data.test, 0)
    with torch.no_grad():
        network.module.head.bias += 0
    assert planes.cloud(network, data.test, 0) is not first


def test_that_the_cloud_shows_where_other_clean_sequences_end(classifier: Case) -> None:
    network, data = classifier
    planes = PcaCache()
    cloud = planes.cloud(network, data.test, 1)
    assert len(cloud.indices) == 200
    index = int(cloud.indices[7])
    seen = inspect(*classifier, InspectRequest(None, None, "test", index, None, None), epoch=1, planes=planes)
    assert len(seen.cloud) == 199
    np.testing.assert_allclose(cloud.ends[7], seen.path_clean[-1], atol=1e-4)
    assert cloud.labels[7] == seen.label
    assert seen.explained[0] >= seen.explained[1] > 0
    assert sum(seen.explained) <= 1 + 1e-9


def test_that_a_front_end_of_frames_shows_states_by_frame_and_values_by_step() -> None:
    """States are fewer than steps; each says behind which step it is complete."""
    stream = np.random.default_rng(0)
    time = np.arange(800) / 8000
    tones = [np.sin(2 * np.pi * (400, 1500)[i % 2] * time) + 0.1 * stream.standard_normal(800) for i in range(24)]
    part = SequenceSet.pack(
        name="tones", values=np.concatenate(tones).astype(np.float32)[:, None], offsets=np.arange(25) * 800,
        labels=np.arange(24) % 2, classes=("low", "high"), features=("sound",), sample_rate=8000.0, kind="speech",
    )  # fmt: skip
    data = Dataset(part, part)
    spec = RunSpec().replace_paths({"model.hidden": 5, "front": [{"name": "log_mel"}]})
    network = build_network(spec, data, "cpu")
    seen = inspect(network, data, InspectRequest(None, None, "test", 3, PGD(steps=3), Linf(eps=0.2)), epoch=1)
    S = len(seen.steps)
    assert 3 < S < 100
    assert seen.clean.shape == seen.saliency.shape == (800, 1)
    assert seen.attacked.shape == (4, 800, 1)
    assert seen.hidden_clean.shape == (S, 5)
    assert seen.attacked_steps.shape == (4, S, 2)
    assert seen.divergence.shape == (4, S)
    assert (np.diff(seen.steps) > 0).all()
    assert seen.steps[-1] <= 800
    np.testing.assert_allclose(seen.clean_steps[-1], seen.clean_outputs, atol=1e-6)
    cloud = PcaCache().cloud(network, part, 0)
    np.testing.assert_allclose(cloud.ends[3], seen.path_clean[-1], atol=1e-4)
