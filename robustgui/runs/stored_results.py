"""Results that lie beside a run, one JSON file each: read oldest first, and what cannot be read is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

from ..base.documents import parse_json
from ..base.errors import RobustGuiError, Sentence
from ..base.files import make_folder, read_regular, write_whole
from ..base.parts import sweep_parts
from ..base.registry import Registry

S = TypeVar("S")
_MOST = 1 << 27  # bytes of a file: evaluations hold a number for each sequence, attack and eps


@dataclass(frozen=True)
class StoredResults(Generic[S]):
    """What lies in one folder.

    Attributes:
        results: oldest first.
        problems: of each file that is left out the reason.
    """

    results: tuple[S, ...] = ()
    problems: tuple[Sentence, ...] = ()


def load_results(folder: Path, read: Callable[[Any, str], S]) -> StoredResults[S]:
    """All results in `folder`.

    Args:
        folder: of a run; it need not exist.
        read: makes a result of the values of a file and the run's name; raises `ValueError` or `RobustGuiError` for
            what cannot be one.
    """
    results, problems = [], []
    try:
        paths = sorted(path for path in folder.iterdir() if path.name.endswith(".json") and path.name[0] != ".")
    except FileNotFoundError:
        return StoredResults()
    except OSError as error:
        return StoredResults(problems=(_problem(folder, error),))
    for path in paths:
        try:
            results.append(read(parse_json(read_regular(path, _MOST)), folder.parent.name))
        except (OSError, ValueError, RobustGuiError) as error:
            problems.append(_problem(path, error))
    return StoredResults(tuple(results), tuple(problems))


def save_result(folder: Path, created: str, values: dict[str, Any]) -> Path:
    """Write `values` into `folder` under a name made from `created` (ISO 8601); raises `OSError`."""
    make_folder(folder)
    sweep_parts(folder, all_ours=True)
    path = folder / f"{datetime.fromisoformat(created):%Y-%m-%d_%H%M%S_%f}.json"
    write_whole(path, json.dumps(values, allow_nan=False, separators=(",", ":")))
    return path


def decode_registered(registry: Registry[S], table: dict[str, Any]) -> S:
    """The class that `table` names, with its settings.

    Raises:
        ValueError: it names none.
        RobustGuiError: there is no such class here, or it has no such settings.
    """
    name = table.get("name")
    if not isinstance(name, str):
        raise ValueError(f"it names no {registry.kind}")
    return registry[name](**{key: value for key, value in table.items() if key != "name"})


def check_created(created: str) -> None:
    """Raises `ValueError` unless `created` is a date and time of ISO 8601."""
    datetime.fromisoformat(created)


def _problem(path: Path, error: Exception) -> Sentence:
    reason = error.sentence if isinstance(error, RobustGuiError) else str(error)
    return Sentence(
        "{file} cannot be read and is excluded: {problem}", {"file": str(path), "problem": reason}, "warning"
    )
