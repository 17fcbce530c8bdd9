"""The button of a chain that adds an entry: a menu of applicable classes, explained in their tooltips."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ...base.registry import Registry
from ...base.settings import Named
from ..i18n.sentences import class_title, core_text
from ..icons import icon
from .fields import summary


class AddButton(QToolButton):
    """Signals:
    chosen: the user wants one more; carries the name of a class of the registry.
    """

    chosen = Signal(str)

    def __init__(self, registry: Registry[Named], path: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._registry, self._path = registry, path
        self.suits: Callable[[type[Named]], bool] = lambda _: True
        self.setObjectName(path)
        self.setIcon(icon("plus", "accent"))
        self.setProperty("role", "add")
        self.setAutoRaise(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self.fill)
        self.setMenu(menu)

    def fill(self) -> None:
        """Made anew before each showing: data and language may have changed."""
        menu = self.menu()
        menu.clear()
        for name in sorted(self._registry, key=lambda name: class_title(self._registry[name])):
            cls = self._registry[name]
            if self.suits(cls):
                action = menu.addAction(class_title(cls))
                action.setData(name)
                action.setToolTip(f"<p>{escape(core_text(summary(cls)))}</p>")
                action.triggered.connect(lambda _=False, name=name: self.chosen.emit(name))

    def explain(self, title: str, help_: str) -> None:
        """Every text; `title` and `help_` of the chain are translated already."""
        self.setText(self.tr("Add…"))
        self.setAccessibleName(self.tr("Add to: {title}").format(title=title))
        self.setAccessibleDescription(help_)
        tip = f"<p><b>{escape(title)}</b></p><p>{escape(help_)}</p>"
        self.setToolTip(tip)
        self.setWhatsThis(tip + f"<p><tt>{self._path}</tt></p>")
