"""Asks whether plug-ins that were not allowed may run, before anything of the window that could use them is built."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from ...base.code_trust import allow
from ...base.errors import RobustGuiError
from ...base.plugins import PluginFolder, forget_plugin_folders, plugin_folders
from ..i18n.sentences import translate_sentence
from ..widgets.background import Background

if TYPE_CHECKING:
    from ...base.code_files import CodeFiles


class PluginConsent(QObject):
    """One question for each folder that ROBUSTGUI_PLUGINS names and that may not run; then the window is filled."""

    def __init__(self, window: QWidget, proceed: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._proceed = window, proceed
        self._waiting: list[PluginFolder] = []
        self.box: QMessageBox | None = None
        self._reading = Background(self)
        self._reading.done.connect(self._on_read)
        self._reading.start(plugin_folders)

    def _on_read(self, folders: tuple[PluginFolder, ...]) -> None:
        self._waiting = [folder for folder in folders if folder.refusal is not None]
        self._ask_next()

    def _ask_next(self) -> None:
        if not self._waiting:
            self.deleteLater()
            self._proceed()
            return
        folder = self._waiting.pop(0)
        assert folder.refusal is not None  # only such folders wait
        box = self.box = QMessageBox(self._window)
        box.setWindowTitle(self.tr("Plug-ins"))
        box.setText(translate_sentence(folder.refusal.reason))
        self.allow_button = None
        if folder.files is not None:
            box.setInformativeText(self.tr("Plug-ins run on your machine with all your rights."))
            box.setDetailedText("\n".join(folder.files.digests))
            self.allow_button = box.addButton(self.tr("Trust and run"), QMessageBox.ButtonRole.AcceptRole)
        self.skip_button = box.addButton(self.tr("Continue without them"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(self.skip_button)
        box.setEscapeButton(self.skip_button)
        box.finished.connect(lambda: self._on_answered(folder.files))
        box.open()

    def _on_answered(self, files: CodeFiles | None) -> None:
        box, self.box = self.box, None
        assert box is not None  # it was asked before it was answered
        answer = box.clickedButton()
        box.deleteLater()
        if files is not None and answer is self.allow_button:
            try:
                allow(files)  # as they were shown
            except RobustGuiError as error:
                QMessageBox.warning(self._window, self.tr("Plug-ins"), translate_sentence(error.sentence))
            forget_plugin_folders()
        self._ask_next()
