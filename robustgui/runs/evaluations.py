"""Evaluations of a run as they are stored beside it: what was measured, and how."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from ..attacks import ATTACKS, Attack
from ..base.errors import RobustGuiError
from ..base.events import Confusion, CurvePoint
from ..base.files import write_whole
from ..base.settings import named
from ..threats import THREATS, Threat
from .event_json import build, to_dict


@dataclass(frozen=True)
class StoredEvaluation:
    """One curve of one run."""

    attack: Attack
    threat: Threat  # its eps is that of the last point
    samples: int  # 0: all
    seed: int
    created: str  # ISO 8601, local time
    points: tuple[CurvePoint, ...]
    confusions: tuple[Confusion, ...] = field(repr=False)


def save_evaluation(folder: Path, evaluation: StoredEvaluation) -> Path:
    """Write `evaluation` into `folder`, under a name of its own; raises `OSError`."""
    folder.mkdir(exist_ok=True)
    stamp = datetime.fromisoformat(evaluation.created).strftime("%Y-%m-%d_%H%M%S_%f")
    path = folder / f"{stamp}.json"
    values = {
        "attack": named(evaluation.attack),
        "threat": named(evaluation.threat),
        "samples": evaluation.samples,
        "seed": evaluation.seed,
        "created": evaluation.created,
        "points": [to_dict(point) for point in evaluation.points],
        "confusions": [to_dict(confusion) for confusion in evaluation.confusions],
    }
    write_whole(path, json.dumps(values))
    return path


def load_evaluations(folder: Path) -> list[StoredEvaluation]:
    """All evaluations in `folder`, oldest first; a file that cannot be read is left out."""
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            found.append(_from_dict(json.loads(path.read_bytes()), folder.parent.name))
        except (OSError, ValueError, KeyError, TypeError, RobustGuiError):  # of another version, or damaged
            continue
    return found


def _from_dict(values: dict[str, Any], run: str) -> StoredEvaluation:
    """The run is called what its folder is called now."""
    attack, threat = dict(values["attack"]), dict(values["threat"])
    return StoredEvaluation(
        attack=ATTACKS[attack.pop("name")](**attack),
        threat=THREATS[threat.pop("name")](**threat),
        samples=values["samples"],
        seed=values["seed"],
        created=values["created"],
        points=tuple(replace(build(CurvePoint, point), run=run) for point in values["points"]),
        confusions=tuple(replace(build(Confusion, item), run=run) for item in values["confusions"]),
    )
