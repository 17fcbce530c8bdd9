"""Texts of the core in the language of the window, or in all of them: titles, helps, units, sentences with facts."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from PySide6.QtCore import QCoreApplication, QTranslator

import robustgui

from ...base.errors import RobustGuiError, Sentence
from ...base.paths import resource
from ...base.templates import fill_in
from ..language import current_language
from . import PRESETS

LazyText = str | Callable[[], str]  # a text that is the same in every language, or a function that translates it


def resolve_text(text: LazyText) -> str:
    """`text` in the window's current language."""
    return text() if callable(text) else text


CONTEXTS = (*(f"robustgui.{module.name}" for module in pkgutil.iter_modules(robustgui.__path__)), PRESETS)
TERMS = frozenset({"kind", "attack", "rival", "metric", "reason", "split"})  # facts that are words of the program


class CoreText(str):
    """A text that says which translation is meant: `context` is its package, `comment` tells two meanings apart."""

    context: str
    comment: str

    def __new__(cls, text: str, context: str = "", comment: str = "") -> CoreText:
        core = super().__new__(cls, text)
        core.context, core.comment = context, comment
        return core


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


@cache
def _translators() -> tuple[QTranslator, ...]:
    translators = []
    for file in sorted(resource("translations").glob("*.qm")):
        translator = QTranslator()
        if translator.load(str(file)):
            translators.append(translator)
    return tuple(translators)


def in_all_languages(text: str, *contexts: str) -> str:
    """`text` and its translations in `contexts` (none: in all of the core), case-folded, on lines of their own."""
    if not text:
        return ""
    translations = (t.translate(context, text) for t in _translators() for context in contexts or CONTEXTS)
    return "\n".join(dict.fromkeys([text, *filter(None, translations)])).casefold()


def mentions(text: str, query: str) -> bool:
    """Whether `text` has a word that begins with `query` (case-folded), in any language."""
    begins = r"(?<![a-z0-9])" if query[:1].isascii() else ""  # Chinese words have no beginning that one sees
    return re.search(begins + re.escape(query), in_all_languages(text)) is not None
