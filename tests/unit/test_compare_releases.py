"""`tools/compare_releases`: a moved value is found, a changed one is not overlooked, and no spec is left untried."""

from __future__ import annotations

import importlib
import json
import sys
import tomllib
import types
from pathlib import Path

import pytest

from robustgui.data.tasks import TASKS
from robustgui.defences import DEFENCES
from robustgui.poisons import POISONS

TOOLS = Path(__file__).parents[2] / "tools"


@pytest.fixture
def results(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    monkeypatch.syspath_prepend(str(TOOLS))
    yield importlib.import_module("compared_results")
    sys.modules.pop("compared_results", None)


RENAMED = types.SimpleNamespace(
    EVENTS={"AuditLight": "CheckDone"},
    FIELDS={"CheckDone": {"colour": "status"}},
    VALUES={"CheckDone": {"status": {"green": "passed"}}},
)


def tensors(**values: bytes) -> bytes:
    """A safetensors file of flat bytes."""
    header, end = {}, 0
    for name, content in values.items():
        header[name] = {"dtype": "U8", "shape": [len(content)], "data_offsets": [end, end + len(content)]}
        end += len(content)
    text = json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + b"".join(values.values())


def compare(results: types.ModuleType, tmp_path: Path, old: object, new: object) -> list[str]:
    """What differs between two runs of which each holds one result."""
    for name, values in {"old": old, "new": new}.items():
        (tmp_path / name / "audits").mkdir(parents=True)
        (tmp_path / name / "audits" / "one.json").write_text(json.dumps(values), encoding="utf-8")
    differences = results.Differences()
    results.compare_run(tmp_path / "old", tmp_path / "new", RENAMED, differences, "run")
    return differences.lines


def step(**values: object) -> dict[str, object]:
    return {"event": "StepDone", "step": 1, "loss": 0.25} | values


def test_that_a_number_that_differs_in_its_last_bit_is_named(results, tmp_path: Path) -> None:
    lines = compare(results, tmp_path, step(loss=0.1 + 0.2), step(loss=0.3))
    assert lines == ["run: StepDone 0: loss: 0.30000000000000004 became 0.3"]


def test_that_a_value_may_have_another_place_in_its_event_but_not_another_value(results, tmp_path: Path) -> None:
    new = step(parts=[["clean", 0.5], ["adversarial", 0.75]])
    assert compare(results, tmp_path / "a", step(clean_loss=0.5, attacked_loss=0.75), new) == []
    assert compare(results, tmp_path / "b", step(clean_loss=0.5, attacked_loss=0.7), new) == [
        "run: StepDone 0: attacked_loss: 0.7 is gone"
    ]


def test_that_former_names_are_read_as_the_new_state_reads_them(results, tmp_path: Path) -> None:
    old = {"lights": [{"event": "AuditLight", "colour": "green"}]}
    assert compare(results, tmp_path, old, {"checks": [{"event": "CheckDone", "status": "passed"}]}) == []


def test_that_an_event_that_is_missing_is_named(results, tmp_path: Path) -> None:
    assert compare(results, tmp_path, [step(), step(step=2)], [step()]) == ["run: StepDone: 2 became 1"]


def test_that_of_sentences_the_numbers_count_and_the_words_do_not(results, tmp_path: Path) -> None:
    def check(text: str, number: float) -> dict[str, object]:
        return {"event": "CheckDone", "found": {"template": text, "facts": {"n": number}, "text": text}}

    assert compare(results, tmp_path / "a", check("It falls to {n}", 0.5), check("Accuracy {n}", 0.5)) == []
    assert compare(results, tmp_path / "b", check("It falls to {n}", 0.5), check("Accuracy {n}", 0.4)) != []


def test_that_weights_are_compared_byte_by_byte(results, tmp_path: Path) -> None:
    for name, weight in {"old": b"\x00\x01", "new": b"\x00\x02"}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "model.safetensors").write_bytes(tensors(same=b"\x07", weight=weight))
    differences = results.Differences()
    results.compare_run(tmp_path / "old", tmp_path / "new", None, differences, "run")
    assert differences.lines == ["run: model.safetensors: weight differs"]
    assert differences.count == 2


def test_that_the_specs_try_every_task_defence_poison_and_kind_of_threat() -> None:
    specs = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in TOOLS.glob("compared_specs/*.toml")}
    assert len(specs) == 12
    assert {spec["data"].get("task", {}).get("name") or "by_labels" for spec in specs.values()} >= set(TASKS) - {
        "forecasting"  # of an example
    }
    assert {spec["defence"]["name"] for spec in specs.values()} == set(DEFENCES)
    assert {spec.get("poison", {}).get("name", "none") for spec in specs.values()} == set(POISONS)
    assert all(spec["compare"]["measure"] for spec in specs.values())
