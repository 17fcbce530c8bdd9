"""Files of newer versions of the program: what cannot be read names the file and both versions."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from robustgui import __version__
from robustgui.base.errors import RunError, SettingError
from robustgui.base.versions import WRITTEN_BY, newer_than_this, version_of
from robustgui.gui.presets import Preset, with_preset
from robustgui.models.network_file import load_network
from robustgui.models.tensor_file import NETWORK
from robustgui.runs.event_log import EventLog
from robustgui.runs.events import RunStarted
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec

NEWER = "# Written by robustgui 99.1.0"


@pytest.mark.parametrize("version", ["0.1.1", "0.2", "0.1.0.1", "1", "99.0.0rc1", "0.10.0"])
def test_that_a_later_version_is_newer(version: str) -> None:
    assert newer_than_this(version)


@pytest.mark.parametrize("version", ["", __version__, "0.0.9", "0", "newest", "v9", "-1", "\u0663.1"])
def test_that_no_other_version_is_newer(version: str) -> None:
    assert not newer_than_this(version)


def test_that_toml_says_who_wrote_it() -> None:
    assert RunSpec().to_toml().startswith(f"{WRITTEN_BY}\n")
    assert version_of(RunSpec().to_toml()) == __version__
    assert version_of("seed = 1\n") == ""


@pytest.mark.parametrize(
    "change", ["wings = 3", '[model]\nname = "transformer9"', "[training]\nlr = 'fast'", "x = = 1"]
)
def test_that_a_newer_spec_names_file_and_versions(tmp_path: Path, change: str) -> None:
    run = RunFolder.create(tmp_path, RunSpec())
    (run.path / "spec.toml").write_text(f"{NEWER}\n{change}\n", encoding="utf-8")
    with pytest.raises(RunError, match=r"was written by robustgui 99\.1\.0, this is robustgui") as caught:
        run.spec()
    assert str(run.path / "spec.toml") in str(caught.value)


def test_that_a_newer_spec_that_asks_for_nothing_new_is_read() -> None:
    assert RunSpec.from_toml(RunSpec(seed=3).to_toml().replace(WRITTEN_BY, NEWER)) == RunSpec(seed=3)


def test_that_an_unknown_setting_of_this_version_is_one() -> None:
    with pytest.raises(SettingError, match="wings: is not a setting here"):
        RunSpec.from_toml(f"{WRITTEN_BY}\nwings = 3\n")


def test_that_a_newer_preset_names_both_versions(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(f"# Mine\n\n{NEWER}\nwings = 3\n", encoding="utf-8")
    with pytest.raises(RunError, match=r"mine\.toml was written by robustgui 99\.1\.0"):
        with_preset(Preset("Mine", file, is_own=True), RunSpec())


def test_that_a_newer_network_names_both_versions(tmp_path: Path) -> None:
    file = tmp_path / "net.safetensors"
    facts = json.dumps({"version": "99.1.0", "model": {"name": "transformer9"}})
    save_file({"weight": np.zeros(3, np.float32)}, file, {NETWORK: facts})
    with pytest.raises(RunError, match=r"net\.safetensors was written by robustgui 99\.1\.0, this is robustgui"):
        load_network(file)


def test_that_a_newer_log_names_its_version_where_lines_are_unknown(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "events.jsonl")
    log.append(RunStarted("n", "/f", "cpu", 10, 3, 4, 20, 10, "test", "accuracy", version="99.1.0"))
    with log.path.open("a", encoding="utf-8") as file:
        file.write('{"event":"Dream","of":"sheep"}\n')
    problem = log.read().problem("events.jsonl")
    assert problem is not None
    assert "written by robustgui 99.1.0" in str(problem)
