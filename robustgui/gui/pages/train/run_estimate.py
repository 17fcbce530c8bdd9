"""How long a run with the present settings would take, in words beside Train."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ....runs.duration import estimate_run_seconds
from ...i18n.numbers import format_duration
from ...resolved_spec import resolve_spec

if TYPE_CHECKING:
    from ...jobs import Jobs
    from ...session import Session


def estimate_text(session: Session, jobs: Jobs) -> str:
    """Such as "A run takes about 0:40"; empty as long as there are no data or no valid settings."""
    dataset, spec = session.dataset, resolve_spec(session)
    if dataset is None or spec is None or session.problem:
        return ""
    seconds = estimate_run_seconds(spec, dataset, _slowness(jobs, spec.device.device))
    return QCoreApplication.translate("RunEstimate", "A run takes about {duration}").format(
        duration=format_duration(_round_seconds(seconds))
    )


def _slowness(jobs: Jobs, device: str) -> float:
    """Of the device that would compute, as the engine has measured it; 1 before that."""
    ready = jobs.ready
    if ready is None or not ready.slowness:
        return 1.0
    chosen = ready.devices[0] if device == "auto" else device
    return dict(zip(ready.devices, ready.slowness, strict=True)).get(chosen, 1.0)


def _round_seconds(seconds: float) -> float:
    """An estimate has two digits at most: to 5 s, of minutes to half ones."""
    step = 5 if seconds < 120 else 30
    return max(step, step * round(seconds / step))
