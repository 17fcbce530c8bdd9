"""The watched sequence moves with every measurement of a run of the real engine, and shows the network measured."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot
from support.job_events import JobEvents
from support.rising_lines import write_rising_lines

from robustgui.data import DataSettings, load
from robustgui.engine.messages import TrainJob
from robustgui.evaluation.inspect_request import Inspection, InspectRequest
from robustgui.evaluation.inspection import inspect
from robustgui.gui.jobs import Jobs, JobStatus
from robustgui.gui.pages.train.page import TrainPage
from robustgui.gui.session import Selection, Session
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec
from robustgui.training.events import EpochDone

PATIENCE_MS = 60_000
EPOCHS = 5
QUICK = {
    "training.epochs": EPOCHS,
    "training.batch_size": 8,
    "training.lr": 0.02,
    "model.hidden": 5,
    "watch.attack.steps": 3,
    "watch.threat.eps": 0.5,
    "defence": "none",
    "device.device": "cpu",
    "device.threads": 1,
}


@dataclass
class Painted:
    """What could be seen after one measurement."""

    headline: str
    clean: np.ndarray  # the trajectory in the plane, (S, 2)
    attacked: np.ndarray
    input: np.ndarray  # the adversarial input, (T,)
    picture: object


@pytest.fixture
def data(tmp_path: Path) -> DataSettings:
    """Rising and falling lines with noise; univariate, so that the input is one line."""
    return DataSettings(train=str(write_rising_lines(tmp_path, 20, 12, steps=9, noise=0.5)))


def test_that_every_measurement_is_painted_as_the_stored_network_of_its_epoch_sees_it(
    qtbot: QtBot, dressed: None, session: Session, data: DataSettings
) -> None:
    spec = RunSpec(data=data).replace_paths(QUICK)
    dataset = load(data)
    session.set_spec(spec)
    session.set_dataset(dataset)
    session.select(Selection("test", 5))
    jobs = Jobs()
    page = TrainPage(session, jobs)
    qtbot.addWidget(page)
    page.resize(760, 690)
    with qtbot.waitExposed(page):
        page.show()
    painted: list[Painted] = []

    def look(found: Inspection) -> None:
        stage = page.view.plots.watched
        path, line = stage.views[1], stage.input.attacked
        painted.append(
            Painted(
                stage.headline.what.text(),
                np.stack([path.clean.x, path.clean.y], 1),
                np.stack([path.attacked.x, path.attacked.y], 1),
                line.y,
                stage.grab().toImage(),
            )
        )

    page.watch.replied.connect(look)
    try:
        jobs.start()
        events = JobEvents(jobs)
        row = jobs.submit(TrainJob(spec, str(session.runs_folder)), "tiny")
        qtbot.waitUntil(lambda: row.status.is_over, timeout=PATIENCE_MS)
        assert row.status is JobStatus.FINISHED
        qtbot.waitUntil(lambda: len(painted) > EPOCHS, timeout=PATIENCE_MS)  # and once more at the end
    finally:
        jobs.shutdown()
    measured = [event.epoch for event in events[row] if isinstance(event, EpochDone)]
    assert measured == list(range(1, EPOCHS + 1))
    folder = RunFolder(row.folder)
    for epoch, seen in zip(measured, painted, strict=False):
        question = InspectRequest(None, None, "test", 5, spec.watch.attack, spec.watch.threat)
        true = inspect(folder.load_network(epoch), dataset, question, epoch=epoch)
        assert seen.headline == f"PGD · L-inf eps 0.5 std · test 5 · epoch {epoch}"
        np.testing.assert_allclose(seen.clean, true.path_clean, atol=1e-5)
        np.testing.assert_allclose(seen.attacked, true.path_attacked[true.returned], atol=1e-4)
        np.testing.assert_allclose(seen.input, true.attacked[true.returned][:, 0], atol=1e-4)
    for before, after in itertools.pairwise(painted[:EPOCHS]):
        assert before.picture != after.picture
