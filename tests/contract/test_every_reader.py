"""What every registered format owes its users, whoever wrote it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from robustgui.base.errors import DataError
from robustgui.data import READERS, SequenceSet
from robustgui.data.readers import Reader, reader_for

every_reader = pytest.mark.parametrize("name", [name for name in READERS if name != "recognised"])


def files_of(path: Path) -> list[Path]:
    """The file itself, or the first files of a folder."""
    return [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file())[:3]


def check(found: SequenceSet) -> None:
    """A set of sequences that nothing behind the reader stumbles over."""
    if found.symbolic:
        assert found.values.dtype == np.int32
        assert found.values.min() >= 0
        assert found.features == ("token",)
    else:
        assert found.values.dtype == np.float32
        assert found.values.ndim == 2
        assert not np.isinf(found.values).any()
        assert len(found.features) == found.values.shape[1]
    assert found.starts.dtype == found.lengths.dtype == np.int64
    assert (found.starts >= 0).all()
    assert (found.starts + found.lengths <= len(found.values)).all()
    assert (found.lengths > 0).all()
    assert len(found.labels) == len(found) > 0
    if found.task == "classification":
        assert found.labels.min() >= 0
        assert found.labels.max() < len(found.classes)
        assert len(set(found.classes)) == len(found.classes)
    else:
        assert np.isfinite(found.labels).all()
        assert found.labels.shape == (len(found), found.outputs)


def read_or_refused(reader: Reader | None, path: Path) -> None:
    """Either sequences that make sense, or a sentence that names the file; nothing else may be raised."""
    message = path.name
    try:
        found = (reader or reader_for(path)).read(path)
    except DataError as error:
        message = str(error)
    else:
        check(found)
    assert path.name in message


@every_reader
def test_that_it_names_itself(name):
    cls = READERS[name]
    assert cls.name == name == cls.__module__.rpartition(".")[2]
    assert cls.title
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in cls.suffixes)
    assert cls.__doc__


@every_reader
def test_that_its_sample_is_four_sequences_of_two_classes(name, tmp_path):
    found = READERS[name]().read(READERS[name].sample(tmp_path))
    check(found)
    assert (len(found), len(found.classes)) == (4, 2)
    assert found.lengths.min() < found.lengths.max()


@every_reader
@pytest.mark.parametrize("suffix", ["as it should be", ".data", ""])
def test_that_it_is_found_by_the_content_of_a_file(name, suffix, tmp_path):
    path = READERS[name].sample(tmp_path)
    if suffix != "as it should be":
        path = path.rename(tmp_path / f"another{suffix}")
    check(reader_for(path).read(path))
    if suffix == "as it should be":
        assert type(reader_for(path)) is READERS[name]


@every_reader
def test_that_a_file_cut_off_anywhere_is_read_or_refused(name, tmp_path):
    path = READERS[name].sample(tmp_path)
    for file in files_of(path):
        whole = file.read_bytes()
        for end in range(1, len(whole), max(1, len(whole) // 300)):
            file.write_bytes(whole[:end])
            read_or_refused(READERS[name](), path)
        file.write_bytes(whole)


EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from(["replace", "insert", "remove", "double"]), st.binary(max_size=3)),
    min_size=1,
    max_size=6,
)
TEXT_EDITS = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.sampled_from(["replace", "insert", "remove", "double"]),
        st.text("0123456789.,:;\t\n\r -+eE?@#\"'naNinfé\0", max_size=4).map(str.encode),
    ),
    min_size=1,
    max_size=6,
)


@every_reader
@settings(
    derandomize=True, max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits=EDITS | TEXT_EDITS)
def test_that_a_damaged_file_is_read_or_refused_but_never_breaks_the_program(name, tmp_path, edits):
    path = READERS[name].sample(tmp_path)
    files = files_of(path)
    file = files[len(edits) % len(files)]
    content = file.read_bytes()
    for where, how, new in edits:
        at = int(where * len(content))
        match how:
            case "replace":
                content = content[:at] + new + content[at + len(new) :]
            case "insert":
                content = content[:at] + new + content[at:]
            case "remove":
                content = content[:at] + content[at + 5 :]
            case "double":
                content = content[:at] + content[max(0, at - 30) :]
    file.write_bytes(content)
    read_or_refused(None, path)
