"""A new measurement is one file: engine, command line, window, store and notebook have it from the registry."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from robustgui.base.code_files import files_of_plugins
from robustgui.base.code_trust import allow
from robustgui.runs.training_run import TrainingRun

from ..fuzz.tiny import tiny_file, tiny_spec

ROOT = Path(__file__).parents[2]
PLUGINS = ROOT / "tests" / "plugins" / "measuring"

ENGINE = """
    import time
    from robustgui.engine.engine_executor import EngineExecutor
    from robustgui.engine.messages import MeasureJob, RunEvent
    from robustgui.measurements import MEASUREMENTS
    from robustgui.measurements.store import load_results

    executor, events = EngineExecutor(), []
    executor.start()
    executor.submit("measured", MeasureJob((str(folder),), MEASUREMENTS["mean_confidence"](temperature=2.0)))
    while not any(type(event).__name__ == "MeasurementFinished" for event in events):
        reports = executor.events()
        events += [report.event for report in reports if isinstance(report, RunEvent)]
        assert not any(type(event).__name__ == "RunFailed" for event in events), events
        time.sleep(0.05)
    executor.close(5)
    (result,) = load_results(folder, MEASUREMENTS["mean_confidence"]).results
    assert result.measurement.temperature == 2.0
    assert result.events == tuple(event for event in events if type(event).__name__ == "ConfidenceMeasured")
"""
COMMAND = """
    from robustgui.cli.app import app

    def run(*arguments):
        app([*arguments, "--runs", str(folder.parent)], standalone_mode=False)

    run("mean-confidence", folder.name, "--samples", "6", "--by-median")
    run("show", folder.name)
"""
NOTEBOOK = """
    import robustgui as rg

    run = rg.load_run(folder)
    one = rg.measure(run, rg.MeanConfidence(samples=5))
    other = rg.measure(run.network, rg.MeanConfidence(samples=5), run.dataset)
    assert one.events[0].confidence == other.events[0].confidence
    assert rg.stored_results(run) == (one,)
    assert "samples 5" in repr(one)
    assert "<td>5</td>" in one._repr_html_()
"""
WINDOW = """
    from PySide6.QtWidgets import QApplication
    from robustgui.engine.work import make_run
    from robustgui.gui.job_row import JobRow
    from robustgui.gui.pages.evaluate.measurement_panel import make_plain_panels
    from robustgui.gui.pages.evaluate.interrupted_banner import describe_job
    from robustgui.measurements.audit import EvaluationAudit
    from robustgui.measurements.cross_check import CrossCheck
    from robustgui.measurements.evaluate import RobustnessEvaluation

    application = QApplication([])
    (panel,) = make_plain_panels(but=(EvaluationAudit, CrossCheck, RobustnessEvaluation))
    panel.retranslate()
    panel.request.set_runs([folder], ["mine"])
    panel.form.set_value(panel.measurement(temperature=3.0))
    requested = []
    panel.requested.connect(lambda job, label: requested.append((job, label)))
    panel.request.button.click()
    ((job, label),) = requested
    row = JobRow(1, job, describe_job(job.measurement, [label]))
    assert (row.label, row.total) == ("Mean confidence of mine", 1)
    events = list(make_run(job, lambda: False).events())
    for event in events:
        row.add(event, 0.0)
    row.keep(events)
    assert (row.done, row.status.value) == (1, "finished")
    panel._row = row
    panel.show_result()
    ((_, table),) = panel.tables
    assert table.item(0, 0).text() == f"{events[-2].confidence:.4g}"
    row.let_go()
    panel.follow(row)
    while not panel.stored.count():
        application.processEvents()
    assert table.rowCount() == 1
"""


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    run = TrainingRun(tiny_spec(tiny_file(tmp_path_factory.mktemp("data"))), tmp_path_factory.mktemp("runs"))
    list(run.events())
    assert run.folder is not None
    return run.folder.path


@pytest.mark.parametrize("script", [ENGINE, COMMAND, NOTEBOOK, WINDOW], ids=["engine", "command", "notebook", "window"])
def test_that_a_measurement_of_a_plugin_is_everywhere(script: str, trained: Path, tmp_path: Path) -> None:
    plugins, folder = tmp_path / "plugins", tmp_path / "runs" / trained.name
    shutil.copytree(PLUGINS, plugins, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(trained, folder)
    allow(files_of_plugins(plugins))
    program = f"def main(folder):\n{script}\n\nif __name__ == '__main__':\n    import pathlib, sys\n"
    file = tmp_path / "script.py"
    file.write_text(program + "    main(pathlib.Path(sys.argv[1]))\n", encoding="utf-8")
    environment = os.environ | {
        "ROBUSTGUI_PLUGINS": str(plugins), "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1",
        "QT_QPA_PLATFORM": "offscreen",
    }  # fmt: skip
    command = [sys.executable, str(file), str(folder)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    if script == COMMAND:
        assert "confidence" in done.stdout
        assert "Mean confidence: confidence 0." in done.stdout
