"""Nothing is replaced that the file dialog did not ask about, unless the user agrees."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from robustgui.gui.widgets.network_files import ask_where
from robustgui.gui.widgets.save_dialog import ask_save_path


@pytest.mark.parametrize(("answer", "kept"), [("Yes", False), ("No", True)])
def test_that_files_beside_a_network_are_asked_about(
    qtbot, monkeypatch, tmp_path: Path, answer: str, kept: bool
) -> None:
    (tmp_path / "net.py").write_text("mine")
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "net.pt"), ""))
    reply = getattr(QMessageBox.StandardButton, answer)
    monkeypatch.setattr(QMessageBox, "question", lambda *args: asked.append(args[2]) or reply)
    path, form = ask_where(None, "net")  # type: ignore[arg-type]
    assert "net.py" in asked[0]
    assert (path == "") == kept
    assert form == "state_dict"


def test_that_a_name_that_gets_an_ending_is_asked_about(qtbot, monkeypatch, tmp_path: Path) -> None:
    (tmp_path / "sound.wav").write_text("mine")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "sound"), ""))
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    assert ask_save_path(None, "", "", "", lambda *_: ".wav")[0] is None


def test_that_nothing_is_asked_where_nothing_is_replaced(qtbot, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "net.pt"), ""))
    monkeypatch.setattr(QMessageBox, "question", lambda *_: pytest.fail("asked"))
    assert ask_where(None, "net")[0] == str(tmp_path / "net.pt")  # type: ignore[arg-type]
