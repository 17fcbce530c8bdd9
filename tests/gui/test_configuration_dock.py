"""The configuration dock: session, presets, TOML in and out, the command, search, device."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from robustgui.base.paths import config_folder
from robustgui.cli.run import read_spec
from robustgui.data import DataSettings, load
from robustgui.engine.messages import Ready
from robustgui.gui import language
from robustgui.gui.docks.configuration_dock import ConfigurationDock
from robustgui.gui.presets import list_own_presets, list_shipped_presets, with_preset
from robustgui.gui.session import Session
from robustgui.models.lstm import LSTM
from robustgui.runs.automatic_settings import resolve_automatic
from robustgui.runs.spec import RunSpec


class QuietJobs(QObject):
    """What the dock needs of the queue: the engine and what it offers."""

    engine_ready = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.ready: Ready | None = None


@pytest.fixture
def dock(qtbot, tmp_path):
    session = Session(tmp_path)
    jobs = QuietJobs()
    window = QMainWindow()
    qtbot.addWidget(window)
    dock = ConfigurationDock(session, jobs, window)
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    window.show()
    yield dock
    window.close()


def type_into(dock: ConfigurationDock, path: str, text: str) -> None:
    line = dock.form.editor(path)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def test_that_the_session_hears_of_every_valid_spec(dock, qtbot):
    with qtbot.waitSignal(dock.session.spec_changed):
        type_into(dock, "training.epochs", "7")
    assert dock.session.spec == RunSpec().replace_paths({"training.epochs": 7})
    assert dock.session.problem == ""


def test_that_the_session_hears_why_the_forms_cannot_be_run(dock):
    type_into(dock, "training.lr", "abc")
    assert dock.session.problem == "Training › Learning rate: must be a number, got 'abc'"
    type_into(dock, "training.lr", "0.1")
    assert dock.session.problem == ""
    assert dock.session.spec.training.lr == 0.1


def offered(dock: ConfigurationDock, path: str) -> set[str]:
    box = dock.form.editor(path)
    return {box.itemData(i) for i in range(box.count())}


def test_that_only_attacks_and_threats_that_suit_are_offered(dock):
    dock.session.set_dataset(load(DataSettings()))
    assert "substitutions" not in offered(dock, "watch.threat")
    assert "hotflip" not in offered(dock, "defence.attack")
    assert {"pgd", "fgsm"} <= offered(dock, "defence.attack")


def test_that_a_pair_that_does_not_go_together_is_explained_and_can_be_mended(dock):
    dock.session.set_dataset(load(DataSettings(train="example:synthetic_reviews")))
    dock.form.set_value(RunSpec().replace_paths({"watch.threat": "substitutions"}))
    assert "perturbs values, but the threat" in dock.session.problem
    assert "hotflip" in offered(dock, "watch.attack")
    dock.form.set_value(RunSpec().replace_paths({"watch.threat": "substitutions", "watch.attack": "hotflip"}))
    assert dock.session.problem == ""


def test_that_a_proposed_spec_is_one_step_of_undo(dock):
    spec = RunSpec().replace_paths({"model": "lstm", "training.epochs": 3, "defence": "none"})
    dock.session.spec_proposed.emit(spec)
    assert dock.session.spec == spec
    dock.undo.click()
    assert dock.session.spec == RunSpec()
    dock.redo.click()
    assert dock.session.spec == spec


def test_that_everything_can_be_reset_and_brought_back(dock):
    type_into(dock, "training.epochs", "7")
    dock.reset.click()
    assert dock.form.value() == RunSpec()
    dock.undo.click()
    assert dock.form.value().training.epochs == 7


def test_that_a_spec_survives_copy_and_paste_as_toml(dock):
    spec = RunSpec().replace_paths(
        {
            "model": "elman",
            "defence": "noise_augmentation",
            "watch.threat.features": [0, 2],
            "watch.threat.open_steps": 5,
        }
    )
    dock.form.set_value(spec)
    dock.exchange.copy_toml()
    dock.form.set_value(RunSpec())
    dock.exchange.paste_toml()
    assert dock.session.spec == spec


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("seed = = 3", "is not valid TOML"),
        ("seed = -3", "seed: must be 0 or more"),
        ("[training]\nlr = 'fast'", "training.lr: must be a number"),
        ("[training]\nrate = 1", "training.rate: is not a setting here"),
        ("[model]\nname = 'grru'", "Did you mean 'gru'"),
        ("   ", "no text"),
    ],
)
def test_that_bad_toml_is_explained_and_changes_nothing(dock, text, words):
    type_into(dock, "training.epochs", "7")
    before = dock.form.value()
    QGuiApplication.clipboard().setText(text)
    dock.exchange.paste_toml()
    assert words in dock.message.text.text()
    assert dock.message.isVisible()
    assert dock.form.value() == before
    assert dock.session.spec == before


def test_that_a_spec_is_saved_to_a_file_and_opened_again(dock, tmp_path):
    spec = RunSpec().replace_paths({"training.epochs": 4, "name": "Kepler"})
    dock.form.set_value(spec)
    dock.exchange.save_file(tmp_path / "spec.toml")
    dock.form.set_value(RunSpec())
    dock.exchange.open_file(tmp_path / "spec.toml")
    assert dock.session.spec == spec


def test_that_a_file_that_cannot_be_read_is_explained(dock, tmp_path):
    dock.exchange.open_file(tmp_path / "absent.toml")
    assert "absent.toml cannot be read" in dock.message.text.text()
    dock.exchange.save_file(tmp_path / "no" / "folder.toml")
    assert "cannot be written" in dock.message.text.text()


@pytest.mark.parametrize("preset", list_shipped_presets(), ids=lambda preset: preset.file.stem)
def test_that_the_copied_command_parses_back_to_the_same_spec(dock, preset):
    spec = with_preset(preset, RunSpec()).replace_paths(
        {"name": "it's $HOME & co", "defence.name": "noise_augmentation"}
    )
    dock.form.set_value(spec)
    dock.exchange.copy_command()
    program, command, base, *rest = shlex.split(QGuiApplication.clipboard().text())
    assert (program, command, base) == ("robustgui", "run", "default")
    assert set(rest[::2]) <= {"--set"}
    assert read_spec(Path(base), rest[1::2]) == spec


def test_that_shipped_presets_keep_data_seed_device_and_name():
    spec = RunSpec().replace_paths({"seed": 5, "data.train": "other.ts", "device.threads": 2, "name": "mine"})
    presets = list_shipped_presets()
    assert len({preset.title for preset in presets}) == len(presets) >= 5
    for preset in presets:
        filled = with_preset(preset, spec)
        assert (filled.seed, filled.data, filled.device, filled.name) == (5, spec.data, spec.device, "mine")


def test_that_a_preset_is_chosen_as_one_step_of_undo(dock):
    index = next(i for i in range(dock.presets.count()) if dock.presets.itemData(i).file.stem == "lstm")
    dock.presets.activated.emit(index)
    assert isinstance(dock.session.spec.model, LSTM)
    assert dock.presets.currentIndex() == -1
    dock.undo.click()
    assert dock.session.spec == RunSpec()


def test_that_own_presets_are_kept_shown_and_removed(dock):
    spec = RunSpec().replace_paths({"training.epochs": 3})
    dock.own_presets.save("Meine: *Vorlage* 一", spec)
    (own,) = list_own_presets()
    assert own.file.parent == config_folder() / "presets"
    assert own.title == "Meine: *Vorlage* 一"
    assert dock.presets.findText(own.title) >= 0
    assert with_preset(own, RunSpec()) == spec
    dock.own_presets.remove(own)
    assert dock.presets.findText("Meine: *Vorlage* 一") < 0


def test_that_a_damaged_preset_is_explained_and_changes_nothing(dock):
    dock.own_presets.save("Odd", RunSpec())
    (own,) = list_own_presets()
    own.file.write_text("[training]\nlr = -1\n", encoding="utf-8")
    dock.presets.preset_chosen.emit(own)
    assert "training.lr" in dock.message.text.text()
    assert dock.session.spec == RunSpec()


def test_that_a_preset_needs_a_name(dock):
    dock.own_presets.save(" ./ ", RunSpec())
    assert "at least one letter" in dock.message.text.text()
    assert list_own_presets() == []


def test_that_a_device_that_is_not_there_is_explained(dock):
    dock.form.set_value(RunSpec().replace_paths({"device.device": "cuda"}))
    assert dock.session.problem == ""  # nobody knows yet
    dock.jobs.ready = Ready(devices=("cpu",), device_names=("a processor",), versions={})
    dock.jobs.engine_ready.emit(dock.jobs.ready)
    assert dock.session.problem == "Device: is not in this machine; it offers auto, cpu"
    dock.undo.click()
    assert dock.session.problem == ""


def test_that_a_page_can_lead_to_a_field(dock, qtbot):
    dock.hide()
    dock.search.setText("batch")
    dock.session.settings_requested.emit("watch.threat")
    editor = dock.form.editor("watch.threat")
    assert dock.isVisible()
    assert editor.isVisible()
    assert dock.search.text() == ""


def test_that_the_search_says_when_nothing_is_found(dock):
    dock.search.setText("zebra")
    assert dock.nothing_found.isVisible()
    dock.search.setText("batch")
    assert not dock.nothing_found.isVisible()
    assert dock.form.editor("training.batch_size").isVisible()
    assert not dock.form.editor("model").isVisible()


def test_that_the_dock_follows_the_language_and_so_does_the_problem(dock):
    type_into(dock, "training.lr", "abc")
    english = dock.session.problem
    language.install(QApplication.instance(), "zh")
    try:
        QApplication.processEvents()
        assert dock.windowTitle() == "配置"
        assert dock.session.problem.startswith("训练 › 学习率")
    finally:
        language.install(QApplication.instance(), "en")
    QApplication.processEvents()
    assert dock.windowTitle() == "Configuration"
    assert dock.session.problem == english


def test_that_the_chains_say_what_happens_by_itself_and_offer_what_suits(dock, qtbot):
    dock.session.set_dataset(load(DataSettings()))
    preparation, front = dock.form.chain("data.preparation"), dock.form.chain("front")
    qtbot.waitUntil(lambda: front.automatic.text() == "automatic: Normalise")
    assert preparation.automatic.text() == "automatic: Fill missing values"
    preparation.add.fill()
    offered = {action.data() for action in preparation.add.menu().actions()}
    assert "fill" in offered
    assert "words" not in offered


def test_that_a_front_end_that_does_not_suit_the_open_data_is_a_problem_until_it_goes(dock, qtbot):
    dock.session.set_dataset(load(DataSettings()))
    dock.form.chain("front").append("embedding")
    qtbot.waitUntil(lambda: "front" in dock.form.problems)
    assert "embedding" in dock.session.problem.lower()
    dock.form.chain("front").take_out(0)
    assert dock.form.problems == {}
    assert dock.session.problem == ""


def test_that_an_automatic_setting_shows_what_it_becomes_on_the_open_data(dock):
    dock.session.set_dataset(load(dock.session.spec.data))
    train = dock.session.dataset.train
    line = dock.form.editor("training.epochs")
    assert line.text() == ""
    before = resolve_automatic(dock.session.spec, train).training.epochs
    assert line.placeholderText() == f"auto: {before}"
    type_into(dock, "training.batch_size", "4")
    after = resolve_automatic(dock.session.spec, train).training.epochs
    assert before != after
    assert line.placeholderText() == f"auto: {after}"


def test_that_an_arrow_on_an_automatic_number_steps_from_what_it_becomes(qtbot, dock):
    dock.session.set_dataset(load(dock.session.spec.data))
    becomes = resolve_automatic(dock.session.spec, dock.session.dataset.train).training.epochs
    qtbot.keyClick(dock.form.editor("training.epochs"), Qt.Key.Key_Up)
    assert dock.session.spec.training.epochs == becomes + 1
