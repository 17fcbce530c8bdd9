"""Texts of the core in the window's language: titles, helps, units, and sentences with facts in them."""

from __future__ import annotations

import pkgutil
from typing import Any

from PySide6.QtCore import QCoreApplication

import robustgui

from ...base.errors import RobustGuiError, Sentence
from ...base.templates import fill_in
from ..language import current_language
from . import PRESETS

CONTEXTS = (*(f"robustgui.{module.name}" for module in pkgutil.iter_modules(robustgui.__path__)), PRESETS)
TERMS = frozenset({"kind", "attack", "rival", "metric", "reason", "split"})  # facts that are words of the program


class CoreText(str):
    """A text that says which translation is meant: `context` is its package, `comment` tells two meanings apart."""

    context: str
    comment: str

    def __new__(cls, text: str, context: str = "", comment: str = "") -> CoreText:
        made = super().__new__(cls, text)
        made.context, made.comment = context, comment
        return made


def context_of(cls: type) -> str:
    """The translation context of what `cls` says of itself: its package, such as "robustgui.attacks"."""
    return ".".join(cls.__module__.split(".")[:2])


def core_text(text: str) -> str:
    """`text` of the core in the window's language; itself where there is no translation.

    It is looked up in the package that a `CoreText` names, then in all packages.
    """
    if not text or current_language() == "en":
        return str(text)
    first, comment = (text.context, text.comment) if isinstance(text, CoreText) else ("", "")
    for context in (first, *CONTEXTS) if first else CONTEXTS:
        if (translated := QCoreApplication.translate(context, text, comment or None)) != text:
            return translated
    return str(text)


def class_title(cls: Any) -> str:
    """The title of a registered class, or its name, in the window's language."""
    return core_text(CoreText(cls.title or cls.name, context_of(cls)))


def translate_sentence(sentence: Sentence) -> str:
    """The sentence with its facts, in the window's language."""
    template = core_text(CoreText(sentence.template, comment=sentence.comment))
    if not sentence.facts:
        return template
    return fill_in(template, **{name: _fact(name, value) for name, value in sentence.facts.items()})


def problem_text(error: Exception) -> str:
    """What happened, for a banner; a bug is raised again, so that it is reported as one."""
    if isinstance(error, RobustGuiError):
        return translate_sentence(error.sentence)
    if isinstance(error, OSError):
        return f"{error.filename or ''} {error.strerror or error}".strip()
    raise error


def _fact(name: str, value: Any) -> Any:
    if isinstance(value, Sentence):
        return translate_sentence(value)
    return core_text(value) if name in TERMS and isinstance(value, str) else value
