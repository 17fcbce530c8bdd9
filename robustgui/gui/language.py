"""English and Chinese, switched while the window is open."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from ..base.paths import resource

LANGUAGES = {"en": "English", "zh": "中文"}  # each in its own words

_installed: list[QTranslator] = []
_current = "en"


def current_language() -> str:
    """The language that is on: "en" or "zh"."""
    return _current


def system_language() -> str:
    """The first of the system's languages that there is a translation for; English if none."""
    for name in QLocale.system().uiLanguages():
        code = name.replace("_", "-").partition("-")[0]
        if code in LANGUAGES:
            return code
    return "en"


def install(app: QCoreApplication, language: str) -> None:
    """Speak `language` from now on: all widgets hear a LanguageChange."""
    global _current
    if language not in LANGUAGES:
        language = "en"
    for translator in _installed:
        app.removeTranslator(translator)
    _installed.clear()
    _current = language
    QLocale.setDefault(QLocale(QLocale.Language.Chinese if language == "zh" else QLocale.Language.English))
    if language == "zh":
        _install(app, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), "qtbase_zh_CN")
        _install(app, str(resource("translations")), "robustgui_zh")


def _install(app: QCoreApplication, folder: str, file: str) -> None:
    translator = QTranslator(app)
    if translator.load(file, folder):
        app.installTranslator(translator)
        _installed.append(translator)
