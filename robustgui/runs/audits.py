"""Audits and second opinions as they are stored beside a run: one file of JSON each."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from ..attacks import ATTACKS, Attack
from ..base.errors import RobustGuiError
from ..base.events import AuditLight, AuditVerdict, PeerResult
from ..base.files import write_whole
from ..base.settings import named
from ..base.training_overlap import TrainingOverlap
from ..threats import THREATS, Threat
from .event_json import build, to_dict

S = TypeVar("S")


@dataclass(frozen=True)
class StoredAudit:
    """One audit of one run."""

    attack: Attack
    threat: Threat
    samples: int  # 0: all
    seed: int
    created: str  # ISO 8601, local time
    lights: tuple[AuditLight, ...] = field(repr=False)
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


def load_audits(folder: Path) -> list[StoredAudit]:
    """All audits in `folder`, oldest first; a file that cannot be read is left out."""
    return _load(folder, _audit)


def load_opinions(folder: Path) -> list[StoredOpinion]:
    """All second opinions in `folder`, oldest first; a file that cannot be read is left out."""
    return _load(folder, _opinion)


def _save(folder: Path, stored: StoredAudit | StoredOpinion, values: dict[str, Any]) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{datetime.fromisoformat(stored.created):%Y-%m-%d_%H%M%S_%f}.json"
    common = {"threat": named(stored.threat), "samples": stored.samples, "seed": stored.seed, "created": stored.created}
    common |= {"split": stored.split, "source": stored.source}
    write_whole(path, json.dumps(common | values, allow_nan=False))
    return path


def _load(folder: Path, read: Callable[[dict[str, Any], str], S]) -> list[S]:
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            found.append(read(json.loads(path.read_bytes()), folder.parent.name))
        except (
            OSError,
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
            RobustGuiError,
        ):  # damaged, or newer
            continue
    return found


def _audit(values: dict[str, Any], run: str) -> StoredAudit:
    """The run is called what its folder is called now."""
    attack = dict(values["attack"])
    return StoredAudit(
        attack=ATTACKS[attack.pop("name")](**attack),
        **_common(values),
        lights=tuple(replace(build(AuditLight, light), run=run) for light in values["lights"]),
        verdict=replace(build(AuditVerdict, values["verdict"]), run=run),
    )


def _opinion(values: dict[str, Any], run: str) -> StoredOpinion:
    rows = tuple(replace(build(PeerResult, row), run=run) for row in values["rows"])
    overlap = values.get("overlap")
    return StoredOpinion(
        **_common(values), rows=rows, overlap=None if overlap is None else build(TrainingOverlap, overlap)
    )


def _common(values: dict[str, Any]) -> dict[str, Any]:
    threat = dict(values["threat"])
    plain = {name: values[name] for name in ("samples", "seed", "created")}
    plain |= {name: values[name] for name in ("split", "source") if name in values}  # of earlier versions the test part
    return plain | {"threat": THREATS[threat.pop("name")](**threat)}
