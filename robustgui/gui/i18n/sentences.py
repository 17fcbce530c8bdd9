"""Texts of the core in the window's language: titles, helps, units, and sentences with facts in them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from ...base.errors import RobustGuiError, Sentence

CONTEXT = "core"
TERMS = frozenset({"kind", "attack", "rival", "metric", "reason", "split"})  # facts that are words of the program


def core_text(text: str) -> str:
    """`text` of the core in the window's language; itself where there is no translation."""
    return QCoreApplication.translate(CONTEXT, text) if text else ""


def translate_sentence(sentence: Sentence) -> str:
    """The sentence with its facts, in the window's language."""
    template = core_text(sentence.template)
    return (
        template.format(**{name: _fact(name, value) for name, value in sentence.facts.items()})
        if sentence.facts
        else template
    )


def _fact(name: str, value: Any) -> Any:
    if isinstance(value, Sentence):
        return translate_sentence(value)
    return core_text(value) if name in TERMS and isinstance(value, str) else value


def problem_text(error: Exception) -> str:
    """What happened, for a banner; a bug is raised again, so that it is reported as one."""
    if isinstance(error, RobustGuiError):
        return translate_sentence(error.sentence)
    if isinstance(error, OSError):
        return f"{error.filename or ''} {error.strerror or error}".strip()
    raise error
