"""A spec that was edited by hand is noticed on resume: the run refuses, says what differs, and offers a new run."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from robustgui.base.errors import EditedSpec
from robustgui.base.events import RunFailed, RunStopped
from robustgui.runs.edited_spec import TRAINED, find_edited_settings, read_unedited_spec
from robustgui.runs.events import RunFinished
from robustgui.runs.folder import ENVIRONMENT, SPEC, RunFolder
from robustgui.runs.spec import RunSpec
from robustgui.runs.training_run import TrainingRun
from robustgui.training.events import StepDone


@pytest.fixture(scope="module")
def stopped(tiny_spec: RunSpec, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that was stopped after five steps."""
    run = TrainingRun(tiny_spec, tmp_path_factory.mktemp("stopped"))
    events = run.events()
    for event in events:
        if isinstance(event, StepDone) and event.step == 5:
            break
    events.close()  # type: ignore[attr-defined]
    assert run.folder is not None
    return run.folder.path


@pytest.fixture
def run(stopped: Path, tmp_path: Path) -> RunFolder:
    shutil.copytree(stopped, tmp_path / stopped.name)
    return RunFolder(tmp_path / stopped.name)


def edit(run: RunFolder, old: str, new: str) -> None:
    """What somebody does with a text editor."""
    file = run.path / SPEC
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def resume(run: RunFolder) -> object:
    return list(TrainingRun(None, resume=run.path).events())[-1]


def test_that_an_edited_run_refuses_and_names_the_settings(run: RunFolder) -> None:
    lr = run.spec().training.lr
    edit(run, f"lr = {lr}", "lr = 0.5")
    edit(run, "seed = 0", "seed = 7")
    before = {path: path.read_bytes() for path in run.path.rglob("*") if path.is_file()}
    ending = resume(run)
    assert isinstance(ending, RunFailed)
    assert ending.is_edited
    assert not ending.resumable
    assert f"training.lr = 0.5 (was {lr})" in str(ending.message)
    assert "seed = 7 (was 0)" in str(ending.message)
    assert "train a new run" in str(ending.message)
    assert {path: path.read_bytes() for path in run.path.rglob("*") if path.is_file()} == before


def test_that_a_restored_spec_continues(run: RunFolder) -> None:
    edit(run, "seed = 0", "seed = 7")
    edit(run, "seed = 7", "seed = 0")
    assert isinstance(resume(run), RunFinished)


def test_that_name_comments_and_device_may_change(run: RunFolder) -> None:
    run.write_spec(run.spec().copy_with(name="another name"))  # as renaming does
    edit(run, "[device]", "# my own remark\n[device]")
    edit(run, "threads = 1", "threads = 2")
    assert find_edited_settings(run) == []


def test_that_data_that_were_moved_may_have_another_path(run: RunFolder, tmp_path: Path) -> None:
    train = Path(run.spec().data.train)
    edit(run, train.as_posix(), (tmp_path / "elsewhere" / train.name).as_posix())
    assert [each.path for each in find_edited_settings(run)] == ["data.train"]  # the former file is still there
    environment = run.environment()
    environment[TRAINED]["data"]["train"] = str(tmp_path / "gone" / train.name)
    run.write_environment(environment)
    assert find_edited_settings(run) == []


@pytest.mark.parametrize("environment", ["", "[]", "{}", '{"spec": 3}', '{"spec": {"seed": []}}', '{"spec": {"x": 1}}'])
def test_that_nothing_is_known_of_a_run_that_did_not_store_it(run: RunFolder, environment: str) -> None:
    (run.path / ENVIRONMENT).write_text(environment, encoding="utf-8")
    edit(run, "seed = 0", "seed = 7")
    assert find_edited_settings(run) == []
    assert read_unedited_spec(run).seed == 7


def test_that_many_edited_settings_are_not_all_listed(run: RunFolder) -> None:
    environment = run.environment()
    environment[TRAINED]["training"] |= {
        "lr": 0.7,
        "momentum": 0.1,
        "schedule": "constant",
        "clip": 9.0,
        "lr_warmup": 0.1,
        "epochs": 99,
    }
    run.write_environment(environment)
    with pytest.raises(EditedSpec, match=r", \.\.\.\. The run cannot") as caught:
        read_unedited_spec(run)
    assert str(caught.value).count("(was") == 5


def test_that_a_run_that_is_stopped_has_stored_its_settings(run: RunFolder) -> None:
    assert json.loads((run.path / ENVIRONMENT).read_text(encoding="utf-8"))[TRAINED] == run.spec().to_dict()
    assert isinstance(run.events()[-1], RunStopped)
