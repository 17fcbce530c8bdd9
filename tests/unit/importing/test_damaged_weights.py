"""Networks of strangers: damaged, enormous, of other objects; each is one sentence that names the file."""

from __future__ import annotations

import argparse
import os
import pickle
import time
import warnings
import zipfile
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from support.apart_functions import abort_at, fill_memory_at, spin_at
from support.foreign_networks import Classifier, seeded

from robustgui.base.apart import iterate_apart
from robustgui.base.errors import Interrupted, RunError
from robustgui.importing.architecture.identification import Architecture, identify
from robustgui.importing.weight_files.weights import SUFFIXES, read_weights

pytestmark = pytest.mark.usefixtures("one_reading_process")
CASES = Path(__file__).parents[4] / "shared" / "cases" / "damaged"


def state() -> dict[str, torch.Tensor]:
    return dict(seeded(Classifier).state_dict())


def recognise_file(path: Path) -> Architecture:
    weights = read_weights(path)
    return identify(weights.tensors, hints=weights.hints)


def refusal(path: Path) -> str:
    """What is said of `path`."""
    with pytest.raises(RunError) as caught:
        recognise_file(path)
    assert len(str(caught.value)) < 1000
    return str(caught.value)


def saved(value: Any, path: Path, **options: Any) -> Path:
    torch.save(value, path, **options)
    return path


def with_member(path: Path, name: str, content: bytes, compression: int = zipfile.ZIP_DEFLATED) -> Path:
    """A file of torch.save with one more member."""
    saved(state(), path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, content, compression)
    return path


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without named pipes")
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_that_a_named_pipe_is_refused_at_once(tmp_path: Path, suffix: str):
    os.mkfifo(tmp_path / f"net{suffix}")
    began = time.perf_counter()
    assert "named pipe" in refusal(tmp_path / f"net{suffix}")
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_that_an_enormous_file_is_refused_unread(tmp_path: Path, suffix: str):
    with (tmp_path / f"net{suffix}").open("wb") as file:
        file.write(b"PK\x03\x04" + bytes(4) + b"{")
        file.truncate(1 << 40)
    assert "larger than" in refusal(tmp_path / f"net{suffix}")


@pytest.mark.parametrize("name", ["cut_legacy.pth", "net_1000.pth", "net_1092.pth", "net_1129.pth", "net_137.ckpt"])
def test_that_files_that_once_broke_reading_are_damaged(name: str):
    if not CASES.is_dir():
        pytest.skip("needs damaged files that are not beside this checkout")
    assert "damaged or truncated" in refusal(CASES / name)


@pytest.mark.parametrize("legacy", [False, True], ids=["archive", "legacy"])
@pytest.mark.parametrize("part", [0.0, 0.02, 0.3, 0.6, 0.9, 0.999])
def test_that_a_truncated_file_is_refused(tmp_path: Path, legacy: bool, part: float):
    path = saved(state(), tmp_path / "net.pth", _use_new_zipfile_serialization=not legacy)
    content = path.read_bytes()
    path.write_bytes(content[: int(part * len(content))])
    assert "was not written by torch.save" in refusal(path)


@pytest.mark.parametrize("depth", [5_000, 200_000])
def test_that_deep_nesting_is_refused_or_read(tmp_path: Path, depth: int):
    nested = b"\x80\x02" + b"]" * depth + b"a" * (depth - 1) + b"."
    path = tmp_path / "net.pt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("net/data.pkl", nested)
        archive.writestr("net/version", b"3\n")
    assert str(path) in refusal(path)


def bomb(path: Path) -> Path:
    return with_member(path, "archive/data/99", bytes(300_000_000))


def members_that_share_their_bytes(path: Path) -> Path:
    """A hundred entries of the directory for the same ten megabytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("net/data/0", bytes(10_000_000))
        entry = archive.getinfo("net/data/0")
        for number in range(1, 100):
            copy = zipfile.ZipInfo(f"net/data/{number}")
            copy.header_offset, copy.file_size, copy.compress_size = (
                entry.header_offset,
                entry.file_size,
                entry.compress_size,
            )
            copy.CRC = entry.CRC
            archive.filelist.append(copy)
            archive.NameToInfo[copy.filename] = copy
    return path


def expanded(path: Path) -> Path:
    return saved(state() | {"out.weight": torch.zeros(1, 1).expand(50_000, 50_000)}, path)


def shared(path: Path) -> Path:
    """A thousand weights that are one: 14 MB stored, 14 GB as copies."""
    weight = torch.zeros(3_500_000)
    return saved(state() | {f"more.{k}.weight": weight for k in range(1000)}, path)


def outer_product(path: Path) -> Path:
    """Factors of weight normalisation that would make 10^13 numbers."""
    factors = {"rnn.weight_hh_l0_g": torch.ones(1_800_000, 1), "rnn.weight_hh_l0_v": torch.ones(1, 1_800_000)}
    return saved(state() | factors, path)


def many(path: Path) -> Path:
    return saved(state() | {f"w{k}": torch.zeros(()) for k in range(10_001)}, path)


@pytest.mark.parametrize("make", [bomb, members_that_share_their_bytes, expanded, shared, outer_product, many])
def test_that_what_unfolds_is_refused_within_seconds(tmp_path: Path, make: Callable[[Path], Path]):
    path = make(tmp_path / "net.pt")
    began = time.perf_counter()
    assert refusal(path)
    assert time.perf_counter() - began < 10


class Evil:
    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, ("was_run",)


@pytest.mark.parametrize("legacy", [False, True], ids=["archive", "legacy"])
@pytest.mark.parametrize(
    "value",
    [Evil(), {"state_dict": state(), "more": Evil()}, torch.nn.LSTM(2, 2), {"a": print}, {"a": Path("x")}],
    ids=["code", "code beside weights", "a module", "a function", "a path"],
)
def test_that_other_objects_are_refused_and_run_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: Any, legacy: bool
):
    monkeypatch.chdir(tmp_path)
    path = saved(value, tmp_path / "net.pt", _use_new_zipfile_serialization=not legacy)
    assert "would run the code in it" in refusal(path)
    assert not (tmp_path / "was_run").exists()


def quantised() -> torch.Tensor:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return torch.quantize_per_tensor(torch.randn(4, 6), 0.1, 0, torch.qint8)


@pytest.mark.parametrize(
    "kind",
    ["sparse", "complex", "meta", "quantised", "nested"],
)
def test_that_a_tensor_that_is_no_plain_weight_is_named(tmp_path: Path, kind: str):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        value = {
            "sparse": lambda: torch.eye(4).to_sparse(),
            "complex": lambda: torch.zeros(4, dtype=torch.complex64),
            "meta": lambda: torch.zeros(10**6, 10**6, device="meta"),
            "quantised": quantised,
            "nested": lambda: torch.nested.nested_tensor([torch.zeros(2), torch.zeros(3)]),
        }[kind]()
        path = saved(state() | {"out.weight": value}, tmp_path / "net.pt")
    assert "out.weight is complex, quantised or sparse" in refusal(path)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_that_weights_that_are_not_finite_are_named(tmp_path: Path, value: float):
    weights = state()
    weights["out.bias"][1] = value
    assert "out.bias holds values that are not finite" in refusal(saved(weights, tmp_path / "net.pt"))


@pytest.mark.parametrize("name", ["x" * 1_000_000, "rnn.weight\x1b[2J", "a\ud800"])
def test_that_a_name_that_cannot_be_shown_is_refused(tmp_path: Path, name: str):
    said = refusal(saved(state() | {name: torch.zeros(1)}, tmp_path / "net.pt"))
    assert "is no name of a weight" in said
    assert said.isprintable()


class Shadowed:
    """A dictionary with attributes in the place of its methods."""

    def __reduce__(self) -> tuple[Any, ...]:
        attributes = {"items": 5, "keys": None, "get": "", "_metadata": {"trained_on": 7}}
        return OrderedDict, (), attributes, None, iter(state().items())


def test_that_a_dictionary_with_attributes_of_its_own_is_read(tmp_path: Path):
    weights = read_weights(saved(Shadowed(), tmp_path / "net.pt"))
    assert set(weights.tensors) == set(state())


def test_that_a_table_that_is_held_many_times_is_looked_at_once(tmp_path: Path):
    table: dict[str, Any] = {"weights": state()}
    for _ in range(4):
        table = {f"k{number}": table for number in range(1000)}
    began = time.perf_counter()
    assert str(tmp_path) in refusal(saved(argparse.Namespace(a=table), tmp_path / "net.pt"))
    assert time.perf_counter() - began < 10


def test_that_a_plain_pickle_is_not_opened(tmp_path: Path):
    (tmp_path / "net.pkl").write_bytes(pickle.dumps({"a": 1}, protocol=4))
    assert "was not written by torch.save" in refusal(tmp_path / "net.pkl")


def test_that_reading_can_be_cancelled(tmp_path: Path):
    with pytest.raises(Interrupted):
        read_weights(saved(state(), tmp_path / "net.pt"), stop=lambda: True)


@pytest.mark.parametrize(
    ("function", "said"),
    [(abort_at, "crashed the process"), (spin_at, "was not read within"), (fill_memory_at, "GiB of memory")],
)
def test_that_the_end_of_the_reading_process_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: Callable[[Path], None], said: str
):
    def instead(read: object, path: Path, *, seconds: float, **limits: Any) -> Any:
        return list(iterate_apart(function, path, seconds=min(seconds, 3), alone=True, **limits))

    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    monkeypatch.setattr("robustgui.importing.weight_files.weights.run_apart", instead)
    assert said in refusal(saved(state(), tmp_path / "net.pt"))


def test_that_the_own_process_never_opens_a_file_of_torch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError("a stranger's file was opened here")

    monkeypatch.setattr(torch, "load", refuse)
    monkeypatch.setattr(zipfile, "ZipFile", refuse)
    assert set(read_weights(saved(state(), tmp_path / "net.pt")).tensors) == set(state())


@pytest.mark.parametrize("buffers", [{"normalise.mean": 2, "normalise.std": 3}, {"scale.mean": 9, "scale.std": 9}])
def test_that_statistics_of_another_number_of_features_are_refused(tmp_path: Path, buffers: dict[str, int]):
    more = {name: torch.ones(size) for name, size in buffers.items()}
    assert "not of" in refusal(saved(state() | more, tmp_path / "net.pt"))


@pytest.mark.parametrize(
    "more",
    [
        {"rnn.bias_ih_l0": torch.zeros(3)},
        {"rnn.bias_hh_l0": torch.zeros(24, 1)},
        {f"rnn.weight_hh_l0_{part}": torch.zeros(shape) for part, shape in (("orig", (24, 6)), ("u", 3), ("v", ()))},
        {"rnn.weight_hh_l0_g": torch.zeros(5, 1), "rnn.weight_hh_l0_v": torch.zeros(24, 6)},
        {"norm.weight": torch.zeros(0), "norm.bias": torch.zeros(0)},
        {"out.bias": torch.zeros(())},
        {"out.weight": torch.zeros(0, 6), "out.bias": torch.zeros(0)},
        {"rnn.weight_ih_l" + "9" * 150: torch.zeros(24, 6)},
        {f"head.{k}.weight": torch.zeros(1, 1) for k in range(1000)},
        {f"norm.{k}.{part}": torch.zeros(6) for k in range(2000) for part in ("weight", "bias")},
    ],
)  # fmt: skip
def test_that_shapes_that_no_network_has_are_refused_or_read(tmp_path: Path, more: dict[str, torch.Tensor]):
    path = saved(state() | more, tmp_path / "net.pt")
    began = time.perf_counter()
    try:
        architecture = recognise_file(path)
    except RunError:
        pass
    else:
        architecture.model.build(architecture.features, architecture.outputs).load_state_dict(architecture.state())
    assert time.perf_counter() - began < 10


def test_that_programs_are_called_by_their_kind(tmp_path: Path):
    for kind, member in (("TorchScript", "archive/constants.pkl"), ("torch.export", "archive/archive_format")):
        assert f"is a {kind} program" in refusal(with_member(tmp_path / "net.pt", member, b"pt2"))


def test_that_layers_wider_than_a_network_may_have_are_refused(tmp_path: Path):
    wide = seeded(Classifier, "RNN", hidden=5000, features=1, outputs=2).state_dict()
    assert "larger than those that can be opened" in refusal(saved(wide, tmp_path / "net.pt"))
