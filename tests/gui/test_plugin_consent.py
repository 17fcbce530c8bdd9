"""Plug-ins run in the window once the user has agreed, file by file, and the window waits for the answer."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from robustgui.attacks import ATTACKS
from robustgui.base.plugins import plugin_folders
from robustgui.gui.app import ask_about_plugins

PLUGIN = "open({canary!r}, 'w').close()\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A plug-in folder whose one attack leaves a file called `ran` when it is run."""
    place = tmp_path / "theirs"
    (place / "attacks").mkdir(parents=True)
    (place / "attacks" / "bite.py").write_text(PLUGIN.format(canary=str(tmp_path / "ran")), encoding="utf-8")
    monkeypatch.setenv("ROBUSTGUI_PLUGINS", str(place))
    return place


@pytest.fixture
def asked(qtbot, folder, monkeypatch):
    """The question on its window, and a list that gets an item when the window goes on."""
    from robustgui.gui.shell import plugin_consent

    made = []
    known = plugin_consent.PluginConsent.__init__
    monkeypatch.setattr(plugin_consent.PluginConsent, "__init__", lambda *a: (made.append(a[0]), known(*a))[1])
    window, proceeded = QWidget(), []
    qtbot.addWidget(window)
    ask_about_plugins(window, lambda: proceeded.append(len(ATTACKS)))
    qtbot.waitUntil(lambda: made[0].box is not None)
    return made[0], proceeded


@pytest.mark.filterwarnings("ignore::robustgui.base.errors.PluginWarning")
def test_that_the_question_names_what_would_run_and_nothing_runs_before_the_answer(asked, folder, tmp_path):
    consent, proceeded = asked
    assert str(folder) in consent.box.text()
    assert "attacks/bite.py" in consent.box.text()
    assert consent.box.detailedText() == "attacks/bite.py"
    assert proceeded == []
    assert not (tmp_path / "ran").exists()
    consent.skip_button.click()
    assert len(proceeded) == 1
    assert not (tmp_path / "ran").exists()


def test_that_allowed_plug_ins_run_before_the_window_goes_on(asked, tmp_path):
    consent, proceeded = asked
    consent.allow_button.click()
    assert len(proceeded) == 1
    assert (tmp_path / "ran").exists()
    assert all(folder.refusal is None for folder in plugin_folders())


def test_that_a_file_that_changed_after_it_was_shown_does_not_run(asked, folder, tmp_path):
    consent, proceeded = asked
    other = tmp_path / "other"
    (folder / "attacks" / "bite.py").write_text(PLUGIN.format(canary=str(other)), encoding="utf-8")
    with pytest.warns(Warning, match=r"changed: attacks/bite\.py"):
        consent.allow_button.click()
    assert len(proceeded) == 1
    assert not other.exists()


def test_that_without_plug_ins_nothing_is_asked(qtbot, monkeypatch):
    window, proceeded = QWidget(), []
    qtbot.addWidget(window)
    ask_about_plugins(window, lambda: proceeded.append(True))
    assert proceeded == [True]
