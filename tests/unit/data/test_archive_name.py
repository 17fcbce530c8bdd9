"""Datasets of the archive by name: fetched once, kept with checksums, and a sentence where that is impossible."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from robustgui.base.errors import DataError
from robustgui.data import DataSettings, load
from robustgui.data.by_name import SCHEMES, locate_source
from robustgui.data.by_name.stored_downloads import NOTE
from robustgui.runs.building import make_paths_absolute

TS = "@problemName Made\n@univariate true\n@classLabel true a b\n@data\n{}"
TRAIN, TEST = TS.format("1,2:a\n3,4:b\n"), TS.format("5,6:b\n")
AEON = """
from pathlib import Path
from urllib.error import URLError

calls = []

def load_classification(name, extract_path):
    calls.append(name)
    if name == "Offline":
        try:
            raise URLError("no route to host")
        except URLError as error:
            raise ValueError("Could not download") from error
    if name != "Made":
        raise ValueError(f"{name} is not in the list")
    folder = Path(extract_path, name)
    folder.mkdir(parents=True)
    for part, text in (("TRAIN", TRAIN), ("TEST", TEST)):
        (folder / f"{name}_{part}.ts").write_text(text)
    (folder / "Made_eq_TRAIN.ts").write_text("another form")
    raise ValueError("a regression problem has been loaded by mistake")

def load_regression(name, extract_path):
    raise ValueError(f"{name} is not in the list")
"""


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """The folder into which things are fetched."""
    monkeypatch.setenv("ROBUSTGUI_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "archive"


@pytest.fixture
def aeon(tmp_path, monkeypatch):
    """A package of that name, whose `calls` count the downloads."""
    package = tmp_path / "packages" / "aeon"
    (package / "datasets").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "datasets" / "__init__.py").write_text(f"TRAIN, TEST = {TRAIN!r}, {TEST!r}\n{AEON}")
    monkeypatch.syspath_prepend(str(package.parent))
    for name in [name for name in sys.modules if name.partition(".")[0] == "aeon"]:
        monkeypatch.delitem(sys.modules, name)
    yield package
    for name in [name for name in sys.modules if name.partition(".")[0] == "aeon"]:
        del sys.modules[name]


def test_that_a_dataset_is_fetched_by_its_name_with_its_test_part(cache, aeon):
    found = load(DataSettings(train="archive:Made"))
    np.testing.assert_array_equal(found.train.values[:, 0], [1, 2, 3, 4])
    np.testing.assert_array_equal(found.test.values[:, 0], [5, 6])
    assert found.train.classes == ("a", "b")


def test_that_a_run_keeps_the_name_whatever_folder_it_is_continued_in(cache, aeon, tmp_path, monkeypatch):
    stored = make_paths_absolute(DataSettings(train="archive:Made", test="near.ts"))
    assert (stored.train, stored.test) == ("archive:Made", str(Path("near.ts").absolute()))
    monkeypatch.chdir(tmp_path)
    np.testing.assert_array_equal(load(stored.copy_with(test="")).test.values[:, 0], [5, 6])


def test_that_it_is_fetched_once(cache, aeon):
    first, second = locate_source("archive:Made"), locate_source("archive: Made")
    assert first == second == cache / "Made" / "Made_TRAIN.ts"
    assert sys.modules["aeon.datasets"].calls == ["Made"]


def test_that_nothing_else_stays_behind(cache, aeon):
    locate_source("archive:Made")
    assert {file.name for file in cache.rglob("*")} == {"Made", NOTE, "Made_TRAIN.ts", "Made_TEST.ts"}


def test_that_what_comes_with_the_library_needs_no_network(cache, aeon):
    folder = aeon / "datasets" / "data" / "Inside"
    folder.mkdir(parents=True)
    (folder / "Inside_TRAIN.ts").write_text(TRAIN)
    assert locate_source("archive:Inside").read_text() == TRAIN
    assert "aeon.datasets" not in sys.modules


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_that_a_file_that_is_not_what_it_was_is_refused(cache, aeon, damage):
    file = locate_source("archive:Made")
    file.unlink() if damage == "gone" else file.write_text(TRAIN.replace("1,2", "1,3"))
    with pytest.raises(DataError, match=r"Made_TRAIN\.ts is missing or has changed since it was downloaded"):
        locate_source("archive:Made")


def test_that_half_of_a_dataset_is_fetched_anew(cache, aeon):
    (cache / "Made").mkdir(parents=True)
    (cache / "Made" / "Made_TRAIN.ts").write_text("half")
    assert locate_source("archive:Made").read_text() == TRAIN


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Offline", "The dataset Offline cannot be downloaded: .*Check the internet connection"),
        ("Nothing", "The archive .* has no dataset called 'Nothing'.*Check the spelling"),
        ("../secret", "is not a valid name of a dataset"),
        ("", "is not a valid name of a dataset"),
    ],
)
def test_that_a_failure_says_what_to_do(cache, aeon, name, message):
    with pytest.raises(DataError, match=message):
        locate_source(f"archive:{name}")
    assert not list(cache.rglob("*.ts"))


def test_that_without_the_library_it_says_what_to_install(cache, monkeypatch):
    monkeypatch.setitem(sys.modules, "aeon", None)
    with pytest.raises(DataError, match=r"pip install 'robustgui\[archive\]'"):
        locate_source("archive:GunPoint")


def test_that_a_folder_that_cannot_be_written_is_named(cache, aeon):
    cache.parent.mkdir()
    cache.write_text("a file where the folder should be")
    with pytest.raises(DataError, match="cannot be stored in"):
        locate_source("archive:Made")


@pytest.mark.parametrize("source", ["a.csv", "C:\\data\\a.csv", "unknown:a", "/tmp/archive:a"])
def test_that_any_other_source_is_a_path(source):
    assert locate_source(source) == Path(source)


def test_that_every_scheme_says_whose_names_these_are():
    assert "archive" in SCHEMES
    assert all(SCHEMES[name].title and SCHEMES[name].example for name in SCHEMES)
