"""Evaluations of a run as they are stored beside it: what was measured, and how."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from ..attacks import ATTACKS, Attack
from ..base.events import Event
from ..base.plain_values import decode
from ..base.quantities import Count
from ..base.settings import named
from ..evaluation.attack_keys import make_attack_keys
from ..evaluation.events import WORST, AttackMeasured, CleanMeasured, Confusion, CurvePoint, SequencesMeasured
from ..threats import THREATS, Threat
from .evaluation_check import check_evaluation
from .event_json import check_scores, to_dict
from .stored_results import StoredResults, decode_registered, load_results, save_result

E = TypeVar("E", CurvePoint, Confusion, CleanMeasured, AttackMeasured, SequencesMeasured)


@dataclass(frozen=True)
class StoredEvaluation:
    """What several attacks found on one run within one threat, at several budgets; see `evaluation.events`.

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
        return make_attack_keys(self.attacks)

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
    created: str = "",
) -> StoredEvaluation:
    """What was found on one run, from its events; made now, if `created` does not say when."""
    found = list(events)
    return StoredEvaluation(
        attacks=tuple(attacks),
        threat=threat,
        samples=samples,
        seed=seed,
        created=created or datetime.now().isoformat(),
        points=tuple(e for e in found if isinstance(e, CurvePoint)),
        confusions=tuple(e for e in found if isinstance(e, Confusion)),
        only_survivors=only_survivors,
        clean=next((e for e in found if isinstance(e, CleanMeasured)), None),
        measured=tuple(e for e in found if isinstance(e, AttackMeasured)),
        sequences=tuple(e for e in found if isinstance(e, SequencesMeasured)),
    )


def save_evaluation(folder: Path, evaluation: StoredEvaluation) -> Path:
    """Write `evaluation` into `folder`, under a name of its own; raises `OSError`."""
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
    return save_result(folder, evaluation.created, values)


def load_evaluations(folder: Path) -> StoredResults[StoredEvaluation]:
    """All evaluations in `folder`, oldest first."""
    return load_results(folder, _read)


@dataclass(frozen=True)
class _File:
    """What an evaluation's file holds."""

    threat: dict[str, Any]
    samples: Count
    seed: int
    created: str
    points: tuple[CurvePoint, ...]
    confusions: tuple[Confusion, ...]
    attacks: tuple[dict[str, Any], ...] = ()
    attack: dict[str, Any] | None = None  # of a time when there was one, which nothing named
    only_survivors: bool = False
    clean: CleanMeasured | None = None
    measured: tuple[AttackMeasured, ...] = ()
    sequences: tuple[SequencesMeasured, ...] = ()


def _read(values: Any, run: str) -> StoredEvaluation:
    """The run is called what its folder is called now."""
    file = decode(_File, values)
    attacks = tuple(decode_registered(ATTACKS, table) for table in file.attacks or filter(None, [file.attack]))
    if not attacks:
        raise ValueError("it names no attack")
    renamed: dict[str, Any] = {"run": run} if file.attacks else {"run": run, "attack": attacks[0].name}

    def events(stored: tuple[E, ...], **changes: Any) -> tuple[E, ...]:
        for event in stored:
            check_scores(event)
        return tuple(replace(event, **changes) for event in stored)

    evaluation = StoredEvaluation(
        attacks=attacks,
        threat=decode_registered(THREATS, file.threat),
        samples=file.samples,
        seed=file.seed,
        created=file.created,
        points=events(file.points, **renamed),
        confusions=events(file.confusions, **renamed),
        only_survivors=file.only_survivors,
        clean=next(iter(events(() if file.clean is None else (file.clean,), run=run)), None),
        measured=events(file.measured, run=run),
        sequences=events(file.sequences, run=run),
    )
    check_evaluation(evaluation)
    return evaluation
