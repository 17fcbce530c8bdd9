"""Reading data in the background, errors that nobody caught, and displays that are not there."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtGui import QGuiApplication

from robustgui.base.errors import DataError
from robustgui.data import DataSettings
from robustgui.gui.dataset_loader import DatasetLoader
from robustgui.gui.errors_dialog import ErrorCatcher
from robustgui.gui.shell import display


@pytest.fixture
def loader(session, qtbot):
    return DatasetLoader(session)


def test_that_an_example_is_opened_without_blocking(loader, session, qtbot):
    with qtbot.waitSignal(loader.loaded):
        session.dataset_requested.emit("example:japanese_vowels")
        assert session.dataset is None
    assert len(session.dataset.train) == 270


def test_that_an_opened_file_is_proposed_to_the_forms(loader, session, qtbot):
    with qtbot.waitSignal(session.spec_proposed) as heard:
        session.dataset_requested.emit("example:digits")
    assert heard.args[0].data.train == "example:digits"


def test_that_choices_made_for_other_data_are_not_taken_over(loader, session, qtbot):
    session.set_spec(session.spec.replace_paths({"data.task": "forecasting", "data.preparation": ["cut"]}))
    with qtbot.waitSignal(loader.loaded):
        session.dataset_requested.emit("example:digits")
    assert session.dataset.train.task == "classification"


def test_that_data_are_opened_as_their_settings_say(loader, session, qtbot):
    wanted = DataSettings(train="example:digits").replace_paths({"split": {"name": "random", "share": 0.5}})
    with qtbot.waitSignal(session.spec_proposed) as heard:
        session.data_requested.emit(wanted)
    assert heard.args[0].data == wanted
    assert len(session.dataset.test) == pytest.approx(1797 / 2, abs=10)


def test_that_the_newest_wish_wins(loader, session, qtbot):
    seen = []
    session.dataset_changed.connect(seen.append)
    with qtbot.waitSignal(loader.loaded):
        for name in ("example:digits", "example:japanese_vowels", "example:digits"):
            session.dataset_requested.emit(name)
    assert [dataset.train.source for dataset in seen] == ["example:digits"]


def test_that_changed_data_settings_of_the_forms_are_read_and_normalising_alone_is_not(loader, session, qtbot):
    with qtbot.waitSignal(loader.loaded):
        loader.follow_spec()
    session.set_spec(session.spec.replace_paths({"front": ["as_is"]}))
    loader.follow_spec()
    assert not loader._background.busy
    with qtbot.waitSignal(loader.loaded):
        session.set_spec(session.spec.replace_paths({"data.validation_share": 0.2}))
    assert len(session.dataset.validation) == 54


def test_that_a_missing_file_is_refused_with_a_sentence_and_the_open_data_stay(loader, session, qtbot, tmp_path):
    with qtbot.waitSignal(loader.loaded):
        session.dataset_requested.emit("example:japanese_vowels")
    with qtbot.waitSignal(session.dataset_refused) as heard:
        session.dataset_requested.emit(str(tmp_path / "gone.csv"))
    assert "gone.csv" in str(heard.args[0])
    assert session.dataset.train.source == "example:japanese_vowels"


@pytest.fixture
def catcher(dressed, qtbot):
    catcher = ErrorCatcher()
    catcher.install()
    yield catcher
    catcher.remove()
    if catcher.dialog is not None:
        catcher.dialog.close()
        catcher.dialog.deleteLater()


def _caught_in_thread(error: Exception) -> None:
    def fail() -> None:
        raise error

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def test_that_a_bug_in_a_thread_opens_the_dialog_with_its_traceback(catcher, qtbot, caplog):
    _caught_in_thread(ZeroDivisionError("by zero"))
    qtbot.waitUntil(lambda: catcher.dialog is not None)
    dialog = catcher.dialog
    assert "ZeroDivisionError: by zero" in dialog.message()
    assert "in fail" in dialog.details.toPlainText()
    dialog.copy_button.click()
    assert "by zero" in QGuiApplication.clipboard().text()


def test_that_an_expected_error_is_one_plain_sentence(catcher, qtbot, caplog):
    _caught_in_thread(DataError("{file}, line {line}: 7 values, 9 expected.", file="a.csv", line=3))
    qtbot.waitUntil(lambda: catcher.dialog is not None)
    assert catcher.dialog.message() == "a.csv, line 3: 7 values, 9 expected."
    assert not catcher.dialog.details.isVisible()


def test_that_the_hooks_are_given_back(dressed, qtbot):
    before = sys.excepthook, threading.excepthook
    catcher = ErrorCatcher()
    catcher.install()
    catcher.remove()
    assert (sys.excepthook, threading.excepthook) == before


def test_that_missing_system_libraries_are_named_with_their_packages(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr(display, "missing_libraries", lambda plugin: ["libxcb-cursor.so.0", "libxcb-icccm.so.4"])
    with pytest.raises(display.DisplayError, match="apt-get install libxcb-cursor0 libxcb-icccm4"):
        display.complain_about_display()


def test_that_ldd_tells_what_is_missing(monkeypatch, tmp_path):
    answer = "\tlibxcb-cursor.so.0 => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x0)\n"
    plugin = tmp_path / "libqxcb.so"
    plugin.touch()
    monkeypatch.setattr(display, "find_program", lambda name: "/usr/bin/ldd")
    monkeypatch.setattr(display.subprocess, "run", lambda *a, **k: type("Done", (), {"stdout": answer})())
    assert display.missing_libraries(plugin) == ["libxcb-cursor.so.0"]


def test_that_a_machine_without_display_is_told_what_to_do(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(display.DisplayError, match="no display"):
        display.complain_about_display()
