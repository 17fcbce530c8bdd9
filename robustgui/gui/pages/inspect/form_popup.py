"""A button that opens the form of one registered class, such as an attack, in a small window below it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ....base.registry import Registry
from ....base.settings import Settings
from ...forms import OneOfForm
from ...widgets.layouts import as_widget, make_column, make_scroll_area


class FormButton(QPushButton):
    """Holds a settings object; the form is only built when it is first opened.

    Signals:
        changed: the form holds other valid settings; carries them.
    """

    changed = Signal(object)

    def __init__(self, registry: Registry[Any], value: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._registry, self._value = registry, value
        self._names: Collection[str] | None = None
        self._popup: QFrame | None = None
        self.form: OneOfForm | None = None
        self.clicked.connect(self.open)

    def set_value(self, value: Settings) -> None:
        """Hold `value`, without a signal."""
        self._value = value
        if self.form is not None and self.form.value() != value:
            self.form.blockSignals(True)
            self.form.set_value(value, undoable=False)
            self.form.blockSignals(False)

    def offer(self, names: Collection[str] | None) -> None:
        """Offer only these classes; None: all of the registry."""
        self._names = names
        if self.form is not None:
            self.form.offer("", names)

    def open(self) -> None:
        """Show the form below the button."""
        form = self.build_form()
        assert self._popup is not None
        self._popup.resize(360, min(460, form.sizeHint().height() + 28))
        self._popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._popup.show()

    def build_form(self) -> OneOfForm:
        """The form, built when it is first needed."""
        if self._popup is None:
            self._popup = self._make_popup()
        assert self.form is not None
        return self.form

    def _make_popup(self) -> QFrame:
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setFrameShape(QFrame.Shape.StyledPanel)
        self.form = OneOfForm(self._registry, self._value)
        self.form.offer("", self._names)
        self.form.changed.connect(self._on_form_changed)
        inside = as_widget(make_column(self.form, None, margins=(12, 12, 12, 12)))
        make_column(make_scroll_area(inside), of=popup, margins=(1, 1, 1, 1))
        return popup

    def _on_form_changed(self) -> None:
        assert self.form is not None
        value = self.form.value()
        if value is not None and value != self._value:
            self._value = value
            self.changed.emit(value)
