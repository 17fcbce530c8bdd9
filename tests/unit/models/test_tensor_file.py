"""Files of tensors: whatever is wrong with one is said in a sentence, and nothing is allocated for what it claims."""

from __future__ import annotations

import json
import os
import random
import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import save
from support.open_files import held_files, requires_proc
from support.refusals import value_or_sentence

from robustgui.base.errors import RunError
from robustgui.models.tensor_file import parse_tensors, read_tensors, to_bytes

TYPES = [
    torch.float64, torch.float32, torch.float16, torch.bfloat16, torch.float8_e4m3fn, torch.int64, torch.int32,
    torch.int16, torch.int8, torch.uint8, torch.uint16, torch.bool, torch.complex64,
]  # fmt: skip


def file_of(header: Any, data: bytes = b"") -> bytes:
    """A file with any header."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + data


def entry(**changes: Any) -> dict[str, Any]:
    """The header of a file with one tensor of two numbers."""
    return {"w": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]} | changes}


def refusal(content: bytes) -> str:
    """What is said of `content`."""
    with pytest.raises(RunError) as caught:
        parse_tensors(content, Path("net.safetensors"))
    return str(caught.value)


@pytest.mark.parametrize("dtype", TYPES, ids=str)
@pytest.mark.parametrize("shape", [(), (3,), (2, 3), (0, 4)])
def test_that_every_type_is_read_back_bit_for_bit(tmp_path: Path, dtype: torch.dtype, shape: tuple[int, ...]):
    value = torch.randn(shape).mul(3).to(dtype)
    (tmp_path / "a.safetensors").write_bytes(save({"a": value, "b": torch.arange(3)}, {"key": "values"}))
    tensors, metadata = read_tensors(tmp_path / "a.safetensors")
    assert list(metadata.items()) == [("key", "values")]
    assert (tensors["a"].dtype, tensors["a"].shape) == (dtype, value.shape)
    assert to_bytes(tensors["a"]) == to_bytes(value)


@requires_proc
def test_that_tensors_are_copies_that_hold_no_file(tmp_path: Path):
    path = tmp_path / "a.safetensors"
    path.write_bytes(save({"a": torch.zeros(100_000), "b": torch.ones(5)}))
    tensors, _ = read_tensors(path)
    assert held_files(tmp_path) == []
    tensors["a"].add_(1)
    assert torch.equal(tensors["b"], torch.ones(5))
    assert torch.equal(read_tensors(path)[0]["a"], torch.zeros(100_000))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "header is longer than the file"),
        (b"\1\2\3", "header is longer than the file"),
        (b"\xff" * 16, "header is longer than the file"),
        (file_of(b"\xff\xfe"), "cannot be read as JSON"),
        (file_of(b"[" * 5000 + b"]" * 5000), "cannot be read as JSON"),
        (file_of(b'{"a":' * 5000 + b"1" + b"}" * 5000), "cannot be read as JSON"),
        (file_of(b'{"w": ' + b"9" * 5000 + b"}"), "cannot be read as JSON"),
        (file_of([]), "not a JSON object"),
        (file_of({"w": 3}), "w is not a JSON object"),
        (file_of({"__metadata__": {"a": 1}}), "metadata are not text"),
        (file_of({"__metadata__": []}), "metadata are not text"),
        (file_of(entry(dtype="F7"), bytes(8)), "unknown data type"),
        (file_of(entry(dtype=["F32"]), bytes(8)), "unknown data type"),
        (file_of(entry(shape="2"), bytes(8)), "not whole numbers"),
        (file_of(entry(shape=[2.0]), bytes(8)), "not whole numbers"),
        (file_of(entry(shape=[True, 2]), bytes(8)), "not whole numbers"),
        (file_of(entry(shape=[-2, -1]), bytes(8)), "not whole numbers"),
        (file_of(entry(shape=[1] * 65 + [2]), bytes(8)), "not whole numbers"),
        (file_of(entry(shape=[10**9, 10**9]), bytes(8)), "does not fit its bytes"),
        (file_of(entry(shape=[0, 2**61, 2**61], data_offsets=[0, 0])), "does not fit its bytes"),
        (file_of(entry(data_offsets=[0]), bytes(8)), "not whole numbers"),
        (file_of(entry(data_offsets=[8, 0]), bytes(8)), "does not fit its bytes"),
        (file_of(entry(), bytes(7)), "truncated"),
        (file_of(entry(), bytes(9)), "truncated"),
        (file_of(entry() | {"v": entry()["w"]}, bytes(8)), "overlap"),
        (file_of(entry(data_offsets=[4, 12]), bytes(12)), "overlap"),
    ],
)  # fmt: skip
def test_that_a_damaged_header_is_refused_with_its_reason(content: bytes, said: str):
    assert said in refusal(content)


def test_that_a_name_of_a_million_letters_or_of_control_characters_is_shown_short():
    for name in ("a" * 1_000_000, "\x1b[2J\ud800"):
        said = refusal(file_of({name: 1}))
        assert len(said) < 300
        assert said.isprintable()


@pytest.mark.parametrize("filling", [b"[],", b'{"a":{}},', b"1,", b'"\xc3\xa9",'])
def test_that_a_large_header_takes_bounded_memory(filling: bytes):
    text = b"[" + filling * (30_000_000 // len(filling)) + b"1]"
    tracemalloc.start()
    try:
        refusal(file_of(text))
        assert tracemalloc.get_traced_memory()[1] < 600_000_000
    finally:
        tracemalloc.stop()


def test_that_a_named_pipe_is_refused_at_once(tmp_path: Path):
    if not hasattr(os, "mkfifo"):
        pytest.skip("a system without named pipes")
    os.mkfifo(tmp_path / "net.safetensors")
    with pytest.raises(RunError, match="named pipe"):
        read_tensors(tmp_path / "net.safetensors")


WHOLE = save({"rnn.weight": torch.randn(4, 3), "rnn.bias": torch.zeros(4), "n": torch.arange(2)}, {"state": "{}"})


def check_parsed_or_refused(content: bytes) -> None:
    """Either tensors that together are no larger than the file, or a sentence that names it."""
    parsed = value_or_sentence(lambda: parse_tensors(content, Path("net")), RunError)
    if isinstance(parsed, str):
        assert "net" in parsed
    else:
        tensors, _ = parsed
        assert sum(value.numel() * value.element_size() for value in tensors.values()) <= len(content)


@given(st.randoms(use_true_random=False), st.integers(1, 4))
def test_that_damaged_bytes_are_read_or_refused_and_never_more_than_they_are(chance: random.Random, times: int):
    content = bytearray(WHOLE)
    for _ in range(times):
        place = chance.randrange(len(content))
        match chance.randrange(4):
            case 0:
                content[place] ^= 1 << chance.randrange(8)
            case 1:
                del content[place : place + chance.randrange(1, 30)]
            case 2:
                content[place:place] = chance.choice([b"[", b"{", b"9" * 20, b'"', b"null", b"-", b"\xff"])
            case _:
                content = content[: place + 1]
    check_parsed_or_refused(bytes(content))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["w", "v", "__metadata__"]), JSON | st.fixed_dictionaries(
    {"dtype": JSON | st.sampled_from(["F32", "BOOL"]), "shape": JSON | st.lists(st.integers(), max_size=3),
     "data_offsets": JSON | st.lists(st.integers(-1, 9), max_size=3)})), st.binary(max_size=9))  # fmt: skip
def test_that_a_header_of_any_json_is_read_or_refused(header: dict[str, Any], data: bytes):
    check_parsed_or_refused(file_of(header, data))


def test_that_tensors_keep_the_order_of_the_file():
    names = [f"layer{k}" for k in np.random.default_rng(0).permutation(12)]
    header = {name: {"dtype": "U8", "shape": [1], "data_offsets": [k, k + 1]} for k, name in enumerate(names)}
    tensors, _ = parse_tensors(file_of(header, bytes(12)), Path("net"))
    assert list(tensors) == names
