"""Stored results of a run, one JSON file each, read oldest first; unreadable ones are excluded, with the reason."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from .. import __version__
from ..base.documents import parse_json
from ..base.errors import RobustGuiError, Sentence
from ..base.events import Event
from ..base.files import make_folder, read_regular, write_whole
from ..base.parts import sweep_parts
from ..base.plain_values import decode
from ..base.settings import to_table
from ..evaluation.training_overlap import TrainingOverlap
from ..runs.event_json import from_dict, to_dict
from .base import MEASUREMENTS, Measurement
from .result import Result

FORMAT = 2  # 1: a layout for each measurement; they are read by `Measurement.upgrade`
_MOST = 1 << 27  # bytes of a file: evaluations hold a number for each sequence, attack and eps


@dataclass(frozen=True)
class StoredResults:
    """The results in one folder.

    Attributes:
        results: oldest first; of the class that the measurement names.
        problems: the reason for each excluded file.
    """

    results: tuple[Any, ...] = ()
    problems: tuple[Sentence, ...] = ()


def results_folder(run: Path, measurement: type[Measurement]) -> Path:
    """The folder of the results of `measurement` in the run folder `run`."""
    return run / (measurement.folder or f"measurements/{measurement.name}")


def save_result(run: Path, result: Result) -> Path:
    """Store `result` in the run folder `run`, under a name made from the time of its creation; raises `OSError`."""
    folder = results_folder(run, type(result.measurement))
    values = {
        "format": FORMAT,
        "version": __version__,
        "measurement": to_table(result.measurement),
        "created": result.created,
        "overlap": None if result.overlap is None else asdict(result.overlap),
        "events": [to_dict(event) for event in result.events],
    }
    if folder.parent != run:
        make_folder(folder.parent)
    make_folder(folder)
    sweep_parts(folder, all_ours=True)
    path = folder / f"{datetime.fromisoformat(result.created):%Y-%m-%d_%H%M%S_%f}.json"
    write_whole(path, json.dumps(values, allow_nan=False, separators=(",", ":")))
    return path


def load_results(run: Path, measurement: type[Measurement]) -> StoredResults:
    """All results of one measurement in the folder `run`; events call the run by the present name of its folder."""
    folder = results_folder(run, measurement)
    results, problems = [], []
    try:
        paths = sorted(path for path in folder.iterdir() if path.name.endswith(".json") and path.name[0] != ".")
    except FileNotFoundError:
        return StoredResults()
    except OSError as error:
        return StoredResults(problems=(_problem(folder, error),))
    for path in paths:
        try:
            results.append(_result(parse_json(read_regular(path, _MOST)), measurement, run.absolute().name))
        except (OSError, ValueError, RobustGuiError) as error:
            problems.append(_problem(path, error))
    return StoredResults(tuple(results), tuple(problems))


def load_all(run: Path) -> StoredResults:
    """The results of all measurements of the run in the folder `run`."""
    stored = [load_results(run, MEASUREMENTS[name]) for name in MEASUREMENTS]
    return StoredResults(
        tuple(result for each in stored for result in each.results),
        tuple(problem for each in stored for problem in each.problems),
    )


@dataclass(frozen=True)
class _File:
    measurement: dict[str, Any]
    created: str
    events: tuple[dict[str, Any], ...]
    overlap: TrainingOverlap | None = None


def _result(values: Any, measurement: type[Measurement], run: str) -> Result:
    if isinstance(values, dict) and "measurement" not in values:
        values = measurement.upgrade(values)
    file = decode(_File, values)
    datetime.fromisoformat(file.created)
    settings = {name: value for name, value in file.measurement.items() if name != "name"}
    events = tuple(_with_run(from_dict(event), run) for event in file.events)
    result = measurement.result(measurement(**settings), run, file.created, events, file.overlap)
    result.check()
    return result


def _with_run(event: Event, run: str) -> Event:
    """`event` of a run by the present name of its folder."""
    return replace(event, run=run) if any(field.name == "run" for field in fields(event)) else event  # type: ignore[call-arg]


def _problem(path: Path, error: Exception) -> Sentence:
    reason = error.sentence if isinstance(error, RobustGuiError) else str(error)
    return Sentence(
        "{file} cannot be read and is excluded: {problem}", {"file": str(path), "problem": reason}, "warning"
    )
