"""Detects that the spec of a run was edited since the run was started: a run ends with the settings it began with."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ..base.errors import EditedSpec, RobustGuiError
from .folder import SPEC, RunFolder
from .migration import migrate_spec
from .spec import RunSpec
from .spec_difference import SettingDifference, compare_specs

TRAINED = "spec"  # in the environment: the settings that the run was started with
_FREE = ("name", "device.device", "device.threads")  # change nothing of what is trained
_PATHS = ("data.train", "data.test")
_MOST = 5  # settings that are named


def find_edited_settings(folder: RunFolder) -> list[SettingDifference]:
    """The settings of the stored spec that are not those that the run was started with.

    Name and device may change, and so may the path of data that lie elsewhere now: whether they are the same data is
    seen by their fingerprints. Nothing is known of runs of earlier versions.

    Raises:
        RunError: the spec cannot be read.
        SettingError: it asks for what this version does not know.
    """
    stored = folder.environment().get(TRAINED)
    try:
        trained = RunSpec(**migrate_spec(stored)) if isinstance(stored, dict) else None
    except RobustGuiError:  # of another version
        trained = None
    differences = [] if trained is None else compare_specs(trained, folder.spec())
    return [each for each in differences if each.path not in _FREE and not _is_moved(each)]


def read_unedited_spec(folder: RunFolder) -> RunSpec:
    """The stored spec; raises `EditedSpec` if the run cannot continue with it, else as `find_edited_settings`."""
    edited = find_edited_settings(folder)
    if not edited:
        return folder.spec()
    settings = [f"{each.path} = {_value(each.right)} (was {_value(each.left)})" for each in edited[:_MOST]]
    more = ["..."] if len(edited) > _MOST else []
    raise EditedSpec(
        "{file} was edited since the run was started: {settings}. The run cannot continue with other settings than it "
        "began with. Restore them, or train a new run with the edited ones.",
        file=str(folder.path / SPEC), settings=", ".join([*settings, *more]),
    )  # fmt: skip


def _is_moved(each: SettingDifference) -> bool:
    """Whether a path of data is another one because the data lie elsewhere now, under the same name."""
    if each.path not in _PATHS or not (isinstance(each.left, str) and isinstance(each.right, str)):
        return False
    former, now = Path(each.left), Path(each.right)
    return former.name == now.name and not os.path.exists(former)


def _value(value: Any) -> str:
    return "empty" if value is None else str(value)[:60]
