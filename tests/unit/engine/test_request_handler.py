"""Requests about real networks, the one that trains and stored ones: they change nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from support.listener import Listener
from support.measuring import evaluate_job
from support.stored import same_weights

from robustgui.attacks.pgd import PGD
from robustgui.engine.gpu_thread import GpuThread
from robustgui.engine.messages import (
    InspectRequest,
    RequestDone,
    RequestFailed,
    RunEvent,
    SubmitJob,
    SubmitRequest,
    TrainJob,
)
from robustgui.runs.events import RunFinished, RunStarted
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec
from robustgui.threats.linf import Linf
from robustgui.training.events import EpochDone, StepDone


@pytest.fixture
def heard() -> Listener:
    return Listener()


@pytest.fixture
def thread(heard: Listener) -> Iterator[GpuThread]:
    thread = GpuThread(heard.put)
    thread.start()
    yield thread
    assert thread.close(30)


def make_request(
    folder: Path | None = None, epoch: int | None = None, index: int = 0, split: str = "test"
) -> InspectRequest:
    return InspectRequest(None if folder is None else str(folder), epoch, split, index, PGD(steps=3), Linf(eps=0.1))


def folder_of(heard: Listener, run: str = "1") -> Path:
    started = heard.wait_for(lambda r: isinstance(r, RunEvent) and r.run == run and type(r.event) is RunStarted)
    return Path(started.event.folder)


def test_that_a_run_gives_the_same_network_bit_for_bit_however_many_requests_come(
    heard: Listener, thread: GpuThread, tiny_spec: RunSpec, tmp_path: Path
) -> None:
    thread.handle(SubmitJob("1", TrainJob(tiny_spec, str(tmp_path / "quiet"))))
    quiet = heard.wait_for_ending("1")
    asking = Listener()

    def report(report: object) -> None:
        asking.put(report)
        if isinstance(report, RunEvent) and isinstance(report.event, StepDone | EpochDone):
            for topic in ("live", "stored"):
                folder = folder_of(heard) if topic == "stored" else None
                noisy.handle(SubmitRequest(len(asking.reports), topic, make_request(folder)))

    noisy = GpuThread(report)
    noisy.start()
    noisy.handle(SubmitJob("1", TrainJob(tiny_spec, str(tmp_path / "noisy"))))
    ending = asking.wait_for_ending("1")
    assert noisy.close(30)
    replies = [r for r in asking.reports if isinstance(r, RequestDone)]
    assert len(replies) >= 2 * 9
    assert not [r for r in asking.reports if isinstance(r, RequestFailed)]
    assert isinstance(quiet, RunFinished)
    assert isinstance(ending, RunFinished)
    assert (ending.clean, ending.attacked) == (quiet.clean, quiet.attacked)
    steps = [[e for e in listener.events("1") if isinstance(e, StepDone)] for listener in (heard, asking)]
    assert steps[0] == steps[1]
    assert same_weights(folder_of(heard), folder_of(asking))


def test_that_the_live_network_and_its_stored_copy_give_the_same_reply(
    heard: Listener, thread: GpuThread, tiny_spec: RunSpec, tmp_path: Path
) -> None:
    thread.handle(SubmitJob("1", TrainJob(tiny_spec, str(tmp_path))))
    heard.wait_for_ending("1")
    folder = folder_of(heard)
    thread.handle(SubmitRequest(1, "live", make_request()))
    thread.handle(SubmitRequest(2, "stored", make_request(folder, epoch=3)))
    live, stored = (
        heard.wait_for(lambda r, t=t: isinstance(r, RequestDone) and r.topic == t).reply for t in ("live", "stored")
    )
    assert live.epoch == stored.epoch == 3
    np.testing.assert_array_equal(live.attacked, stored.attacked)
    np.testing.assert_array_equal(live.path_attacked, stored.path_attacked)


def test_that_an_earlier_epoch_gives_another_reply(
    heard: Listener, thread: GpuThread, tiny_spec: RunSpec, tmp_path: Path
) -> None:
    thread.handle(SubmitJob("1", TrainJob(tiny_spec, str(tmp_path))))
    heard.wait_for_ending("1")
    folder = folder_of(heard)
    for epoch in RunFolder(folder).epochs():
        thread.handle(SubmitRequest(epoch, str(epoch), make_request(folder, epoch)))
    heard.wait_for(lambda r: isinstance(r, RequestDone), count=3)
    replies = {r.reply.epoch: r.reply for r in heard.reports if isinstance(r, RequestDone)}
    assert sorted(replies) == [1, 2, 3]
    assert not np.array_equal(replies[1].hidden_clean, replies[3].hidden_clean)
    np.testing.assert_array_equal(replies[1].clean, replies[3].clean)


def test_that_a_finished_run_can_be_evaluated(
    heard: Listener, thread: GpuThread, tiny_spec: RunSpec, tmp_path: Path
) -> None:
    thread.handle(SubmitJob("1", TrainJob(tiny_spec, str(tmp_path))))
    heard.wait_for_ending("1")
    folders = (str(folder_of(heard)),)
    thread.handle(SubmitJob("2", evaluate_job(folders, (PGD(steps=2),), Linf(eps=0.1), (0.0, 0.1))))
    ending = heard.wait_for_ending("2")
    assert (ending.runs, ending.measurement) == ((Path(folders[0]).name,), "evaluate")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (make_request(), "No network is training"),
        (make_request(Path("no/such/run")), "not a run folder"),
    ],
)
def test_that_an_impossible_request_is_refused_in_words(
    sent: InspectRequest, said: str, heard: Listener, thread: GpuThread
) -> None:
    thread.handle(SubmitRequest(1, "a", sent))
    refusal = heard.wait_for(lambda r: isinstance(r, RequestFailed))
    assert said in str(refusal.message)
    assert refusal.details == ""
