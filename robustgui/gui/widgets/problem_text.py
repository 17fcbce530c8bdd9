"""An expected error as a sentence in the window's language."""

from __future__ import annotations

from ...base.errors import RobustGuiError
from ..i18n.sentences import translate_sentence


def problem_text(error: Exception) -> str:
    """What happened, for a banner; a bug is raised again, so that it is reported as one."""
    if isinstance(error, RobustGuiError):
        return translate_sentence(error.sentence)
    if isinstance(error, OSError):
        return f"{error.filename or ''} {error.strerror or error}".strip()
    raise error
