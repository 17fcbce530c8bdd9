"""Objects of a notebook become the sequences that the same numbers in a file would be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch.nn.utils.rnn import pack_sequence

from robustgui.base.errors import DataError
from robustgui.data import DataSettings, SequenceSet, load
from robustgui.data.objects import Description, Part, read_objects

LENGTHS = (3, 5, 2, 4)
SEQUENCES = [np.arange(2 * length, dtype=np.float32).reshape(length, 2) + 10 * length for length in LENGTHS]
LABELS = ["walk", "run", "walk", "run"]


def read(x: Any, y: Any = None, about: Description | None = None, **part: Any) -> SequenceSet:
    return read_objects({"train": Part(x, y, **part)}, about or Description()).parts["train"]


def padded() -> np.ndarray:
    x = np.full((4, 5, 2), np.nan)
    for row, sequence in zip(x, SEQUENCES, strict=True):
        row[: len(sequence)] = sequence
    return x


class Pairs(torch.utils.data.Dataset):
    """Pairs of a sequence and a label; or dictionaries of them."""

    def __init__(self, as_dictionaries: bool = False) -> None:
        self.as_dictionaries = as_dictionaries

    def __len__(self) -> int:
        return len(SEQUENCES)

    def __getitem__(self, index: int) -> Any:
        x, y = torch.tensor(SEQUENCES[index]), torch.tensor(LABELS[index] == "run").long()
        return {"features": x, "label": y, "age": 3} if self.as_dictionaries else (x, y)


FORMS: dict[str, tuple[Any, Any, dict[str, Any]]] = {
    "list of arrays": (SEQUENCES, LABELS, {}),
    "tuple of arrays": (tuple(SEQUENCES), LABELS, {}),
    "array of objects": (np.array([*SEQUENCES, None], object)[:-1], np.array(LABELS, object), {}),
    "nested lists": ([sequence.tolist() for sequence in SEQUENCES], LABELS, {}),
    "padded with NaN": (padded(), LABELS, {}),
    "padded with lengths": (np.nan_to_num(padded()), LABELS, {"lengths": LENGTHS}),
    "padded with mask": (np.nan_to_num(padded()), LABELS, {"mask": np.arange(5) < np.array(LENGTHS)[:, None]}),
    "pair": ((SEQUENCES, LABELS), None, {}),
    "dictionary": ({"x": np.nan_to_num(padded()), "y": LABELS, "lengths": LENGTHS}, None, {}),
    "list of tensors": ([torch.tensor(sequence) for sequence in SEQUENCES], np.array(LABELS), {}),
    "tensor": (torch.tensor(padded()), LABELS, {}),
    "tensor in bfloat16": (torch.tensor(padded()).bfloat16(), LABELS, {}),
    "tensor with gradients": (torch.tensor(padded(), requires_grad=True), LABELS, {}),
    "nested tensor": (
        torch.nested.nested_tensor([torch.tensor(s) for s in SEQUENCES], layout=torch.jagged),
        LABELS,
        {},
    ),
    "torch dataset": (Pairs(), None, {}),
    "torch dataset of dictionaries": (Pairs(as_dictionaries=True), None, {}),
    "packed sequence": (pack_sequence([*map(torch.tensor, SEQUENCES)], enforce_sorted=False), LABELS, {}),
    "masked array": (np.ma.masked_invalid(padded()), LABELS, {}),
    "generator": ((sequence for sequence in SEQUENCES), LABELS, {}),
    "data loader": (torch.utils.data.DataLoader(Pairs()), None, {}),
    "subset": (torch.utils.data.Subset(Pairs(), [0, 1, 2, 3]), None, {}),
}


@pytest.mark.parametrize("form", FORMS)
def test_that_every_form_gives_the_same_sequences(form: str) -> None:
    x, y, beside = FORMS[form]
    data = read(x, y, **beside)
    assert data.lengths.tolist() == list(LENGTHS)
    assert all(np.array_equal(a, b) for a, b in zip(data, SEQUENCES, strict=True))
    assert [name == data.classes[data.labels[1]] for name in (data.classes[i] for i in data.labels)] == [0, 1, 0, 1]


def test_that_univariate_arrays_have_one_feature() -> None:
    assert read(np.zeros((4, 7)), [0, 1, 0, 1]).values.shape == (28, 1)
    assert read([np.zeros(3), np.zeros(5)], [0, 1]).values.shape == (8, 1)


def test_that_a_single_series_needs_no_labels_where_they_are_cut_out_of_it() -> None:
    data = read(np.arange(50.0), about=Description(is_unlabelled=True))
    assert (data.lengths.tolist(), data.labels.shape) == ([50], (1, 0))


def test_that_names_and_units_are_kept() -> None:
    about = Description("walks", ("x", "y"), ("m", "mm"), ("slow", "fast"), sample_rate=50.0)
    data = read(SEQUENCES, [1, 0, 1, 1], about)
    assert (data.name, data.features, data.units) == ("walks", ("x", "y"), ("m", "mm"))
    assert (data.classes, data.labels.tolist(), data.sample_rate) == (("slow", "fast"), [1, 0, 1, 1], 50.0)


def test_that_declared_classes_order_labels_that_are_names() -> None:
    assert read(SEQUENCES, LABELS, Description(classes=("walk", "run"))).labels.tolist() == [0, 1, 0, 1]


@pytest.mark.parametrize(
    ("y", "shape", "task"),
    [
        ([0.5, 1.0, 2.0, 3.0], (4, 1), "regression"),
        (np.zeros((4, 3)), (4, 3), "regression"),
        (np.eye(4)[[0, 1, 0, 1]][:, :2], (4,), "classification"),
        ([True, False, True, True], (4,), "classification"),
        (torch.tensor([0, 1, 0, 1]), (4,), "classification"),
        ([1.0, 2.0, 1.0, 2.0], (4,), "classification"),
    ],
)
def test_that_labels_say_the_task(y: Any, shape: tuple[int, ...], task: str) -> None:
    data = read(SEQUENCES, y)
    assert (data.labels.shape, data.task) == (shape, task)


def test_that_whole_numbers_are_targets_where_a_regression_is_asked_for() -> None:
    data = read(SEQUENCES, [1, 2, 3, 4], Description(has_targets=True, targets=("age",)))
    assert (data.task, data.target_names, data.labels.ravel().tolist()) == ("regression", ("age",), [1, 2, 3, 4])


def test_that_groups_and_times_are_kept() -> None:
    times = np.array(["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04"], "datetime64[D]")
    data = read(SEQUENCES, LABELS, Description(group_title="patient"), groups=["b", "a", "b", "c"], times=times)
    assert data.groups is not None
    assert data.times is not None
    assert (data.groups.tolist(), data.group_names, data.group_title) == ([0, 1, 0, 2], ("b", "a", "c"), "patient")
    assert np.diff(data.times[:, 0]).tolist() == [86400.0] * 3


def test_that_texts_are_kept_as_they_are_written() -> None:
    data = read(["good film", "", "bad"], [1, 0, 0])
    assert (data.symbolic, data.kind, [data.text(i) for i in range(3)]) == (True, "text", ["good film", " ", "bad"])


@pytest.mark.parametrize(
    ("x", "beside"),
    [([[1, 2], [0, 1, 2]], {}), (np.array([[1, 2, 0], [0, 1, 2]]), {"lengths": [2, 3]})],
)
def test_that_token_numbers_are_read_with_their_vocabulary(x: Any, beside: dict[str, Any]) -> None:
    data = read(x, [0, 1], Description(vocabulary=("<unk>", "no", "yes")), **beside)
    assert [data.text(i) for i in range(2)] == ["no yes", "<unk> no yes"]


@pytest.mark.parametrize(
    ("x", "y", "beside", "sentence"),
    [
        (5, None, {}, "of the type int"),
        ({"a": 1}, None, {}, "'x' and"),
        (np.zeros((4, 3)), [0, 1], {}, "but there are 4 sequences"),
        (np.zeros((4, 3)), [0, 1, np.nan, 1], {}, "label of sequence 2"),
        (np.zeros((4, 3)), [0, 1, None, "x"], {}, "label of sequence 2"),
        (np.full((2, 3), np.inf), [0, 1], {}, "infinite"),
        (np.zeros((2, 3), complex), [0, 1], {}, "numbers are needed"),
        ([np.zeros((2, 3)), np.zeros((2, 4))], [0, 1], {}, "same features"),
        ([np.zeros((2, 3)), np.zeros((0, 3))], [0, 1], {}, "matrix with values"),
        ([np.zeros(2), np.array(["a", "b", "c"])], [0, 1], {}, "does not consist of numbers"),
        (np.zeros((2, 3)), [0, 1], {"lengths": [3, 4]}, "whole numbers"),
        (np.zeros((2, 3)), [0, 1], {"groups": ["a"]}, "groups has 1 entry"),
        (np.zeros((2, 3)), [0, 1], {"times": ["a", "b"]}, "times must be"),
        (np.zeros((2, 3)), [0, 1], {"groups": ["a", None]}, "group of a sequence is missing"),
        (np.zeros((2, 3)), {"a": 1}, {}, "y has the shape"),
        ([["a", "b"], ["c", "d"]], [0, 1], {}, "texts must be a list"),
        (torch.zeros(2, 3, device="meta"), [0, 1], {}, "no values"),
        ([], [], {}, "has no values|no sequences|dimensions are needed"),
    ],
)
def test_that_what_makes_no_sense_is_refused_with_a_sentence(
    x: Any, y: Any, beside: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(DataError, match=sentence):
        read(x, y, **beside)


def test_that_unknown_classes_and_tokens_are_refused() -> None:
    with pytest.raises(DataError, match="not among classes"):
        read(SEQUENCES, LABELS, Description(classes=("walk", "sit")))
    with pytest.raises(DataError, match="from 0 to 1"):
        read([[0, 1, 2]], [0], Description(vocabulary=("a", "b")))


def test_that_items_of_three_are_refused() -> None:
    data = torch.utils.data.TensorDataset(torch.zeros(4, 3), torch.ones(4), torch.ones(4))
    with pytest.raises(DataError, match="pairs of a sequence and its label"):
        read(data)


def test_that_stored_parts_are_read_again_bit_for_bit(tmp_path: Path) -> None:
    from robustgui.data.formats.notebook.content import digest_parts, encode_parts

    about = Description("walks", ("x", "y"), ("m", "m"), sample_rate=20.0, group_title="person")
    values = [sequence.copy() for sequence in SEQUENCES] * 3
    values[4][0, 1] = np.nan
    parts = read_objects(
        {
            "train": Part(values, LABELS * 3, groups=range(12), times=range(12)),
            "validation": Part(SEQUENCES, LABELS),
            "test": Part(SEQUENCES[:2], LABELS[:2]),
        },
        about,
    )
    path = tmp_path / "walks.npz"
    path.write_bytes(encode_parts(parts.parts))
    assert path.read_bytes() == encode_parts(parts.parts)
    assert len(digest_parts(parts.parts)) == 32
    settings = DataSettings(train=str(path))
    stored, held = load(settings), parts.arrange(settings)
    for name in ("train", "validation", "test"):
        one, other = stored.split(name), held.split(name)
        assert np.array_equal(one.values, other.values)
        for field in ("starts", "lengths", "labels", "groups", "times"):
            assert np.array_equal(getattr(one, field), getattr(other, field)), field
        for field in ("name", "features", "units", "classes", "sample_rate", "group_names", "filled"):
            assert getattr(one, field) == getattr(other, field), field


def test_that_a_changed_value_in_a_stored_file_is_noticed(tmp_path: Path) -> None:
    from robustgui.data.formats.notebook.content import encode_parts

    content = bytearray(encode_parts(read_objects({"train": Part(SEQUENCES, LABELS)}, Description()).parts))
    place = content.index(SEQUENCES[0].tobytes())
    content[place] ^= 1
    path = tmp_path / "data.npz"
    path.write_bytes(content)
    with pytest.raises(DataError, match="is damaged"):
        load(DataSettings(train=str(path)))
