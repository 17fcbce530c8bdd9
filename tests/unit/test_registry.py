"""A registry that several threads ask at the same time."""

from __future__ import annotations

import importlib
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from robustgui.base import registry
from robustgui.base.code_files import files_of_plugins
from robustgui.base.code_trust import allow
from robustgui.base.errors import PluginError
from robustgui.base.plugins import PLUGINS_VARIABLE
from robustgui.base.registry import Registry

LATE = "late_classes.late"
SOURCE = """
import late_classes
late_classes.begun.set()
assert late_classes.asked.wait(20)
late_classes.TABLE.register("late")(type("Late", (), {}))
"""


@pytest.fixture
def late(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A package with one file, whose import ends when a second thread has asked for it."""
    folder = tmp_path / "late_classes"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "late.py").write_text(SOURCE)
    monkeypatch.syspath_prepend(str(tmp_path))
    package = importlib.import_module("late_classes")
    package.begun, package.asked = threading.Event(), threading.Event()
    package.TABLE = Registry("thing", "late_classes")
    imported = importlib.import_module

    def watched(name: str):
        if name == LATE and package.begun.is_set():
            package.asked.set()
        return imported(name)

    monkeypatch.setattr(registry.importlib, "import_module", watched)
    yield package
    package.asked.set()
    for name in (LATE, "late_classes"):
        sys.modules.pop(name, None)


def test_that_a_thread_waits_for_classes_that_another_is_loading(late) -> None:
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(late.TABLE.__getitem__, "late")
        assert late.begun.wait(20)
        second = pool.submit(late.TABLE.__getitem__, "late")
        try:
            assert second.result(20) is first.result(20)
        finally:
            late.asked.set()


def test_that_files_are_looked_for_once_only(late, monkeypatch: pytest.MonkeyPatch) -> None:
    late.asked.set()
    assert "late" in late.TABLE
    monkeypatch.setattr(registry.pkgutil, "iter_modules", lambda _: pytest.fail("the folder was read again"))
    assert list(late.TABLE) == ["late"]


PLUGIN = "import late_classes\nlate_classes.TABLE.register({name!r})(type('Added', (), {{}}))\n"


def plugin(folder: Path, name: str, source: str = PLUGIN) -> Path:
    """A plug-in folder with one file, allowed to run."""
    file = folder / "late_classes" / f"{name}.py"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(source.format(name=name), encoding="utf-8")
    allow(files_of_plugins(folder))
    return folder


def count_disk_accesses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """From now on, the name of every function of `os` that is called to look at the disk."""
    calls: list[str] = []
    for name in ("scandir", "listdir", "stat", "lstat", "open"):
        real = getattr(os, name)

        def counted(*arguments, _name=name, _real=real, **options):
            calls.append(_name)
            return _real(*arguments, **options)

        monkeypatch.setattr(os, name, counted)
    return calls


def test_that_no_access_after_the_first_looks_at_the_disk(
    late, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late.asked.set()
    monkeypatch.setenv(PLUGINS_VARIABLE, str(plugin(tmp_path / "own", "added")))
    assert list(late.TABLE) == ["added", "late"]
    calls = count_disk_accesses(monkeypatch)
    for _ in range(100):
        assert "added" in late.TABLE
        assert len(late.TABLE) == len(list(late.TABLE)) == 2
        assert late.TABLE["late"] is not None
    assert calls == []


def test_that_another_plug_in_folder_is_searched_at_once(late, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late.asked.set()
    assert "added" not in late.TABLE
    monkeypatch.setenv(PLUGINS_VARIABLE, str(plugin(tmp_path / "own", "added")))
    assert "added" in late.TABLE


def test_that_a_broken_plug_in_is_named_at_every_access_until_it_is_mended(
    late, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late.asked.set()
    own = plugin(tmp_path / "own", "added", "import late_classes\nlen(late_classes.TABLE)\nraise ValueError\n")
    monkeypatch.setenv(PLUGINS_VARIABLE, str(own))
    for _ in range(2):
        with pytest.raises(PluginError, match="added"):
            len(late.TABLE)
    plugin(own, "added")
    assert "added" in late.TABLE
