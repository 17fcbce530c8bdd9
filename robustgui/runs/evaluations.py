"""Evaluations of a run as they are stored beside it: what was measured, and how."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from ..attacks import ATTACKS, Attack
from ..base.errors import RobustGuiError
from ..base.evaluation_events import WORST
from ..base.events import AttackMeasured, CleanMeasured, Confusion, CurvePoint, Event, SequencesMeasured
from ..base.files import write_whole
from ..base.registry import Registry
from ..base.settings import named
from ..evaluation.keys import keys_of
from ..threats import THREATS, Threat
from .event_json import build, to_dict

E = TypeVar("E")
S = TypeVar("S")


@dataclass(frozen=True)
class StoredEvaluation:
    """What several attacks found on one run within one threat, at several budgets; see `base.evaluation_events`.

    Files of earlier versions hold a single attack, and `points` and `confusions` alone.
    """

    attacks: tuple[Attack, ...]
    threat: Threat  # its eps is the largest that was measured
    samples: int  # 0: all
    seed: int
    created: str  # ISO 8601, local time
    points: tuple[CurvePoint, ...]  # attack by attack, in rising order of eps; then of the worst of several
    confusions: tuple[Confusion, ...] = field(repr=False)
    only_survivors: bool = False  # each attack got only what the ones before it left standing
    clean: CleanMeasured | None = None
    measured: tuple[AttackMeasured, ...] = field(default=(), repr=False)
    sequences: tuple[SequencesMeasured, ...] = field(default=(), repr=False)

    @property
    def keys(self) -> tuple[str, ...]:
        """What the attacks are called in points, confusions and all else."""
        return keys_of(self.attacks)

    @property
    def rows(self) -> tuple[str, ...]:
        """Keys of all rows of the table: the attacks, and of several the worst of them."""
        return (*self.keys, WORST) if len(self.attacks) > 1 else self.keys


def collected(
    events: Iterable[Event],
    attacks: Sequence[Attack],
    threat: Threat,
    samples: int,
    seed: int,
    *,
    only_survivors: bool = False,
) -> StoredEvaluation:
    """What was found on one run, from its events; made now."""
    found = list(events)
    return StoredEvaluation(
        attacks=tuple(attacks),
        threat=threat,
        samples=samples,
        seed=seed,
        created=datetime.now().isoformat(),
        points=tuple(e for e in found if isinstance(e, CurvePoint)),
        confusions=tuple(e for e in found if isinstance(e, Confusion)),
        only_survivors=only_survivors,
        clean=next((e for e in found if isinstance(e, CleanMeasured)), None),
        measured=tuple(e for e in found if isinstance(e, AttackMeasured)),
        sequences=tuple(e for e in found if isinstance(e, SequencesMeasured)),
    )


def save_evaluation(folder: Path, evaluation: StoredEvaluation) -> Path:
    """Write `evaluation` into `folder`, under a name of its own; raises `OSError`."""
    folder.mkdir(exist_ok=True)
    stamp = datetime.fromisoformat(evaluation.created).strftime("%Y-%m-%d_%H%M%S_%f")
    path = folder / f"{stamp}.json"
    values = {
        "attacks": [named(attack) for attack in evaluation.attacks],
        "threat": named(evaluation.threat),
        "samples": evaluation.samples,
        "seed": evaluation.seed,
        "created": evaluation.created,
        "only_survivors": evaluation.only_survivors,
        "clean": None if evaluation.clean is None else to_dict(evaluation.clean),
        "points": [to_dict(point) for point in evaluation.points],
        "confusions": [to_dict(confusion) for confusion in evaluation.confusions],
        "measured": [to_dict(cell) for cell in evaluation.measured],
        "sequences": [to_dict(row) for row in evaluation.sequences],
    }
    write_whole(path, json.dumps(values, allow_nan=False, separators=(",", ":")))
    return path


def load_evaluations(folder: Path) -> list[StoredEvaluation]:
    """All evaluations in `folder`, oldest first; a file that cannot be read is left out."""
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            found.append(_from_dict(json.loads(path.read_bytes()), folder.parent.name))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RobustGuiError):
            continue  # of another version, or damaged
    return found


def _from_dict(values: dict[str, Any], run: str) -> StoredEvaluation:
    """The run is called what its folder is called now."""
    tables = values["attacks"] if "attacks" in values else [values["attack"]]
    attacks = tuple(_registered(ATTACKS, table) for table in tables)
    if "attacks" not in values:  # of a time when there was one attack, which nothing named
        for item in (*values["points"], *values["confusions"]):
            item["attack"] = attacks[0].name

    def events(kind: type[E], name: str) -> tuple[E, ...]:
        return tuple(build(kind, {**item, "run": run}) for item in values.get(name, ()))

    clean = values.get("clean")
    return StoredEvaluation(
        attacks=attacks,
        threat=_registered(THREATS, values["threat"]),
        samples=values["samples"],
        seed=values["seed"],
        created=values["created"],
        points=events(CurvePoint, "points"),
        confusions=events(Confusion, "confusions"),
        only_survivors=bool(values.get("only_survivors", False)),
        clean=None if clean is None else build(CleanMeasured, {**clean, "run": run}),
        measured=events(AttackMeasured, "measured"),
        sequences=events(SequencesMeasured, "sequences"),
    )


def _registered(registry: Registry[S], table: dict[str, Any]) -> S:
    """The class that `table` names, with its settings."""
    return registry[table["name"]](**{name: value for name, value in table.items() if name != "name"})
