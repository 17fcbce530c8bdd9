"""What the tests of forms share: typing into fields, and the Chinese language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from robustgui.gui import language
from robustgui.gui.forms.form import Form


@pytest.fixture
def typed() -> Callable[[Form, str, str], QLineEdit]:
    """`typed(form, "training.lr", "abc")` replaces the text of a field by keys, as a person does."""

    def type_(form: Form, path: str, text: str) -> QLineEdit:
        line = form.editor(path)
        assert isinstance(line, QLineEdit)
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, text) if text else QTest.keyClick(line, "\b")
        return line

    return type_


@pytest.fixture
def chosen() -> Callable[[Form, str, object], None]:
    """`chosen(form, "defence", "none")` picks the entry with this value."""

    def choose(form: Form, path: str, value: object) -> None:
        box = form.editor(path)
        assert isinstance(box, QComboBox)
        index = box.findData(value)
        assert index >= 0
        box.setCurrentIndex(index)
        box.activated.emit(index)

    return choose


@pytest.fixture
def problem_at() -> Callable[[Form, str], str]:
    """The text of the problem that a field shows; empty if it shows none."""

    def at(form: Form, path: str) -> str:
        shown = [label for label in form.findChildren(QLabel, f"{path}:problem") if not label.isHidden()]
        assert len(shown) <= 1
        return shown[0].text() if shown else ""

    return at


@pytest.fixture
def chinese() -> Callable[[], object]:
    """`with chinese():` switches the running program to Chinese and back."""

    @contextmanager
    def switch() -> Iterator[None]:
        app = QCoreApplication.instance()
        language.install(app, "zh")
        QCoreApplication.processEvents()
        try:
            yield
        finally:
            language.install(app, "en")
            QCoreApplication.processEvents()

    return switch
