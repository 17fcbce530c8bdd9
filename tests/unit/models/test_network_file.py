"""Network files that nobody vouches for: one error that names the file, and nothing is built that they only claim."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import save
from support.networks import network_of, plain_space, token_network

from robustgui.base.errors import RunError
from robustgui.models import MODELS
from robustgui.models.network import Network
from robustgui.models.network_file import load_network, read_epoch, save_network
from robustgui.models.tensor_file import NETWORK, TRAINED_ON, read_tensors

Damage = Callable[[dict[str, Any], dict[str, torch.Tensor]], None]


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("network") / "model.safetensors"
    save_network(network_of(MODELS["gru"](hidden=4)), path, epoch=3)
    return path


def damaged(stored: Path, damage: Damage) -> Path:
    """A copy of `stored` beside it, with other facts or tensors."""
    tensors, metadata = read_tensors(stored)
    facts = json.loads(metadata[NETWORK])
    damage(facts, tensors)
    copy = stored.with_name("damaged.safetensors")
    copy.write_bytes(save(tensors, {NETWORK: json.dumps(facts)}))
    return copy


def refusal(path: Path) -> str:
    with pytest.raises(RunError) as caught:
        load_network(path)
    assert str(path) in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("network", [network_of(MODELS["lstm"](hidden=3)), token_network(MODELS["gru"](hidden=3))])
def test_that_a_network_is_read_back_as_it_was(tmp_path: Path, network: Network):
    save_network(network, tmp_path / "a.safetensors", epoch=1)
    other = load_network(tmp_path / "a.safetensors")
    assert (other.model, other.fronts, other.classes, other.features, other.vocabulary) == (
        network.model, network.fronts, network.classes, network.features, network.vocabulary
    )  # fmt: skip
    state = other.module.state_dict()
    assert all(torch.equal(state[name], value) for name, value in network.module.state_dict().items())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"model": {"name": "gru", "hidden": 10**9}}, "hidden"),
        ({"model": {"name": "gru", "hidden": 4096, "layers": 8, "bidirectional": True}}, "other names|shape"),
        ({"model": {"name": "imported", "head": [65_536] * 60}}, "other names|shape"),
        ({"model": {"name": "imported", "head": [1] * 100_000}}, "head"),
        ({"model": {"name": "perceptron"}}, "perceptron"),
        ({"model": {"name": "n" * 1_000_000}}, "no network called"),
        ({"model": {"hidden": 4}}, "needs the name"),
        ({"model": []}, "needs the name"),
        ({"model": {"name": "gru", "self": 1}}, "self: is not a setting"),
        ({"fronts": [{"name": "spectrogram", "window": 1e6}], "sample_rate": 1e300}, "steps"),
        ({"fronts": [{"name": "log_mel", "bands": 512, "window": 1e6}], "sample_rate": 4e3}, "memory"),
        ({"fronts": [{"name": "embedding", "size": 4096}]}, "other names"),
        ({"fronts": [{"name": "difference"}] * 101}, "at most 100"),
        ({"outputs": 10**12}, "outputs"),
        ({"outputs": True}, "whole number"),
        ({"classes": ["a"]}, "outputs"),
        ({"classes": "abcd"}, "classes"),
        ({"features": []}, "space|features"),
        ({"space": {}}, "mean"),
        ({"space": {"mean": [0], "std": [1], "low": [0], "high": [1], "spread": [1]}}, "feature"),
        ({"sample_rate": "fast"}, "sample_rate"),
        ({"task": "magic"}, "task"),
        ({"scaled": 1}, "scaled"),
    ],
)  # fmt: skip
def test_that_facts_that_contradict_the_weights_are_refused_at_once(stored: Path, changes: dict[str, Any], said: str):
    path = damaged(stored, lambda facts, tensors: facts.update(changes))
    began = time.perf_counter()
    with pytest.raises(RunError, match=said) as caught:
        load_network(path)
    assert time.perf_counter() - began < 5  # 24 GB would take longer
    assert len(str(caught.value)) < 1500


def test_that_an_imported_network_of_an_earlier_version_is_opened(tmp_path: Path):
    save_network(network_of(MODELS["imported"](hidden=3)), tmp_path / "a.safetensors", epoch=1)
    content = (tmp_path / "a.safetensors").read_bytes()
    (tmp_path / "a.safetensors").write_bytes(
        content.replace(b'\\"name\\": \\"imported\\"', b'\\"name\\": \\"foreign\\" ')
    )
    assert load_network(tmp_path / "a.safetensors").model == MODELS["imported"](hidden=3)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=6,
)


@given(
    st.dictionaries(
        st.sampled_from(
            ["model", "fronts", "space", "task", "loss", "classes", "features", "outputs", "scaled", "vocabulary",
             "sample_rate", "targets", "error_unit"]
        ), JSON, min_size=1, max_size=3,
    )
)  # fmt: skip
def test_that_facts_of_other_types_are_refused_or_mean_a_network(stored: Path, changes: dict[str, Any]):
    path = damaged(stored, lambda facts, tensors: facts.update(changes))
    try:
        network = load_network(path)
    except RunError as error:
        assert str(path) in error.sentence.facts.values()  # noqa: PT017
    else:
        assert isinstance(network, Network)


@pytest.mark.parametrize(
    "text", ["[" * 5000, "9" * 5000, "null", "{", '"text"', '{"model": ' * 3000 + "1" + "}" * 3000]
)
def test_that_a_description_that_is_no_json_object_is_refused(stored: Path, text: str):
    tensors, _ = read_tensors(stored)
    path = stored.with_name("text.safetensors")
    path.write_bytes(save(tensors, {NETWORK: text}))
    assert "damaged or of another version" in refusal(path)


@pytest.mark.parametrize("kind", ["missing", "additional", "other shape", "whole numbers", "complex"])
def test_that_weights_that_do_not_fit_are_refused(stored: Path, kind: str):
    def damage(facts: dict[str, Any], tensors: dict[str, torch.Tensor]) -> None:
        name = next(iter(tensors))
        match kind:
            case "missing":
                del tensors[name]
            case "additional":
                tensors["more"] = torch.zeros(2)
            case "other shape":
                tensors[name] = torch.zeros(7)
            case "whole numbers":
                tensors[name] = tensors[name].long()
            case _:
                tensors[name] = tensors[name].to(torch.complex64)

    assert "damaged or of another version" in refusal(damaged(stored, damage))


def bomb() -> bytes:
    """Fingerprints of half a megabyte that say they are 500 MB."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        header = io.BytesIO()
        np.lib.format.write_array_header_1_0(header, {"descr": "<f8", "fortran_order": False, "shape": (62_500_000,)})
        archive.writestr("count.npy", header.getvalue() + bytes(500_000_000))
    return file.getvalue()


def lying() -> bytes:
    """Fingerprints whose first array says that it has 10^12 numbers."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        header = io.BytesIO()
        np.lib.format.write_array_header_1_0(header, {"descr": "<f8", "fortran_order": False, "shape": (10**12,)})
        for name in ("count", "mean", "std", "sketches", "digests", "stretches", "every"):
            archive.writestr(f"{name}.npy", header.getvalue())
    return file.getvalue()


@pytest.mark.parametrize("content", [b"", b"nothing", bomb(), lying()], ids=["empty", "garbage", "bomb", "lying"])
def test_that_fingerprints_that_unfold_or_lie_are_refused(stored: Path, content: bytes):
    def damage(facts: dict[str, Any], tensors: dict[str, torch.Tensor]) -> None:
        tensors[TRAINED_ON] = torch.frombuffer(bytearray(content or b"\0"), dtype=torch.uint8)

    assert "fingerprints" in refusal(damaged(stored, damage))


def test_that_a_feature_without_a_value_has_a_network_all_the_same(tmp_path: Path):
    space = plain_space(3)
    space.mean[1] = space.low[1] = np.nan
    space.high[1] = np.inf
    save_network(network_of(MODELS["gru"](hidden=4), space=space), tmp_path / "a.safetensors", epoch=7)
    other = load_network(tmp_path / "a.safetensors").space
    assert all(
        np.array_equal(getattr(other, name), getattr(space, name), equal_nan=True) for name in ("mean", "low", "high")
    )
    assert read_epoch(tmp_path / "a.safetensors") == 7
