"""Shows a folder in the system's file manager: a folder and nothing else, for files may be programs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_folder(folder: Path) -> None:
    """Open `folder`; what is no folder is not opened, and of one that macOS takes for an application the one above."""
    if sys.platform == "darwin" and folder.suffix:
        folder = folder.parent
    if os.path.isdir(folder):
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
