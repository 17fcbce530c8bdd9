"""A training method is one file: it trains, resumes bit for bit, and is in form, command line and notebook."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support.documents import read_blocks

ROOT = Path(__file__).parents[2]
PLUGINS = ROOT / "tests" / "plugins" / "training"
DOCUMENTED = {  # text of the defences in the document for contributors, by name
    Path(block.file).stem: block.code
    for block in read_blocks(ROOT / "CONTRIBUTING.md")
    if block.file.startswith("plugins/defences/")
}
NAMES = sorted([*(path.stem for path in (PLUGINS / "defences").glob("*.py")), *DOCUMENTED])
on_every = pytest.mark.parametrize("name", NAMES)
Results = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """What came of each plug-in, by its name: all of them are tried in one process."""
    folder = tmp_path_factory.mktemp("trainings")
    plugins = shutil.copytree(PLUGINS, folder / "plugins", ignore=shutil.ignore_patterns("__pycache__"))
    for name, code in DOCUMENTED.items():
        (plugins / "defences" / f"{name}.py").write_text(code, encoding="utf-8")
    environment = os.environ | {
        "ROBUSTGUI_PLUGINS": str(plugins), "ROBUSTGUI_CONFIG": str(folder / "config"),
        "ROBUSTGUI_RUNS": str(folder / "runs"), "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")]),
        "OMP_NUM_THREADS": "1", "QT_QPA_PLATFORM": "offscreen",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "support.plugin_trainings", str(plugins), str(folder)],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: Results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    return found


@on_every
def test_that_a_plug_in_trains_and_resumes_bit_for_bit(results: Results, name: str) -> None:
    result = results[name]
    assert result["problem"] == ""
    assert result["resumed"] == [True] * 3
    assert result["events"] == [True] * 3
    assert result["finite"]


@on_every
def test_that_its_network_is_stored_and_predicts_the_same_again(results: Results, name: str) -> None:
    assert results[name]["predicts"]
    assert results[name]["sums"]


@on_every
def test_that_a_plug_in_is_in_form_command_line_and_notebook(results: Results, name: str) -> None:
    result = results[name]
    assert (result["command"], result["listed"], result["form"]) == ("RunFinished", True, True)
    penalties = set() if name == "dp_sgd" else {"confidence"}  # its update adds none
    assert result["notebook"] == sorted({*result["parts"]} | penalties)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("trades", ["clean", "divergence"]), ("free", ["adversarial"]), ("awp", ["adversarial"]),
        ("ensemble", ["clean"]), ("dp_sgd", ["clean"]), ("mc_dropout", ["clean"]), ("detector", ["clean"]),
        ("former", ["adversarial", "clean"]), ("weight_averaging", ["adversarial", "clean"]),
    ],
)  # fmt: skip
def test_that_the_parts_of_its_loss_are_reported(results: Results, name: str, parts: list[str]) -> None:
    assert results[name]["parts"] == parts


def test_that_free_training_updates_at_each_replay(results: Results) -> None:
    assert set(results["free"]["updates"]) == {3}
    assert set(results["awp"]["updates"]) == {1}


def test_that_an_ensemble_has_the_weights_of_all_members(results: Results) -> None:
    assert results["ensemble"]["parameters"] == 2 * results["trades"]["parameters"]


@on_every
def test_that_no_wrong_number_of_parameters_is_shown_before_the_training(results: Results, name: str) -> None:
    assert results[name]["counted"] in (None, results[name]["parameters"])


def test_that_a_prediction_of_mc_dropout_is_a_mean_over_its_draws(results: Results) -> None:
    assert {name: result["draws"] for name, result in results.items() if result["draws"] > 1} == {"mc_dropout": 5}


def test_that_a_detector_is_fitted_at_the_end_and_stored(results: Results) -> None:
    assert results["detector"]["buffers"]["threshold"][0] > 0
    assert 0 <= results["detector"]["flagged"] < 1
