"""A new attack is one file: found in registry, TOML, command line's settings, and held to the contract."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from robustgui.base.code_files import files_of_plugins
from robustgui.base.code_trust import allow

ROOT = Path(__file__).parents[2]


@pytest.fixture
def allowed(tmp_path: Path):
    """`allowed()` lets the plug-ins in the folder of the test run, as they are then."""
    return lambda: allow(files_of_plugins(tmp_path))


PLUGIN = '''
"""Shake: alternate the sign of the change from step to step."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from robustgui.attacks import ATTACKS, Attack
from robustgui.base.lazy import torch
from robustgui.base.settings import setting

if TYPE_CHECKING:
    from torch import Tensor

    from robustgui.attacks.problem import Problem


@ATTACKS.register("shake")
class Shake(Attack):
    """Push each second step up and the others down."""

    title: ClassVar[str] = "Shake"
    source: ClassVar[str] = "A test"

    strength: float = setting(1.0, gt=0, le=5, unit="of eps", title="Strength", help="How hard it shakes.")

    def perturb(self, problem: Problem) -> Tensor:
        """See `Attack.perturb`."""
        problem.check()
        steps = torch.arange(problem.x.shape[1], device=problem.x.device)
        sign = torch.where(steps % 2 == 0, 1.0, -1.0)[None, :, None]
        return problem.x + sign * self.strength * problem.region.eps  # may leave the threat: that is the house's work
'''

SCRIPT = """
import sys
from robustgui.attacks import ATTACKS
from robustgui.runs.spec import RunSpec

assert "shake" in list(ATTACKS)
toml = 'watch.attack = {name = "shake", strength = 2.0}'
spec = RunSpec.from_toml(toml)
assert type(spec.watch.attack).__name__ == "Shake"
assert spec.watch.attack.strength == 2.0
assert RunSpec.from_toml(spec.to_toml()) == spec
assert spec.replace_paths({"defence.attack": "shake"}).defence.attack == ATTACKS["shake"]()
assert "torch" not in sys.modules

from support import contracts
from robustgui.threats import THREATS

contracts.check_documented(ATTACKS["shake"], with_source=True)
contracts.check_key(ATTACKS, "shake")
contracts.check_toml("watch.attack", ATTACKS["shake"](strength=0.5))
for name in THREATS:
    contracts.check_attack(ATTACKS["shake"](), THREATS[name](eps=0.3))
"""


def test_that_an_attack_in_a_plugin_folder_is_found_and_keeps_the_contract(tmp_path: Path, allowed) -> None:
    (tmp_path / "attacks").mkdir()
    (tmp_path / "attacks" / "shake.py").write_text(PLUGIN)
    allowed()
    environment = os.environ | {
        "ROBUSTGUI_PLUGINS": str(tmp_path),
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")]),
        "OMP_NUM_THREADS": "1",
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


EVENT = '''
"""An attack that brings an event of its own."""

from dataclasses import dataclass

from robustgui.base.events import Event


@dataclass(frozen=True)
class Shaken(Event):
    """How often it shook."""

    times: int
'''

READER = """
from robustgui.runs.event_json import from_json, to_json

line = '{"event":"Shaken","times":3}'
shaken = from_json(line)
assert (type(shaken).__name__, shaken.times) == ("Shaken", 3)
assert to_json(shaken) == line
"""


def test_that_a_stored_event_of_a_plug_in_is_read_by_a_program_that_has_not_used_it(tmp_path: Path, allowed) -> None:
    (tmp_path / "attacks").mkdir()
    (tmp_path / "attacks" / "shaken.py").write_text(EVENT, encoding="utf-8")
    allowed()
    environment = os.environ | {"ROBUSTGUI_PLUGINS": str(tmp_path)}
    command = [sys.executable, "-W", "error", "-c", READER]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_that_a_plug_in_that_does_not_import_is_named_and_nothing_else_happens(tmp_path: Path, allowed) -> None:
    broken = tmp_path / "attacks" / "broken.py"
    broken.parent.mkdir()
    broken.write_text('"""Broken."""\nimport no_such_module\n', encoding="utf-8")
    allowed()
    environment = os.environ | {"ROBUSTGUI_PLUGINS": str(tmp_path)}
    command = [sys.executable, "-m", "robustgui", "list", "attacks"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert str(broken) in " ".join(done.stderr.split())
    assert "no_such_module" in done.stderr
    assert "Traceback" not in done.stderr


def test_that_a_plug_in_has_a_form_in_the_window(tmp_path: Path, allowed) -> None:
    (tmp_path / "attacks").mkdir()
    (tmp_path / "attacks" / "shake.py").write_text(PLUGIN, encoding="utf-8")
    allowed()
    environment = os.environ | {"ROBUSTGUI_PLUGINS": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", FORM], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


FORM = """
from PySide6.QtWidgets import QApplication, QComboBox

app = QApplication([])
from robustgui.attacks import ATTACKS
from robustgui.gui.forms import OneOfForm

form = OneOfForm(ATTACKS)
chooser = form.findChild(QComboBox, "name")
chooser.setCurrentIndex(chooser.findText("Shake"))
chooser.activated.emit(chooser.currentIndex())
assert form.editor("strength") is not None
assert form.value() == ATTACKS["shake"](), form.value()
"""


def test_that_a_plug_in_that_was_not_allowed_is_named_ignored_and_does_not_run(tmp_path: Path) -> None:
    (tmp_path / "attacks").mkdir()
    (tmp_path / "attacks" / "shake.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n" + PLUGIN, encoding="utf-8")
    environment = os.environ | {"ROBUSTGUI_PLUGINS": str(tmp_path)}
    command = [sys.executable, "-m", "robustgui", "list", "attacks"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "fgsm" in done.stdout
    assert "shake" not in done.stdout
    assert "attacks/shake.py" in done.stderr
    assert f"robustgui allow {tmp_path}" in done.stderr
    assert done.stderr.count("Plug-ins are ignored") == 1
    assert not (tmp_path / "ran").exists()


def test_that_a_plug_in_that_changed_since_is_ignored(tmp_path: Path, allowed) -> None:
    (tmp_path / "attacks").mkdir()
    file = tmp_path / "attacks" / "shake.py"
    file.write_text(PLUGIN, encoding="utf-8")
    allowed()
    file.write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n" + PLUGIN, encoding="utf-8")
    environment = os.environ | {"ROBUSTGUI_PLUGINS": str(tmp_path)}
    command = [sys.executable, "-m", "robustgui", "list", "attacks"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "changed: attacks/shake.py" in done.stderr
    assert not (tmp_path / "ran").exists()


def install(folder: Path, name: str, source: str) -> dict[str, str]:
    """The environment of a process in which a package with one attack is installed."""
    (folder / name / "attacks").mkdir(parents=True)
    (folder / name / "__init__.py").touch()
    (folder / name / "attacks" / "shake.py").write_text(source, encoding="utf-8")
    about = folder / f"{name}-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(f"[robustgui.plugins]\nshake = {name}\n", encoding="utf-8")
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests"), str(folder)])}


def test_that_an_installed_package_adds_an_attack_without_being_allowed(tmp_path: Path) -> None:
    environment = install(tmp_path, "shaking", PLUGIN)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_that_an_installed_package_that_does_not_import_is_named(tmp_path: Path) -> None:
    environment = install(tmp_path, "shaking", '"""Broken."""\nimport no_such_module\n')
    command = [sys.executable, "-m", "robustgui", "list", "attacks"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "The plug-in package shaking cannot be loaded" in " ".join(done.stderr.split())
    assert "no_such_module" in done.stderr
