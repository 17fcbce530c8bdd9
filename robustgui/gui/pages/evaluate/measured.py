"""Robustness curves as the Evaluate page compares them: read from run folders, or growing while they are measured."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from ....attacks import Attack
from ....base.errors import RobustGuiError
from ....base.events import Event
from ....base.settings import to_table
from ....evaluation.attack_keys import make_attack_keys
from ....evaluation.events import WORST, AttackMeasured, CleanMeasured, Confusion, CurvePoint, RunsCompared
from ....evaluation.training_overlap import TrainingOverlap
from ....measurements.evaluate import RobustnessEvaluation, load_evaluations
from ....measurements.evaluation_result import EvaluationResult
from ....runs.evaluated_part import EvaluatedPart
from ....runs.folder import RunFolder
from ....threats import Threat


@dataclass(frozen=True)
class Curve:
    """One run under one attack (or the worst of several) and threat; points in rising order of eps."""

    folder: Path
    label: str
    attack: Attack
    threat: Threat
    samples: int  # 0: all
    seed: int
    created: str
    points: tuple[CurvePoint, ...]
    confusions: tuple[Confusion, ...] = field(repr=False)
    others: tuple[Attack, ...] = ()  # of the worst of several: the attacks behind the first
    overlap: TrainingOverlap | None = None  # with the training data; None: of an earlier version
    evaluated: EvaluatedPart = field(default_factory=EvaluatedPart)
    survivors_of: tuple[Attack, ...] = ()  # the attack got only what these left standing, and its points count them

    @property
    def measurement(self) -> str:
        """The same for curves that can be compared: attacks and threat, but for eps."""
        threat = {key: value for key, value in to_table(self.threat).items() if key != "eps"}
        attacks = [to_table(attack) for attack in (self.attack, *self.others)]
        before = [to_table(attack) for attack in self.survivors_of]
        parts = [] if self.evaluated == EvaluatedPart() else [[self.evaluated.split, self.evaluated.data]]
        return json.dumps(
            [attacks if self.others else attacks[0], threat, *([before] if before else []), *parts], sort_keys=True
        )

    def at(self, eps: float) -> tuple[CurvePoint | None, Confusion | None]:
        """What was found at one eps."""
        point = next((p for p in self.points if p.eps == eps), None)
        return point, next((c for c in self.confusions if c.eps == eps), None)


@dataclass(frozen=True)
class Measured:
    """One evaluation of one run: every attack at every eps, what it cost, and how large its changes were."""

    folder: Path
    label: str
    attacks: tuple[Attack, ...]
    threat: Threat
    samples: int  # 0: all
    seed: int
    created: str
    only_survivors: bool
    points: tuple[CurvePoint, ...]
    confusions: tuple[Confusion, ...] = field(repr=False)
    clean: CleanMeasured | None = None
    cells: tuple[AttackMeasured, ...] = ()
    compared: tuple[RunsCompared, ...] = ()  # of several runs, measured in one go: this one beside the first

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the rows: the attacks, and of several the worst of them."""
        keys = make_attack_keys(self.attacks)
        return (*keys, WORST) if len(keys) > 1 else keys

    @property
    def overlap(self) -> TrainingOverlap | None:
        """How many of the sequences the network was trained on; None: not determined."""
        return None if self.clean is None else self.clean.overlap

    @property
    def evaluated(self) -> EvaluatedPart:
        """Which sequences were measured."""
        return EvaluatedPart() if self.clean is None else EvaluatedPart(self.clean.split, self.clean.source)

    def curves(self) -> list[Curve]:
        """One for each row of which there is a point."""
        found = []
        for place, key in enumerate(self.keys):
            points = tuple(sorted((p for p in self.points if p.attack == key), key=lambda p: p.eps))
            confusions = tuple(c for c in self.confusions if c.attack == key)
            attack, others = (self.attacks[0], self.attacks[1:]) if key == WORST else (self.attacks[place], ())
            before = self.attacks[:place] if self.only_survivors and key != WORST else ()
            if points:
                found.append(
                    Curve(
                        self.folder, self.label, attack, self.threat, self.samples, self.seed, self.created,
                        points, confusions, others, self.overlap, self.evaluated, before,
                    )
                )  # fmt: skip
        return found


def stored_measured(folders: Iterable[Path]) -> list[Measured]:
    """Every evaluation of these runs, oldest first; folders that cannot be read are left out."""
    found = []
    for path in folders:
        try:
            run = RunFolder(path)
            label = run.spec().label
            found += [_stored(path, label, old) for old in load_evaluations(path)]
        except (RobustGuiError, OSError):
            continue
    return found


def _stored(folder: Path, label: str, old: EvaluationResult) -> Measured:
    settings = old.measurement
    return Measured(
        folder, label, old.attacks, old.threat, settings.samples, settings.seed, old.created, settings.only_survivors,
        old.points, old.confusions, old.clean, old.measured,
    )  # fmt: skip


def live_measured(
    measurement: RobustnessEvaluation, folders: Iterable[Path], events: Sequence[Event], labels: dict[str, str]
) -> list[Measured]:
    """The results so far of each run that has a point; `labels` by the names of run folders."""
    now, settings = datetime.now().isoformat(), measurement.canonical()
    found = []
    for folder in folders:
        points = tuple(e for e in events if isinstance(e, CurvePoint) and e.run == folder.name)
        if points:
            found.append(
                Measured(
                    folder=folder,
                    label=labels.get(folder.name, folder.name),
                    attacks=settings.attacks,
                    threat=settings.threat,
                    samples=settings.samples,
                    seed=settings.seed,
                    created=now,
                    only_survivors=settings.only_survivors,
                    points=points,
                    confusions=tuple(e for e in events if isinstance(e, Confusion) and e.run == folder.name),
                    clean=next((e for e in events if isinstance(e, CleanMeasured) and e.run == folder.name), None),
                    cells=tuple(e for e in events if isinstance(e, AttackMeasured) and e.run == folder.name),
                    compared=tuple(e for e in events if isinstance(e, RunsCompared) and e.second == folder.name),
                )
            )
    return found


def curves_of(measured: Iterable[Measured]) -> list[Curve]:
    """All curves of these evaluations, in their order."""
    return [curve for one in measured for curve in one.curves()]


def newest(curves: Iterable[Curve]) -> list[Curve]:
    """Of each run and measurement the newest curve, in the order of the runs."""
    found: dict[tuple[Path, str], Curve] = {}
    for curve in curves:
        key = (curve.folder, curve.measurement)
        if key not in found or curve.created >= found[key].created:
            found[key] = curve
    return list(found.values())
