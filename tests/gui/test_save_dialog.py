"""Nothing is replaced that the file dialog did not ask about, unless the user agrees."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from robustgui.gui.network_files import ask_where
from robustgui.gui.widgets.save_dialog import SavePlace, ask_save_path


@pytest.mark.parametrize(("answer", "kept"), [("Yes", False), ("No", True)])
def test_that_files_beside_a_network_are_asked_about(
    qtbot, monkeypatch, tmp_path: Path, answer: str, kept: bool
) -> None:
    (tmp_path / "net.py").write_text("mine")
    asked: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "net.pt"), ""))
    reply = getattr(QMessageBox.StandardButton, answer)
    monkeypatch.setattr(QMessageBox, "question", lambda *args: asked.append(args[2]) or reply)
    chosen = ask_where(None, "net")  # type: ignore[arg-type]
    assert "net.py" in asked[0]
    assert (chosen is None) == kept
    if chosen is not None:
        assert chosen[1] == "state_dict"
        assert chosen[0].replaces == (tmp_path / "net.py",)


def test_that_every_file_that_would_be_replaced_is_named_in_one_question(qtbot, monkeypatch, tmp_path: Path) -> None:
    for name in ("net.pt", "net.py"):
        (tmp_path / name).write_text("mine")
    (tmp_path / "net_vocabulary.json").symlink_to(tmp_path / "nowhere")
    options: list[object] = []
    asked: list[str] = []

    def choose(*arguments: object) -> tuple[str, str]:
        options.append(arguments[-1])
        return str(tmp_path / "net.pt"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    monkeypatch.setattr(QMessageBox, "question", lambda *args: asked.append(args[2]) or QMessageBox.StandardButton.Yes)
    place, _ = ask_where(None, "net")  # type: ignore[arg-type, misc]
    assert options == [QFileDialog.Option.DontConfirmOverwrite]
    assert len(asked) == 1
    assert all(name in asked[0] for name in ("net.pt", "net.py", "net_vocabulary.json"))
    assert {file.name for file in place.replaces} == {"net.pt", "net.py", "net_vocabulary.json"}


def test_that_a_name_that_gets_an_ending_is_asked_about(qtbot, monkeypatch, tmp_path: Path) -> None:
    (tmp_path / "sound.wav").write_text("mine")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "sound"), ""))
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    assert ask_save_path(None, "", "", "", lambda *_: ".wav") is None


def test_that_nothing_is_asked_where_nothing_is_replaced(qtbot, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "net.pt"), ""))
    monkeypatch.setattr(QMessageBox, "question", lambda *_: pytest.fail("asked"))
    place, _ = ask_where(None, "net")  # type: ignore[arg-type, misc]
    assert place == SavePlace(tmp_path / "net.pt")
