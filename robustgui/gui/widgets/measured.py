"""Robustness curves as the Evaluate page compares them: read from run folders, or growing while they are measured."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from ...attacks import Attack
from ...base.errors import RobustGuiError
from ...base.events import Confusion, CurvePoint, Event
from ...base.settings import named
from ...engine.messages import EvaluateJob
from ...runs.folder import RunFolder
from ...threats import Threat


@dataclass(frozen=True)
class Curve:
    """One run under one attack and threat; points in rising order of eps."""

    folder: Path
    label: str
    attack: Attack
    threat: Threat
    samples: int  # 0: all
    seed: int
    created: str
    points: tuple[CurvePoint, ...]
    confusions: tuple[Confusion, ...] = field(repr=False)

    @property
    def measurement(self) -> str:
        """The same for curves that can be compared: attack and threat, but for eps."""
        threat = {key: value for key, value in named(self.threat).items() if key != "eps"}
        return json.dumps([named(self.attack), threat], sort_keys=True)

    def at(self, eps: float) -> tuple[CurvePoint | None, Confusion | None]:
        """What was found at one eps."""
        point = next((p for p in self.points if p.eps == eps), None)
        return point, next((c for c in self.confusions if c.eps == eps), None)


def stored_curves(folders: Iterable[Path]) -> list[Curve]:
    """Everything that was measured on these runs, oldest first; folders that cannot be read are left out."""
    found = []
    for path in folders:
        try:
            run = RunFolder(path)
            label = run.spec().label
            for old in run.evaluations():
                for key, attack in zip(old.keys, old.attacks, strict=True):
                    points = tuple(sorted((p for p in old.points if p.attack == key), key=lambda p: p.eps))
                    confusions = tuple(c for c in old.confusions if c.attack == key)
                    found.append(
                        Curve(path, label, attack, old.threat, old.samples, old.seed, old.created, points, confusions)
                    )  # fmt: skip
        except (RobustGuiError, OSError):
            continue
    return found


def live_curves(job: EvaluateJob, events: Sequence[Event], labels: dict[str, str]) -> list[Curve]:
    """What a job has found so far; `labels` by the names of run folders."""
    found = []
    now = datetime.now().isoformat()
    for folder in map(Path, job.folders):
        mine = [e for e in events if isinstance(e, CurvePoint | Confusion) and e.run == folder.name]
        for key, attack in zip(job.keys, job.attacks, strict=True):
            points = tuple(e for e in mine if isinstance(e, CurvePoint) and e.attack == key)
            confusions = tuple(e for e in mine if isinstance(e, Confusion) and e.attack == key)
            if points:
                label = labels.get(folder.name, folder.name)
                found.append(
                    Curve(folder, label, attack, job.threat, job.samples, job.seed, now, points, confusions)
                )  # fmt: skip
    return found


def newest(curves: Iterable[Curve]) -> list[Curve]:
    """Of each run and measurement the newest curve, in the order of the runs."""
    found: dict[tuple[Path, str], Curve] = {}
    for curve in curves:
        key = (curve.folder, curve.measurement)
        if key not in found or curve.created >= found[key].created:
            found[key] = curve
    return list(found.values())
