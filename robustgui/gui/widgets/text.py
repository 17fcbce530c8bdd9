"""Labels in the few sizes that the window uses."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy

from ..literal import literal
from .plain_label import PlainLabel


class Sized(PlainLabel):
    """Text larger or smaller than the rest; follows the text size of the application."""

    def __init__(self, text: str, factor: float, weight: QFont.Weight = QFont.Weight.Normal) -> None:
        super().__init__(text)
        self._factor, self._weight = factor, weight
        self._resize()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Takes the new size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._resize()

    def _resize(self) -> None:
        font = tabular(QApplication.font())
        font.setPointSizeF(font.pointSizeF() * self._factor)
        font.setWeight(self._weight)
        self.setFont(font)


class Elided(Sized):
    """A title that gives way where the room is narrow; the whole text is its tooltip."""

    def __init__(
        self,
        text: str,
        factor: float,
        weight: QFont.Weight = QFont.Weight.Normal,
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
    ) -> None:
        super().__init__(text, factor, weight)
        self._mode = mode

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """A few letters."""
        return QSize(48, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The text, with a part left out if it must be."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        elided = painter.fontMetrics().elidedText(self.text(), self._mode, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)
        self.setToolTip(literal("" if elided == self.text() else self.text()))


def page_title() -> QLabel:
    """The title of a page that may be the name of a run or of data."""
    return Elided("", 1.45, QFont.Weight.Bold)


def heading(text: str) -> QLabel:
    """The title of a card."""
    return Sized(text, 1.05, QFont.Weight.Bold)


def title(text: str) -> QLabel:
    """The title of an empty page."""
    return Sized(text, 1.45, QFont.Weight.Bold)


def make_muted_label(text: str = "", factor: float = 1.0) -> QLabel:
    """Second-rank text on one line."""
    label = Sized(text, factor)
    label.setProperty("role", "muted")
    return label


def paragraph(text: str = "", *, second: bool = False) -> QLabel:
    """Text that wraps and can be copied; `second` for text of second rank."""
    label = PlainLabel(text)
    label.setProperty("role", "muted" if second else "text")
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label


def tabular(font: QFont) -> QFont:
    """`font` with figures of one width, so that numbers do not dance while they change."""
    tabular_font = QFont(font)
    tabular_font.setFeature(QFont.Tag("tnum"), 1)
    return tabular_font
