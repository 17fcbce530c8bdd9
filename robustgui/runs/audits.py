"""Audits and second opinions as they are stored beside a run: one file of JSON each."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from ..attacks import ATTACKS, Attack
from ..base.plain_values import decode
from ..base.quantities import Count
from ..base.settings import named
from ..evaluation.audit.events import AuditCheck, AuditVerdict
from ..evaluation.peers.events import PeerResult
from ..evaluation.training_overlap import TrainingOverlap
from ..threats import THREATS, Threat
from .event_json import check_scores, to_dict
from .stored_results import StoredResults, check_created, decode_registered, load_results, save_result


@dataclass(frozen=True)
class StoredAudit:
    """One audit of one run."""

    attack: Attack
    threat: Threat
    samples: int  # 0: all
    seed: int
    created: str  # ISO 8601, local time
    lights: tuple[AuditCheck, ...] = field(repr=False)
    verdict: AuditVerdict
    split: str = "test"  # the evaluated part
    source: str = ""  # of other data than the run's own


@dataclass(frozen=True)
class StoredOpinion:
    """One table of second opinions on one run."""

    threat: Threat
    samples: int  # 0: all
    seed: int
    created: str
    rows: tuple[PeerResult, ...] = field(repr=False)
    overlap: TrainingOverlap | None = None  # with the network's training data; None: of an earlier version
    split: str = "test"  # the evaluated part
    source: str = ""  # of other data than the run's own


def save_audit(folder: Path, audit: StoredAudit) -> Path:
    """Write `audit` into `folder`, under a name of its own; raises `OSError`."""
    values = {
        "attack": named(audit.attack),
        "lights": [to_dict(light) for light in audit.lights],
        "verdict": to_dict(audit.verdict),
    }
    return _save(folder, audit, values)


def save_opinion(folder: Path, opinion: StoredOpinion) -> Path:
    """Write `opinion` into `folder`, under a name of its own; raises `OSError`."""
    overlap = None if opinion.overlap is None else asdict(opinion.overlap)
    return _save(folder, opinion, {"rows": [to_dict(row) for row in opinion.rows], "overlap": overlap})


def load_audits(folder: Path) -> StoredResults[StoredAudit]:
    """All audits in `folder`, oldest first."""
    return load_results(folder, _audit)


def load_opinions(folder: Path) -> StoredResults[StoredOpinion]:
    """All second opinions in `folder`, oldest first."""
    return load_results(folder, _opinion)


def _save(folder: Path, stored: StoredAudit | StoredOpinion, values: dict[str, Any]) -> Path:
    common = {"threat": named(stored.threat), "samples": stored.samples, "seed": stored.seed, "created": stored.created}
    common |= {"split": stored.split, "source": stored.source}
    return save_result(folder, stored.created, common | values)


@dataclass(frozen=True, kw_only=True)
class _File:
    """What both files hold. Those of earlier versions are of the test part."""

    threat: dict[str, Any]
    samples: Count
    seed: int
    created: str
    split: str = "test"
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class _AuditFile(_File):
    attack: dict[str, Any]
    lights: tuple[AuditCheck, ...]
    verdict: AuditVerdict


@dataclass(frozen=True, kw_only=True)
class _OpinionFile(_File):
    rows: tuple[PeerResult, ...]
    overlap: TrainingOverlap | None = None


def _audit(values: Any, run: str) -> StoredAudit:
    """The run is called what its folder is called now."""
    file = decode(_AuditFile, values)
    check_scores(file.verdict)
    if not {light.name for light in file.lights} >= set(file.verdict.reasons):
        raise ValueError("its verdict names checks that it does not hold")
    return StoredAudit(
        attack=decode_registered(ATTACKS, file.attack),
        **_common(file),
        lights=tuple(replace(light, run=run) for light in file.lights),
        verdict=replace(file.verdict, run=run),
    )


def _opinion(values: Any, run: str) -> StoredOpinion:
    file = decode(_OpinionFile, values)
    for row in file.rows:
        if row.state == "measured" and None in (row.value, row.low, row.high):
            raise ValueError("a row was measured, but has no value")
    rows = tuple(replace(row, run=run) for row in file.rows)
    return StoredOpinion(**_common(file), rows=rows, overlap=file.overlap)


def _common(file: _File) -> dict[str, Any]:
    check_created(file.created)
    plain = {name: getattr(file, name) for name in ("samples", "seed", "created", "split", "source")}
    return plain | {"threat": decode_registered(THREATS, file.threat)}
