"""The context menu of a plot, or of another widget that can be exported, and the file dialogs behind it."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QSettings, QStandardPaths, Qt
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from ...base.errors import RobustGuiError
from ..i18n.sentences import problem_text
from ..literal import literal
from ..widgets.background import Background
from ..widgets.save_dialog import SavePlace, ask_save_path
from .export import Exportable, copy_picture, export, export_all

_FOLDER = "export/folder"  # in the settings: where the last file was written


def show_menu(plot: Exportable, place: QPoint) -> None:
    """Offer what a plot can do, at `place` on the screen."""
    menu = make_menu(plot)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)


def make_menu(plot: Exportable) -> QMenu:
    """The menu: fit (of plots), save as PNG, SVG or CSV, copy, and what the owner added."""
    translate = QCoreApplication.translate
    menu = QMenu(cast(QWidget, plot))
    fit = getattr(plot, "fit", None)
    if fit is not None:
        menu.addAction(translate("PlotMenu", "Fit to data") + "\tA", fit)
    for action in plot.extra_actions:
        menu.addAction(action)
    menu.addSeparator()
    menu.addAction(translate("PlotMenu", "Save picture (PNG)…"), lambda: save_as(plot, "png"))
    menu.addAction(translate("PlotMenu", "Save drawing (SVG)…"), lambda: save_as(plot, "svg"))
    menu.addAction(translate("PlotMenu", "Save numbers (CSV)…"), lambda: save_as(plot, "csv"))
    menu.addSeparator()
    menu.addAction(translate("PlotMenu", "Copy picture"), lambda: copy_picture(plot))
    return menu


def save_as(plot: Exportable, suffix: str) -> None:
    """Ask for a file name and write the plot; what goes wrong is said in a sentence."""
    folder = Path(str(QSettings().value(_FOLDER, _pictures())))
    name = re.sub(r"[^\w\-]+", "_", plot.title).strip("_") or "plot"
    filters = f"{suffix.upper()} (*.{suffix})"
    place = ask_save_path(
        cast(QWidget, plot), _title(), str(folder / f"{name}.{suffix}"), filters, lambda *_: f".{suffix}"
    )
    if place is not None:
        _Saving(plot, place).start(suffix)


class _Saving(QObject):
    """Writes one file: numbers that must be read first in a thread, everything else at once."""

    def __init__(self, plot: Exportable, place: SavePlace) -> None:
        self._window = cast(QWidget, plot)
        super().__init__(self._window)
        self._plot, self._place = plot, place
        self._background = Background(self)
        self._background.done.connect(self._on_written)
        self._background.failed.connect(self._on_failed)

    def start(self, suffix: str) -> None:
        """Write it, as what `suffix` says."""
        path, overwrite = self._place.path, self._place.replaces
        read = self._plot.all_tables() if suffix == "csv" else None
        if read is not None:
            self._background.start(partial(export_all, read, path, overwrite=overwrite))
            return
        try:
            export(self._plot, path, overwrite=overwrite)
        except RobustGuiError as error:
            self._on_failed(error)
        else:
            self._on_written()

    def _on_written(self, _: object = None) -> None:
        QSettings().setValue(_FOLDER, str(self._place.path.parent))
        self.deleteLater()

    def _on_failed(self, error: Exception) -> None:
        self.deleteLater()
        QMessageBox.warning(self._window, _title(), literal(problem_text(error)))


def _pictures() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)


def _title() -> str:
    return QCoreApplication.translate("PlotMenu", "Save plot")
