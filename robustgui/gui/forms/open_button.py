"""The button that opens the dialogs for sequences: a file, or a folder of files."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from ...data import READERS
from ..icons import icon


class OpenButton(QPushButton):
    """Asks for a file or a folder; how it is read is decided elsewhere.

    Signals:
        chosen: a file or folder was chosen; carries its path.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(icon("open", "on_accent"), "", parent)
        self.setProperty("role", "primary")
        menu = QMenu(self)
        self.file_action = menu.addAction(icon("open"), "", self.browse)
        self.folder_action = menu.addAction(icon("folder"), "", self.browse_folder)
        self.setMenu(menu)

    def retranslate(self) -> None:
        """Every text."""
        self.setText(self.tr("Open"))
        self.setToolTip(self.tr("Open a file or a folder of sequences"))
        self.file_action.setText(self.tr("Open file…"))
        self.folder_action.setText(self.tr("Open folder…"))

    def browse(self) -> None:
        """Show the dialog for files."""
        self._tell(ask_for_file(self))

    def browse_folder(self) -> None:
        """Show the dialog for folders."""
        self._tell(ask_for_folder(self))

    def _tell(self, path: str) -> None:
        if path:
            self.chosen.emit(path)


def ask_for_file(parent: QWidget, folder: str = "") -> str:
    """The path of a file that the user chooses, beginning in `folder`; empty if none."""
    endings = " ".join(sorted({f"*{suffix}" for name in READERS for suffix in READERS[name].suffixes}))
    kinds = ";;".join(
        (
            QCoreApplication.translate("OpenButton", "Sequences ({endings})").format(endings=endings),
            QCoreApplication.translate("OpenButton", "All files (*)"),
        )
    )
    return QFileDialog.getOpenFileName(
        parent, QCoreApplication.translate("OpenButton", "Open a file of sequences"), folder, kinds
    )[0]


def ask_for_folder(parent: QWidget, folder: str = "") -> str:
    """The path of a folder that the user chooses, beginning in `folder`; empty if none."""
    title = QCoreApplication.translate("OpenButton", "Open a folder of sequences")
    return QFileDialog.getExistingDirectory(parent, title, folder)
