"""Only folders are opened by the desktop: what it does with a file is not ours to decide."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QDesktopServices

from robustgui.gui import open_folder as module
from robustgui.gui.open_folder import open_folder


@pytest.fixture
def opened(monkeypatch):
    """The paths that the desktop was given."""
    places = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: places.append(url.toLocalFile()))
    return places


def test_that_a_folder_is_opened(opened, tmp_path):
    open_folder(tmp_path)
    assert opened == [str(tmp_path)]


@pytest.mark.parametrize("name", ["run.desktop", "run.exe", "run"])
def test_that_a_file_in_place_of_a_folder_is_not(opened, tmp_path, name):
    (tmp_path / name).touch()
    open_folder(tmp_path / name)
    open_folder(tmp_path / "gone")
    assert opened == []


def test_that_a_folder_that_macos_would_start_is_shown_from_outside(opened, tmp_path, monkeypatch):
    monkeypatch.setattr(module.sys, "platform", "darwin")
    (tmp_path / "run.app").mkdir()
    open_folder(tmp_path / "run.app")
    assert opened == [str(tmp_path)]
