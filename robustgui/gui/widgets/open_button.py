"""The button that opens the file dialog for sequences."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from ...data import READERS
from ..icons import icon


class OpenButton(QPushButton):
    """Asks for a file; what it is read as is nobody's business here.

    Signals:
        chosen: a file was chosen; carries its path.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(icon("open", "on_accent"), "", parent)
        self.setProperty("role", "primary")
        self.clicked.connect(self.browse)

    def retranslate(self) -> None:
        """Every text."""
        self.setText(self.tr("Open…"))
        self.setToolTip(self.tr("Open a file of sequences"))

    def browse(self) -> None:
        """Show the dialog."""
        endings = " ".join(sorted({f"*{suffix}" for name in READERS for suffix in READERS[name].suffixes}))
        kinds = ";;".join((self.tr("Sequences ({endings})").format(endings=endings), self.tr("All files (*)")))
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Open a file of sequences"), "", kinds)
        if path:
            self.chosen.emit(path)
