"""Datasets of the hub by name: what comes is kept with checksums, what does not come is explained."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from robustgui.base.errors import DataError
from robustgui.base.paths import cache_folder
from robustgui.data.by_name import locate_source


@pytest.fixture
def hub(monkeypatch):
    """A hub without a network: `hub({"train.csv": "..."})`; calls are counted in the list that it gives."""

    def serve(files, error=None):
        calls = []

        def snapshot_download(repo_id, repo_type, local_dir, allow_patterns):
            calls.append((repo_id, repo_type))
            if error is not None:
                raise error
            for name, content in files.items():
                if any(Path(name).match(pattern) for pattern in allow_patterns):
                    path = Path(local_dir, name)
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(content)

        module = ModuleType("huggingface_hub")
        module.snapshot_download = snapshot_download
        monkeypatch.setitem(sys.modules, "huggingface_hub", module)
        return calls

    return serve


def test_that_a_dataset_is_fetched_once_without_programs(hub):
    calls = hub({"data/train-0.parquet": "PAR1", "load.py": "boom", "extra.csv": "1,2"})
    folder = locate_source("hub:owner/name")
    assert sorted(file.name for file in folder.rglob("*.*")) == ["checksums.sha256", "train-0.parquet"]
    assert locate_source("hub:owner/name") == folder == cache_folder() / "hub" / "owner--name"
    assert calls == [("owner/name", "dataset")]


def test_that_tables_of_text_are_taken_where_there_are_no_others(hub):
    hub({"a_test.csv": "1,2", "a_train.csv": "3,4", "README.md": "#"})
    assert locate_source("hub:owner/name").name == "a_train.csv"


def test_that_a_file_which_changed_is_refused(hub):
    hub({"train.parquet": "PAR1"})
    (locate_source("hub:owner/name") / "train.parquet").write_text("other")
    with pytest.raises(DataError, match="has changed since it was downloaded"):
        locate_source("hub:owner/name")


@pytest.mark.parametrize("name", ["../etc", "a/b/c", "", "/abs", "a/..", "o w/n"])
def test_that_what_cannot_be_a_name_is_refused(hub, name):
    calls = hub({})
    with pytest.raises(DataError, match="is not a valid name"):
        locate_source(f"hub:{name}")
    assert not calls


def test_that_a_network_which_is_not_there_is_explained_and_nothing_stays(hub):
    hub({}, ConnectionError("no route to host"))
    with pytest.raises(DataError, match=r"cannot be downloaded: no route to host\. Check the internet connection"):
        locate_source("hub:owner/name")
    assert not list((cache_folder() / "hub").iterdir())


def test_that_an_unknown_dataset_is_named(hub):
    hub({}, type("RepositoryNotFoundError", (Exception,), {})("404"))
    with pytest.raises(DataError, match="has no public dataset called 'owner/name'"):
        locate_source("hub:owner/name")


def test_that_a_dataset_without_tables_is_refused(hub):
    hub({"picture.png": "x"})
    with pytest.raises(DataError, match="contains no tables"):
        locate_source("hub:owner/name")


def test_that_the_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    with pytest.raises(DataError, match=r"pip install 'robustgui\[hub\]'"):
        locate_source("hub:owner/name")
