"""The configuration with its automatic settings resolved for the open data."""

from __future__ import annotations

from ..base.errors import RobustGuiError
from ..runs.automatic_settings import resolve_automatic
from ..runs.spec import RunSpec
from .session import Session


def resolve_spec(session: Session) -> RunSpec | None:
    """The spec that would run; None without data, or while it does not suit them, which the configuration says.

    Data and configuration change one after the other: in between they need not fit each other.
    """
    if session.dataset is None:
        return None
    try:
        return resolve_automatic(session.spec, session.dataset.train)
    except RobustGuiError:
        return None
