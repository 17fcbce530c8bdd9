"""Everything that the window writes where the user says: asked before it replaces, and with a No nothing changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from robustgui.gui.docks.preset_box import OwnPresets
from robustgui.gui.docks.spec_exchange import SpecExchange
from robustgui.gui.forms import SettingsForm
from robustgui.gui.pages.evaluate.export_points import ExportPoints
from robustgui.gui.plots import OrderedCurve, Plot
from robustgui.gui.plots.menu import save_as
from robustgui.gui.presets import preset_path
from robustgui.gui.views.sound_bar import SoundBar
from robustgui.runs.spec import RunSpec

GUI = Path(__file__).parents[2] / "robustgui" / "gui"


def save_plot(suffix: str) -> Callable[..., Callable[[], object]]:
    def make(qtbot) -> Callable[[], object]:
        plot = Plot()
        qtbot.addWidget(plot)
        plot.add(OrderedCurve()).set([0.0, 1.0])
        return lambda: save_as(plot, suffix)

    return make


def save_sound(qtbot) -> Callable[[], object]:
    bar = SoundBar()
    qtbot.addWidget(bar)
    bar.set_sounds(np.zeros((8, 1), np.float32), None, 8000.0)
    return bar.save_actions[0].trigger


def save_spec(qtbot) -> Callable[[], object]:
    form = SettingsForm(RunSpec)
    qtbot.addWidget(form)
    return SpecExchange(form, form)._on_save


def save_points(qtbot) -> Callable[[], object]:
    button = ExportPoints()
    qtbot.addWidget(button)
    return button._on_clicked


WRITERS = {
    "a.png": save_plot("png"), "a.svg": save_plot("svg"), "a.csv": save_plot("csv"), "a.wav": save_sound,
    "a.toml": save_spec, "points.csv": save_points,
}  # fmt: skip


@pytest.mark.parametrize("name", WRITERS)
def test_that_a_file_is_replaced_after_a_yes_alone(qtbot, dressed, monkeypatch, tmp_path: Path, name: str) -> None:
    file, asked, answers = tmp_path / name, [], [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    monkeypatch.setattr(QMessageBox, "question", lambda *args: asked.append(args[2]) or answers.pop(0))
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: pytest.fail(args[2]))
    save = WRITERS[name](qtbot)
    save()
    assert file.stat().st_size
    assert asked == []
    file.write_text("mine")
    save()
    assert file.read_text() == "mine"
    save()
    assert file.read_bytes() != b"mine"
    assert len(asked) == 2
    assert all(name in question for question in asked)
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


def test_that_a_preset_is_replaced_after_a_yes_alone(qtbot, monkeypatch) -> None:
    parent, answers = QWidget(), [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]
    qtbot.addWidget(parent)
    own = OwnPresets(parent)
    own.save("My preset", RunSpec(seed=1))
    before = preset_path("My preset").read_text(encoding="utf-8")
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answers.pop(0))
    own.save("My: preset", RunSpec(seed=2))  # which has the same place
    assert preset_path("My preset").read_text(encoding="utf-8") == before
    own.save("My: preset", RunSpec(seed=2))
    assert "seed = 2" in preset_path("My preset").read_text(encoding="utf-8")


def test_that_every_dialog_for_saving_is_this_one() -> None:
    """A new writer asks through `ask_save_path`, and is tried above or by the tests of networks."""
    asks, dialogs = set(), set()
    for path in GUI.rglob("*.py"):
        text, name = path.read_text(encoding="utf-8"), path.relative_to(GUI).as_posix()
        asks |= {name} if re.search(r"= ask_save_path\(", text) else set()
        dialogs |= {name} if re.search(r"getSaveFileName\(|AcceptSave", text) else set()
    assert dialogs == {"widgets/save_dialog.py"}
    tried = {"plots/menu.py", "views/sound_bar.py", "docks/spec_exchange.py", "pages/evaluate/export_points.py"}
    assert asks == tried | {"network_files.py"}
