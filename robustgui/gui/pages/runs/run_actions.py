"""Actions on the selected runs: use, resume, export, copy, rename, reveal, remove."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QToolButton, QWidget

from ....base.errors import RobustGuiError, Sentence
from ....base.slices import Slices
from ....base.templates import fill_in
from ....engine.messages import ExportRequest, ResumeJob
from ....models.exports.write import Exported
from ....runs.folder import MODEL, RunFolder
from ....runs.run_changes import remove_run, rename_run
from ....runs.summary import RunRow
from ...i18n.sentences import problem_text, translate_sentence
from ...icons import icon
from ...literal import literal
from ...network_files import ask_where
from ...open_folder import open_folder
from ...widgets.background import Background
from ...widgets.layouts import make_row

if TYPE_CHECKING:
    from ...jobs import Jobs
    from ...session import Session

EXPORT = "export"
_RESUMABLE = ("stopped", "failed", "broken off")


class RunActions(QWidget):
    """A row of quiet buttons; the same actions are in the context menu.

    Signals:
        failed: an action failed; carries a function that gives the sentence.
        rename_requested: the selected run is to be renamed in place.
        exported: its network was written; carries the files, a tuple of Path.
    """

    failed = Signal(object)
    rename_requested = Signal()
    exported = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._rows: list[RunRow] = []
        self._remover = Background(self)
        self._remover.done.connect(self._on_removed)
        self.use, self.resume, self.copy_toml = QAction(self), QAction(self), QAction(self)
        self.rename_action, self.reveal, self.remove = QAction(self), QAction(self), QAction(self)
        self.export = QAction(self)
        layout = make_row(of=self, spacing=4)
        slots = (
            self._on_use, self._on_resume, self._on_export, self._on_copy, self.rename_requested, self._on_reveal,
            self._on_remove,
        )  # fmt: skip
        names = ("settings", "resume", "export", "copy", "log", "folder", "trash")
        for action, slot, name in zip(self.actions_for_menu(), slots, names, strict=True):
            action.setIcon(icon(name))
            action.triggered.connect(slot)
            button = QToolButton()
            button.setDefaultAction(action)
            has_text = action in (self.use, self.resume, self.export)
            style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if has_text else Qt.ToolButtonStyle.ToolButtonIconOnly
            button.setToolButtonStyle(style)
            layout.addWidget(button)
        layout.addStretch(1)
        jobs.request_done.connect(self._on_reply)
        jobs.request_failed.connect(self._on_request_failed)

    def actions_for_menu(self) -> list[QAction]:
        """All of them, in order."""
        return [self.use, self.resume, self.export, self.copy_toml, self.rename_action, self.reveal, self.remove]

    def retranslate(self) -> None:
        """Every text."""
        self.use.setText(self.tr("Use this configuration"))
        self.resume.setText(self.tr("Resume"))
        self.export.setText(self.tr("Export…"))
        self.copy_toml.setText(self.tr("Copy as TOML"))
        self.rename_action.setText(self.tr("Rename"))
        self.reveal.setText(self.tr("Show in the file manager"))
        self.remove.setText(self.tr("Remove"))

    def show_selected(self, rows: list[RunRow]) -> None:
        """Other runs are selected."""
        self._rows = rows
        is_one = len(rows) == 1 and rows[0].status != "unreadable"
        self.use.setEnabled(is_one)
        self.copy_toml.setEnabled(is_one)
        self.export.setEnabled(is_one and os.path.isfile(rows[0].folder / MODEL))
        self.rename_action.setEnabled(is_one)
        self.reveal.setEnabled(len(rows) == 1)
        self.remove.setEnabled(bool(rows) and all(row.status != "running" for row in rows))
        self.resume.setEnabled(is_one and rows[0].status in _RESUMABLE and _is_resumable(rows[0].folder))

    def rename(self, folder: Path, name: str) -> None:
        """Call a run `name`."""
        try:
            rename_run(folder, name)
        except (RobustGuiError, OSError) as error:
            self._fail(error)
        self._session.runs_changed.emit()

    def _on_use(self) -> None:
        try:
            self._session.spec_proposed.emit(RunFolder(self._rows[0].folder).spec())
        except (RobustGuiError, OSError) as error:
            self._fail(error)

    def _on_resume(self) -> None:
        row = self._rows[0]
        self._jobs.submit(ResumeJob(str(row.folder)), row.label)
        self._session.page_requested.emit("train")

    def _on_copy(self) -> None:
        try:
            QGuiApplication.clipboard().setText(RunFolder(self._rows[0].folder).spec().to_toml())
        except (RobustGuiError, OSError) as error:
            self._fail(error)

    def _on_export(self) -> None:
        row = self._rows[0]
        target = ask_where(self, row.name)
        if target is not None:
            place, form = target
            replaces = tuple(map(str, place.replaces))
            self._jobs.request(EXPORT, ExportRequest(str(row.folder), str(place.path), form, replaces))

    def _on_reply(self, topic: str, reply: object) -> None:
        if topic == EXPORT and isinstance(reply, Exported):
            self.exported.emit(reply.files)

    def _on_request_failed(self, topic: str, reason: Sentence, details: str) -> None:
        if topic == EXPORT:
            self.failed.emit(partial(translate_sentence, reason))

    def _on_reveal(self) -> None:
        open_folder(self._rows[0].folder)

    def _on_remove(self) -> None:
        rows = list(self._rows)
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Remove runs"), literal(self._question(rows)), parent=self)
        keep = box.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(keep)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.buttonClicked.connect(lambda button: None if button is keep else self.remove_runs(rows))
        box.open()

    def remove_runs(self, rows: list[RunRow]) -> None:
        """Move runs to the trash folder; they are no longer ticked, shown or offered for resuming."""
        self._remover.start(partial(_remove, [row.folder for row in rows]))

    def _on_removed(self, outcome: tuple[list[Path], Exception | None]) -> None:
        removed, error = outcome
        if error is not None:
            self._fail(error)
        self._session.forget_runs(removed)
        self._session.runs_changed.emit()

    def _question(self, rows: list[RunRow]) -> str:
        what = rows[0].label if len(rows) == 1 else fill_in(self.tr("{count} {count:run|runs}"), count=len(rows))
        where = self.tr("They are moved to the folder .trash inside the runs folder and can be restored from there.")
        return self.tr("Remove {what}?").format(what=what) + "\n\n" + where

    def _fail(self, error: Exception) -> None:
        self.failed.emit(partial(problem_text, error))


def _remove(folders: list[Path]) -> tuple[list[Path], Exception | None]:
    """The removed folders, and the first error; called in a thread."""
    removed, problem, slices = [], None, Slices()
    for folder in folders:
        try:
            remove_run(folder)
        except (RobustGuiError, OSError) as error:
            problem = problem or error
        if not os.path.lexists(folder):
            removed.append(folder)
        slices.rest()
    return removed, problem


def _is_resumable(folder: Path) -> bool:
    """Whether the run can be resumed; not if its folder is missing or cannot be read."""
    try:
        return RunFolder(folder).is_resumable()
    except RobustGuiError:
        return False
