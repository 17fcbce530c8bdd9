"""Compares two run folders by meaning: weights as bytes, events and stored results number by number."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

# of these fields numbers depend on the machine, and texts are for people or name a file
_LEFT_OUT = {
    "seconds", "epoch_seconds", "estimate", "created", "version", "folder", "name", "device", "details", "run", "runs",
    "title", "found", "meaning", "advice", "summary", "note", "attack", "threat", "attacks", "message", "what", "text",
    "template", "severity", "reasons", "library",
}  # fmt: skip
# of each run once or once more after a stop, or written at moments that depend on the machine
_EVENTS_LEFT_OUT = {"RunStarted", "RunStopped", "Progress", "DataWarned", "MeasurementContinued"}
_NOT_RESULTS = {"environment.json"}


class Differences:
    """What differs, one line each, and how many numbers were compared."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.count = 0


def load_former_names(root: Path) -> ModuleType | None:
    """The tables of a checkout that say what fields and events of the older one are called."""
    paths = (root / "robustgui/base" / name for name in ("former_names.py", "renamed.py"))  # the latter in older ones
    path = next((path for path in paths if path.exists()), None)
    if path is None:
        return None
    spec = importlib.util.spec_from_file_location("former_names_of_the_new_state", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def compare_run(old: Path, new: Path, former_names: ModuleType | None, into: Differences, what: str) -> None:
    """Add to `into` whatever differs between two folders of a run."""
    for file in sorted(path.relative_to(old) for path in old.rglob("*.safetensors")):
        if "checkpoint" in file.parts and not (new / file).exists():
            continue  # the generation before the last depends on when it was stopped
        _compare_tensors(old / file, new / file, into, f"{what}: {file}")
    before, after = _events(old, former_names), _events(new, former_names)
    for kind in sorted(before):
        here = f"{what}: {kind}"
        if len(before[kind]) != len(after.get(kind, [])):
            into.lines.append(f"{here}: {len(before[kind])} became {len(after.get(kind, []))}")
            continue
        for number, (former, present) in enumerate(zip(before[kind], after[kind], strict=True)):
            _compare_event(former, present, into, f"{here} {number}")


def _compare_tensors(old: Path, new: Path, into: Differences, what: str) -> None:
    if not new.exists():
        into.lines.append(f"{what} is missing")
        return
    before, after = _tensors(old), _tensors(new)
    if before.keys() != after.keys():
        into.lines.append(f"{what}: names differ: {sorted(before.keys() ^ after.keys())[:6]}")
    for name in before.keys() & after.keys():
        into.count += 1
        if before[name] != after[name]:
            into.lines.append(f"{what}: {name} differs")


def _tensors(path: Path) -> dict[str, tuple[str, Any, bytes]]:
    """Type, shape and bytes of each tensor of a safetensors file, by its name."""
    content = path.read_bytes()
    end = 8 + int.from_bytes(content[:8], "little")
    header = json.loads(content[8:end])
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        first, last = entry["data_offsets"]
        tensors[name] = (entry["dtype"], entry["shape"], content[end + first : end + last])
    return tensors


def _events(run: Path, former_names: ModuleType | None) -> dict[str, list[dict[str, Any]]]:
    """Every event that the folder holds, in its log or a result, by its present kind; of a repeated step the last."""
    kinds: dict[str, list[dict[str, Any]]] = {}
    for file in sorted(run.rglob("*.json*")):
        if file.name in _NOT_RESULTS:
            continue
        lines = file.read_text(encoding="utf-8").splitlines() if file.suffix == ".jsonl" else [file.read_text("utf-8")]
        for line in lines:
            for event in _find_events(json.loads(line)):
                kind = (
                    event["event"] if former_names is None else former_names.EVENTS.get(event["event"], event["event"])
                )
                if kind not in _EVENTS_LEFT_OUT:
                    kinds.setdefault(kind, []).append(_with_present_names(kind, event, former_names))
    for kind, key in (("StepDone", "step"), ("EpochDone", "epoch")):
        if kind in kinds:
            last = {event[key]: event for event in kinds[kind]}
            kinds[kind] = [last[number] for number in sorted(last)]
    return kinds


def _find_events(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if isinstance(value.get("event"), str):
            yield value
            return
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _find_events(item)


def _with_present_names(kind: str, event: dict[str, Any], former_names: ModuleType | None) -> dict[str, Any]:
    if former_names is None:
        return event
    names, choices = former_names.FIELDS.get(kind, {}), former_names.VALUES.get(kind, {})
    values = {names.get(name, name): value for name, value in event.items()}
    return {
        name: choices[name].get(value, value) if name in choices and isinstance(value, str) else value
        for name, value in values.items()
    }


def _compare_event(old: dict[str, Any], new: dict[str, Any], into: Differences, what: str) -> None:
    """Values at the same place must be equal; one whose place is gone must be found elsewhere in the event."""
    before, after = dict(_leaves(old)), dict(_leaves(new))
    into.count += len(before)
    moved = {place: value for place, value in before.items() if place not in after}
    for place, value in before.items():
        if place in after and after[place] != value:
            into.lines.append(f"{what}: {'.'.join(map(str, place))}: {value!r} became {after[place]!r}")
    unmatched = Counter(value for place, value in after.items() if place not in before)
    for place, value in moved.items():
        if value is None:
            continue
        if not unmatched[value]:
            into.lines.append(f"{what}: {'.'.join(map(str, place))}: {value!r} is gone")
        unmatched[value] -= 1


def _leaves(value: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every value in a table, with the path to it; of sentences the numbers alone, since they are worded anew."""
    if isinstance(value, dict) and "template" in value:
        numbers = [leaf for _, leaf in _leaves(value.get("facts", {}), ("fact",)) if isinstance(leaf, int | float)]
        yield from (((*place, "number", index), leaf) for index, leaf in enumerate(sorted(numbers)))
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in _LEFT_OUT | {"event"} or (isinstance(item, dict) and "template" in item):
                yield from _leaves(item, (*place, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, (*place, index))
    else:
        yield place, value
