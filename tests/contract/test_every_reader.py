"""What every registered format owes its users, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.sequences import check_sequences, files_of

from robustgui.base.apart import share_process
from robustgui.base.errors import DataError
from robustgui.data import READERS
from robustgui.data.formats import Reader, reader_for

every_reader = pytest.mark.parametrize("name", [name for name in READERS if name != "recognised"])


@pytest.fixture(autouse=True)
def one_process() -> Iterator[None]:
    """What needs another process shares one in a test."""
    with share_process():
        yield


def check_read_or_refused(reader: Reader | None, path: Path) -> None:
    """Either sequences that make sense, or a sentence that names the file; nothing else may be raised."""
    message = path.name
    try:
        found = (reader or reader_for(path)).read(path)
    except DataError as error:
        message = str(error)
    else:
        check_sequences(found)
    assert path.name in message


@every_reader
def test_that_it_names_itself(name):
    cls = READERS[name]
    assert cls.name == name == cls.__module__.removesuffix(".reader").rpartition(".")[2]
    assert cls.title
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in cls.suffixes)
    assert cls.__doc__


@every_reader
def test_that_its_sample_is_four_sequences_of_two_classes(name, tmp_path):
    found = READERS[name]().read(READERS[name].sample(tmp_path))
    check_sequences(found)
    assert (len(found), len(found.classes)) == (4, 2 if READERS[name].has_labels else 0)
    assert found.lengths.min() < found.lengths.max()


@every_reader
@pytest.mark.parametrize("suffix", ["as it should be", ".data", ""])
def test_that_it_is_found_by_the_content_of_a_file(name, suffix, tmp_path):
    path = READERS[name].sample(tmp_path)
    if suffix != "as it should be":
        path = path.rename(tmp_path / f"another{suffix}")
    check_sequences(reader_for(path).read(path))
    if suffix == "as it should be":
        assert type(reader_for(path)) is READERS[name]


@every_reader
def test_that_a_file_cut_off_anywhere_is_read_or_refused(name, tmp_path):
    path = READERS[name].sample(tmp_path)
    for file in files_of(path):
        whole = file.read_bytes()
        for end in range(1, len(whole), max(1, len(whole) // 80)):
            file.write_bytes(whole[:end])
            check_read_or_refused(READERS[name](), path)
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
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
    check_read_or_refused(None, path)
