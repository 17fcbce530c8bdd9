"""A registry that several threads ask at the same time."""

from __future__ import annotations

import importlib
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from robustgui.base import registry
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
