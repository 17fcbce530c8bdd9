"""What all tests share: real datasets where they are present, private folders, and a guard against leftovers."""

from __future__ import annotations

import gc
import multiprocessing
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

# The suite gives the same verdict each time; `make fuzz` looks further with examples of chance (--hypothesis-profile).
settings.register_profile("suite", deadline=None, derandomize=True, database=None)
settings.register_profile("search", deadline=None, print_blob=True)
settings.load_profile("suite")

SHARED = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Callable[..., Path]:
    """`shared_data("ucr", "GunPoint")`: a path below the folder of real datasets; skips the test where it is absent."""

    def find(*parts: str) -> Path:
        path = SHARED.joinpath(*parts)
        if not path.exists():
            pytest.skip(f"needs the real dataset {'/'.join(parts)}, which is not beside this checkout")
        return path

    return find


@pytest.fixture(autouse=True)
def private_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the folders of the person who runs it."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("ROBUSTGUI_RUNS", str(home / "runs"))
    monkeypatch.setenv("ROBUSTGUI_CONFIG", str(home / "config"))
    monkeypatch.setenv("ROBUSTGUI_CACHE", str(home / "cache"))
    monkeypatch.delenv("ROBUSTGUI_PLUGINS", raising=False)


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """A test ends the threads and processes that it started."""
    others = ("pydev", "apart-")  # a child process, with its threads, may be shared by the tests of a module
    before = set(threading.enumerate())
    yield
    left = [t for t in threading.enumerate() if t not in before and t.is_alive() and not t.name.startswith(others)]
    for thread in left:
        thread.join(5)  # one that is just ending may end
    assert not [t for t in left if t.is_alive()]
    assert not multiprocessing.active_children()


@pytest.fixture(autouse=True, scope="module")
def no_process_left_behind() -> Iterator[None]:
    """The tests of a file end every process that they started, those of libraries too."""
    before = set(psutil.Process().children())
    yield
    assert not set(psutil.Process().children()) - before


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """pytest-qt's, which also keeps each widget until it has closed it.

    Of a widget that only Qt holds, Python's part is garbage: it would be collected, and deleted, while Qt paints it.
    """
    kept: list[QWidget] = []
    add = qtbot.addWidget

    def add_and_keep(widget: QWidget, **options: Any) -> None:
        kept.append(widget)
        add(widget, **options)

    qtbot.addWidget = add_and_keep  # type: ignore[method-assign]
    return qtbot


@pytest.fixture
def no_widget_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """A window test closes its windows. Requested by every test below tests/gui before `qtbot` tears down."""
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    before = set(QApplication.topLevelWidgets()) if app is not None else set()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
    gc.collect()
    assert not [w for w in QApplication.topLevelWidgets() if w not in before and w.parent() is None and w.isVisible()]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests marked `gpu` run where there is one, and say why elsewhere."""
    if not any(item.get_closest_marker("gpu") for item in items):
        return
    import torch

    if torch.cuda.is_available():
        return
    skip = pytest.mark.skip(reason="needs a CUDA device")
    for item in items:
        if item.get_closest_marker("gpu"):
            item.add_marker(skip)
