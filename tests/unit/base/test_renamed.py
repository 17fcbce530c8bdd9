"""Former names: modules and attributes are imported with a warning, stored words are read without one."""

from __future__ import annotations

import importlib
import sys
import types
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

import robustgui
from robustgui.attacks import ATTACKS
from robustgui.base import code_import, former_imports, former_names, plugins
from robustgui.base.code_files import files_of_plugins
from robustgui.base.errors import SettingError
from robustgui.base.plain_values import decode
from robustgui.base.settings import Settings
from robustgui.data.sequence_set import SequenceSet
from robustgui.data.tokens import Vocabulary
from robustgui.runs.event_json import from_json, to_json
from robustgui.runs.spec import RunSpec
from robustgui.training.settings import TrainingSettings


@pytest.fixture
def former_module(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setitem(former_names.MODULES, "robustgui.attacks.former", "robustgui.attacks.pgd")
    yield "robustgui.attacks.former"
    sys.modules.pop("robustgui.attacks.former", None)
    vars(sys.modules["robustgui.attacks"]).pop("former", None)


def reload(name: str, monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    """The module `name`, imported anew; the one that others hold comes back after the test."""
    parent, _, last = name.rpartition(".")
    monkeypatch.setattr(sys.modules[parent], last, getattr(sys.modules[parent], last))
    monkeypatch.delitem(sys.modules, name)
    return importlib.import_module(name)


def test_that_a_former_module_is_the_present_one_and_says_its_name(former_module: str) -> None:
    with pytest.warns(DeprecationWarning, match=r"robustgui.attacks.former is now called robustgui.attacks.pgd"):
        module = importlib.import_module(former_module)
    assert module is sys.modules["robustgui.attacks.pgd"]
    assert module.__name__ == "robustgui.attacks.pgd"


def test_that_the_warning_is_about_the_file_that_imports(former_module: str) -> None:
    with pytest.warns(DeprecationWarning, match="is now called") as caught:
        exec(compile(f"from {former_module} import PGD", "a_notebook.py", "exec"), {})
    assert [warning.filename for warning in caught] == ["a_notebook.py"]


def test_that_a_module_of_a_former_package_is_no_second_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(former_names.MODULES, "robustgui.onslaughts", "robustgui.attacks")
    try:
        with pytest.warns(DeprecationWarning, match="is now called"):
            module = importlib.import_module("robustgui.onslaughts.pgd")
        assert module is sys.modules["robustgui.attacks.pgd"]
    finally:
        for name in ("robustgui.onslaughts", "robustgui.onslaughts.pgd"):
            sys.modules.pop(name, None)
        vars(robustgui).pop("onslaughts", None)


def test_that_a_former_attribute_is_the_present_one_and_says_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(former_names.NAMES, "robustgui.base.visible", {"abridge": "shorten"})
    module = reload("robustgui.base.visible", monkeypatch)
    with pytest.warns(DeprecationWarning, match="robustgui.base.visible.abridge is now called shorten"):
        assert module.abridge is module.shorten
    with pytest.raises(AttributeError, match="has no attribute 'contract'"):
        module.contract  # noqa: B018


def test_that_an_attribute_that_moved_to_another_module_is_found_there() -> None:
    from robustgui.training.events import StepDone

    events = importlib.import_module("robustgui.base.events")
    with pytest.warns(DeprecationWarning, match=r"events.StepDone is now called robustgui.training.events.StepDone"):
        assert events.StepDone is StepDone


def test_that_a_module_that_computes_attributes_still_does(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("computing")
    module.__dict__["__getattr__"] = lambda name: name.upper()
    former_imports._add_former_names(module)
    assert module.__dict__["__getattr__"]("anything") == "ANYTHING"


def test_that_the_notebook_finds_a_class_by_its_former_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(former_names.NAMES, "robustgui.attacks.pgd", {"IteratedAscent": "PGD"})
    with pytest.warns(DeprecationWarning, match="robustgui.IteratedAscent is now called PGD"):
        assert robustgui.IteratedAscent is robustgui.PGD


def test_that_a_plug_in_may_import_former_names(
    former_module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "attacks").mkdir()
    (tmp_path / "attacks" / "mine.py").write_text(f"from {former_module} import PGD\n", encoding="utf-8")
    code = code_import.AllowedCode(files_of_plugins(tmp_path), own_modules=False)
    try:
        with pytest.warns(DeprecationWarning, match="is now called"):
            module = code.run_file("attacks/mine.py", "robustgui_plugins.attacks.mine")
    finally:
        sys.modules.pop("robustgui_plugins.attacks.mine", None)
    assert module.PGD is ATTACKS["pgd"]


def test_that_plug_ins_in_a_former_folder_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(former_names.PLUGIN_FOLDERS, "attacks", ("onslaughts",))
    for name in ("attacks/new.py", "onslaughts/old.py", "onslaughts/deeper/no.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    code = code_import.AllowedCode(files_of_plugins(tmp_path), own_modules=False)
    modules = plugins.plugin_modules(plugins.PluginFolder(code.files, code), "attacks")
    assert [module for _, module in modules] == ["robustgui_plugins.attacks.new", "robustgui_plugins.onslaughts.old"]


def test_that_a_former_key_gives_the_class_and_is_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(former_names.KEYS, "attack", {"madry": "pgd"})
    assert ATTACKS["madry"] is ATTACKS["pgd"]
    assert "madry" in ATTACKS
    assert "madry" not in list(ATTACKS)


def test_that_a_stored_spec_with_former_words_is_read_without_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(former_names.KEYS, "attack", {"madry": "pgd"})
    monkeypatch.setitem(former_names.FIELDS, "PGD", {"iterations": "steps"})
    monkeypatch.setitem(former_names.VALUES, "TrainingSettings", {"schedule": {"flat": "constant"}})
    text = 'training.schedule = "flat"\nwatch.attack = {name = "madry", iterations = 3}'
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        spec = RunSpec.from_toml(text)
    assert spec.watch.attack == ATTACKS["pgd"](steps=3)
    assert spec.training.schedule == "constant"
    assert "madry" not in spec.to_toml()


def test_that_a_former_setting_may_be_changed_by_its_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(former_names.FIELDS, "TrainingSettings", {"rounds": "epochs"})
    assert RunSpec().replace_paths({"training.rounds": 3}).training.epochs == 3


def test_that_a_setting_that_never_was_is_still_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(former_names.FIELDS, "TrainingSettings", {"rounds": "epochs"})
    with pytest.raises(SettingError, match="turns: is not a setting here"):
        TrainingSettings(turns=3)


def test_that_a_former_setting_of_a_base_class_holds_for_its_children(monkeypatch: pytest.MonkeyPatch) -> None:
    class Base(Settings):
        length: int = 1

    class Child(Base):
        pass

    monkeypatch.setitem(former_names.FIELDS, "Base", {"size": "length"})
    assert Child(size=4).length == 4


def test_that_former_fields_and_values_of_stored_tables_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    @dataclass
    class Judgement:
        verdict: Literal["reliable", "doubtful"]

    monkeypatch.setitem(former_names.FIELDS, "Judgement", {"outcome": "verdict"})
    monkeypatch.setitem(former_names.VALUES, "Judgement", {"verdict": {"believe": "reliable"}})
    assert decode(Judgement, {"outcome": "believe"}) == Judgement("reliable")


def test_that_an_event_of_a_former_name_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from robustgui.base.events import RunStopped

    monkeypatch.setitem(former_names.EVENTS, "RunHalted", "RunStopped")
    line = to_json(RunStopped(3, 1)).replace("RunStopped", "RunHalted")
    assert from_json(line) == RunStopped(3, 1)


def test_that_a_plug_in_may_define_a_method_by_its_former_name(monkeypatch: pytest.MonkeyPatch) -> None:
    from abc import abstractmethod

    from robustgui.base.settings import Named

    monkeypatch.setitem(former_names.METHODS, "Greeting", {"salute": "greet"})

    class Greeting(Named):
        @abstractmethod
        def greet(self, name: str) -> str: ...

    class Former(Greeting):
        def salute(self, name: str) -> str:
            return f"Hail {name}"

    class Present(Greeting):
        def greet(self, name: str) -> str:
            return f"Hello {name}"

    assert Former().greet("Ada") == "Hail Ada"
    assert Present().salute("Ada") == "Hello Ada"


def test_that_former_methods_of_settings_networks_and_sets_still_work():
    spec = RunSpec()
    assert spec.changed(seed=3) == spec.replaced({"seed": 3}) == spec.copy_with(seed=3)
    assert spec.changed_if_known(seed=3, unknown=1) == spec.copy_with(seed=3)
    fields = {"name": "", "values": np.zeros((3, 1), np.float32), "labels": np.zeros(2, np.int64), "classes": ("a",)}
    data = SequenceSet.packed(offsets=[0, 1, 3], features=("x",), **fields)
    assert data.lengths.tolist() == [1, 2]
    assert data.padded()[0].shape == data.pad()[0].shape == (2, 2, 1)
    assert Vocabulary.counted({"a": 2}, 5, 1) == Vocabulary.from_counts({"a": 2}, 5, 1)
