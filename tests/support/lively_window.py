"""A window in which nearly everything that can say or show something does: for tests that look at all of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication

from robustgui.attacks.pgd import PGD
from robustgui.base.errors import Sentence
from robustgui.data import DataSettings, load
from robustgui.engine.messages import MeasureJob, ResumeJob, TrainJob
from robustgui.evaluation.events import CurvePoint
from robustgui.evaluation.inspect_request import Inspection
from robustgui.gui.jobs import JobStatus
from robustgui.gui.main_window import MainWindow
from robustgui.gui.session import Selection
from robustgui.measurements.audit import EvaluationAudit
from robustgui.measurements.cross_check import CrossCheck
from robustgui.measurements.store import save_result
from robustgui.runs.events import RunStarted
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec
from robustgui.threats.linf import Linf
from robustgui.training.events import EpochDone, StepDone
from support.measuring import evaluation_result

FAILED = Sentence("The engine could not start: {problem}.", {"problem": "no memory"})


def settle() -> None:
    """Let background work end, and be shown."""
    for _ in range(3):
        QThreadPool.globalInstance().waitForDone()
        QApplication.processEvents()


def enliven(window: MainWindow, jobs: Any, inspection: Inspection) -> None:
    """Open data and runs, fail a few jobs, ask for what cannot be; `jobs` is a queue that is conducted by hand."""
    contents, session = window.contents, window.contents.session
    window.resize(1500, 1000)
    window.show()
    session.set_dataset(load(DataSettings()))
    first = store_run(session, "first")
    for key in contents.pages:
        contents.pages.page(key)
    session.set_run(first.path)
    session.set_ticks([first.path, store_run(session, "second").path])
    settle()
    session.select(Selection("test", 3))
    contents.pages.show_page("inspect")
    question = next(question for topic, question in reversed(jobs.requests) if topic == "inspect")
    jobs.request_done.emit("inspect", replace(inspection, request=question))
    contents.pages.page("inspect").sequences.search.setText("zzz")
    _fill_queue(contents, jobs, first)
    session.dataset_refused.emit(Sentence("{file}: the file is empty.", {"file": "a.csv"}))
    contents.pages.page("runs").actions_bar.failed.emit(lambda: contents.notices.tr("The log says why."))
    jobs.engine_crashed.emit(FAILED)
    settle()


def store_run(session: Any, name: str) -> RunFolder:
    """A run of one epoch that was measured at two budgets."""
    folder = RunFolder.create(session.runs_folder, RunSpec(name=name))
    folder.log.append(RunStarted(name, str(folder.path), "cpu", 100, 4, 3, 30, 20, "test", "accuracy"))
    folder.log.append(StepDone(1, 1, 2.0, (("clean", 1.0), ("adversarial", 1.5)), 0.5, 1e-3))
    folder.log.append(EpochDone(1, 1.0, 0.9, 0.4, "accuracy", 20, 2.0))
    points = tuple(
        CurvePoint(folder.name, eps, "std", "accuracy", 0.8, 0.7, 0.9, 370, (("1", 9, 10),), "pgd")
        for eps in (0.0, 0.1)
    )
    save_result(folder.path, evaluation_result(folder.name, [PGD()], Linf(eps=0.1), points))
    return folder


def _fill_queue(contents: Any, jobs: Any, folder: RunFolder) -> None:
    """A job of every kind, and one of every status."""
    page = contents.pages.page("evaluate")
    page._on_evaluate()
    for measurement in (EvaluationAudit(attack=PGD()), CrossCheck()):
        page._submit(MeasureJob((str(folder.path),), measurement), "first")
    for status in JobStatus:
        row = jobs.submit(TrainJob(contents.session.spec, ""), "mine")
        row.folder = folder.path
        row.phase = Sentence("Reading the data")
        if status is not JobStatus.WAITING:
            jobs.become(row, status, reason=FAILED if status is JobStatus.FAILED else None, resumable=True)
    jobs.stop_overdue.emit(jobs.submit(ResumeJob(str(folder.path)), "slow"))
