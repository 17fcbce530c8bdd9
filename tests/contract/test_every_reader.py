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

every_reader = pytest.mark.parametrize("name", list(READERS))


def written(folder: Path, name: str, content: bytes | None = None) -> Path:
    path = folder / f"sample{READERS[name].suffixes[0]}"
    path.write_bytes(READERS[name].sample() if content is None else content)
    return path


def check(found: SequenceSet) -> None:
    """A set of sequences that nothing behind the reader stumbles over."""
    assert found.values.dtype == np.float32
    assert found.values.ndim == 2
    assert not np.isinf(found.values).any()
    assert found.offsets.dtype == np.int64
    assert found.offsets[0] == 0
    assert found.offsets[-1] == len(found.values)
    assert (found.lengths > 0).all()
    assert len(found.labels) == len(found) > 0
    assert len(found.features) == found.values.shape[1]
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
    found = READERS[name]().read(written(tmp_path, name))
    check(found)
    assert (len(found), len(found.classes)) == (4, 2)
    assert found.lengths.min() < found.lengths.max()


@every_reader
@pytest.mark.parametrize("suffix", ["as it should be", ".data", ""])
def test_that_it_is_found_by_the_content_of_a_file(name, suffix, tmp_path):
    path = written(tmp_path, name)
    if suffix != "as it should be":
        path = path.rename(tmp_path / f"sample{suffix}")
    check(reader_for(path).read(path))
    if suffix == "as it should be":
        assert type(reader_for(path)) is READERS[name]


@every_reader
def test_that_a_file_cut_off_anywhere_is_read_or_refused(name, tmp_path):
    whole = READERS[name].sample()
    for end in range(1, len(whole), max(1, len(whole) // 300)):
        read_or_refused(READERS[name](), written(tmp_path, name, whole[:end]))


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
    content = READERS[name].sample()
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
    path = written(tmp_path, name, content)
    read_or_refused(None, path)
