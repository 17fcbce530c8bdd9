"""Whether the files of a run folder are whole: each can be read, and nothing half written is left at the end."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from robustgui.base.events import Ending
from robustgui.base.lock import FolderLock
from robustgui.models.network_file import load_network
from robustgui.runs.event_json import from_json
from robustgui.runs.folder import LOCK, RunFolder
from robustgui.training.checkpoint import _read as read_checkpoint
from robustgui.training.events import EpochDone, StepDone


def unreadable_files(run: Path) -> list[str]:
    """The files of a run folder that are there and not whole; a last line of the events may be unfinished."""
    problems = []
    readers: list[tuple[str, Callable[[Path], object]]] = [
        ("spec.toml", lambda _: RunFolder(run).spec()),
        ("environment.json", lambda path: json.loads(path.read_bytes())),
        ("trained_on.npz", lambda _: RunFolder(run).read_fingerprints()),
        ("model.safetensors", load_network),
        ("snapshots/*.safetensors", load_network),
        ("checkpoint/step_*.safetensors", read_checkpoint),
        ("evaluations/*.json", lambda path: json.loads(path.read_bytes())),
        ("audits/*.json", lambda path: json.loads(path.read_bytes())),
    ]
    for pattern, read in readers:
        for path in run.glob(pattern):
            try:
                read(path)
            except Exception as error:
                problems.append(f"{path.relative_to(run)} is not whole: {type(error).__name__} {error}")
    problems += [f"line {number} of events.jsonl is not whole" for number in _broken_lines(run)]
    return problems


def _broken_lines(run: Path) -> list[int]:
    """Numbers of lines that are no event, and are not the unfinished end of what a killed process wrote."""
    broken = []
    lines = complete_lines(run)
    for number, line in enumerate(lines):
        try:
            from_json(line)
        except ValueError:
            follows = from_json(lines[number + 1]) if number + 1 < len(lines) else None
            if line and type(follows).__name__ not in ("RunStarted", "NoneType"):
                broken.append(number + 1)
    return broken


def complete_lines(run: Path) -> list[bytes]:
    """The lines of the events that have an end."""
    path = run / "events.jsonl"
    return path.read_bytes().split(b"\n")[:-1] if path.is_file() else []


def hidden_events(run: Path) -> list[str]:
    """Steps, epochs and other events that were recorded and are not told any more; endings may be taken back."""
    told = list(RunFolder(run).events())
    steps = {event.step for event in told if isinstance(event, StepDone)}
    epochs = [event.epoch for event in told if isinstance(event, EpochDone)]
    others = {repr(event) for event in told}
    problems = []
    for line in complete_lines(run):
        try:
            event = from_json(line)
        except ValueError:
            continue
        if isinstance(event, StepDone):
            hidden = event.step not in steps
        elif isinstance(event, EpochDone):
            hidden = event.epoch not in epochs
        else:
            hidden = not isinstance(event, Ending) and repr(event) not in others
        if hidden:
            problems.append(f"{type(event).__name__} is hidden: {line[:80]!r}")
    if epochs != sorted(set(epochs)):
        problems.append(f"epochs out of order: {epochs}")
    return problems


def left_behind(folder: Path) -> list[str]:
    """Files that a finished life must not leave: parts of files, and locks that are held."""
    problems = [f"{path.relative_to(folder)} was left" for path in folder.rglob(".*.part")]
    problems += [f"{path.relative_to(folder)} was left" for path in folder.rglob(".*.old")]
    problems += [f"{path} is still held" for path in folder.rglob(LOCK) if FolderLock(path).is_held()]
    return problems
