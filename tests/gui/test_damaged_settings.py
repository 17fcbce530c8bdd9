"""What the window remembers may be damaged too: it then begins as on its first day."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import QByteArray

from robustgui.gui import settings_store
from robustgui.gui.settings_store import SettingsStore
from robustgui.gui.shell.appearance import read_scale
from robustgui.gui.shell.toolbar import OpenMenu
from robustgui.gui.shell.window_place import restore_place

JUNK = ["", "nan", "1e308", "-1", "9" * 5000, "[" * 5000, "x = " + "[" * 5000, "\0", "a\nb\n\n/" + "x" * 5000,
        "self = 1", "format = 3", f"{10**30} 0 5 5", "0 0 -5 5"]  # fmt: skip
KEYS = ("theme", "language", "page", "run", "dataset", "data", "place", "scale", "recent", "runs")


@pytest.mark.parametrize("value", JUNK, ids=lambda value: value[:12])
def test_that_texts_that_make_no_sense_are_passed_over(window, value):
    for key in KEYS:
        window.store.set(key, value)
    for key in ("geometry", "layout"):
        window.store.set(key, QByteArray(value.encode()))
    restore_place(window, window.store)
    window.contents.restore("")
    assert window.contents._read_remembered() is None or value == ""
    assert 0.5 <= read_scale(window.store) <= 3
    menu = OpenMenu(window.store, window.commands, window)
    menu.fill()


def test_that_numbers_are_finite():
    store = SettingsStore(remembers=False)
    for text in ("nan", "inf", "1e999", "x", ""):
        store.set("scale", text)
        assert store.number("scale", 1.5) == 1.5


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
@pytest.mark.parametrize("kind", ["pipe", "folder", "device"])
def test_that_what_is_no_file_is_not_waited_for(tmp_path, monkeypatch, kind):
    monkeypatch.setattr(settings_store, "config_folder", lambda: tmp_path)
    path = tmp_path / "window.ini"
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "device":
            path.symlink_to("/dev/zero")
    store = SettingsStore()
    store.set("theme", "dark")
    store.save()
    assert store.text("theme", "light") == "dark"
    assert path.is_dir() == (kind == "folder")
