"""The context menu of a plot, or of another widget that can be exported, and the file dialogs behind it."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QCoreApplication, QPoint, QSettings, QStandardPaths, Qt
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from ...base.errors import RobustGuiError
from ..i18n.sentences import translate_sentence
from ..literal import literal
from ..widgets.background import Background
from ..widgets.save_dialog import ask_save_path
from .export import Exportable, copy_picture, export, export_all


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
    translate = QCoreApplication.translate
    settings = QSettings()
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    folder = Path(str(settings.value("export/folder", pictures)))
    name = re.sub(r"[^\w\-]+", "_", plot.title).strip("_") or "plot"
    title = translate("PlotMenu", "Save plot")
    window = cast(QWidget, plot)
    filters = f"{suffix.upper()} (*.{suffix})"
    place = ask_save_path(window, title, str(folder / f"{name}.{suffix}"), filters, lambda *_: f".{suffix}")
    if place is None:
        return

    def on_written(_: object = None) -> None:
        settings.setValue("export/folder", str(place.path.parent))

    def on_failed(error: Exception) -> None:
        if not isinstance(error, RobustGuiError):
            raise error
        QMessageBox.warning(window, title, literal(translate_sentence(error.sentence)))

    all_tables = getattr(plot, "all_tables", None)
    read = all_tables() if suffix == "csv" and all_tables is not None else None
    if read is not None:
        background = Background(window)
        background.done.connect(on_written)
        background.failed.connect(on_failed)
        background.start(partial(export_all, read, place.path, overwrite=place.replaces))
        return
    try:
        export(plot, place.path, overwrite=place.replaces)
    except RobustGuiError as error:
        on_failed(error)
    else:
        on_written()
