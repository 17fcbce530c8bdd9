"""What the audit and the second opinion share: a question about one run, its stored answers, and one on its way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from ....base.errors import RobustGuiError
from ....engine.messages import AuditJob, SecondOpinionJob
from ....runs.evaluated_part import EvaluatedPart
from ....runs.folder import RunFolder
from ....threats import Threat
from ...i18n.metric_words import eps_text
from ...i18n.sentences import core_text, translate_sentence
from ...jobs import JobRow
from ...widgets.background import Background
from ...widgets.text import paragraph
from .request_bar import RequestBar


class AskedPanel(QWidget):
    """Shows the newest answer about a run, any older one on request, or the one that is coming in.

    A subclass says what it is about: `read` the stored answers, `draw` one, or the events of the one that comes in.

    Signals:
        asked: an answer is wanted; carries a job and the run's label.
    """

    asked = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored: list[tuple[str, Any]] = []
        self._row: JobRow | None = None
        self.question, self.stored, self.phase = RequestBar(), QComboBox(), paragraph(second=True)
        self.stored.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        for part in (self.question, self.stored, self.phase):
            self.column.addWidget(part)
        self._background = Background(self)
        self._background.done.connect(self._on_read)
        self.question.asked.connect(self._on_asked)
        self.question.run_changed.connect(self.reload)
        self.stored.currentIndexChanged.connect(lambda _: self.show_answer())

    def set_runs(self, folders: Sequence[Path], labels: Sequence[str]) -> None:
        """The runs to choose from."""
        self.question.set_runs(folders, labels)

    def set_threat(self, threat: Threat | None) -> None:
        """The threat that is asked about."""
        self.question.set_threat(threat)

    def job(self, folder: Path, threat: Threat) -> AuditJob | SecondOpinionJob | None:
        """What to ask about the run in `folder`; None: nothing can be asked yet."""
        raise NotImplementedError(f"{type(self).__name__} has no question")

    def read(self, run: RunFolder) -> list[Any]:
        """The stored answers of a run, oldest first; called in a thread. Each has `threat` and `created`."""
        raise NotImplementedError(f"{type(self).__name__} reads nothing")

    def draw(self, events: Sequence[Any] | None, stored: Any) -> None:
        """Show the `events` of an answer that is coming in; or, if None, a stored one, which may be None too."""
        raise NotImplementedError(f"{type(self).__name__} draws nothing")

    def share(self, row: JobRow) -> float:
        """How far an answer has come, in [0, 1]."""
        return row.progress or 0.0

    def reload(self) -> None:
        """Read what is stored with the run."""
        folder = self.question.folder
        if folder is None:
            self._on_read([])
        else:
            self._background.start(lambda: self._named(folder))

    def follow(self, row: JobRow) -> None:
        """A job of this panel reports, or has ended."""
        self._row = None if row.status.is_over else row
        if row.status.is_over:
            self.reload()
        self.show_answer()

    def show_answer(self) -> None:
        """What is coming in; else the stored one that is chosen."""
        row = self._row
        if row is not None:
            asked = row.job
            if not isinstance(asked, AuditJob | SecondOpinionJob) or Path(asked.folder) != self.question.folder:
                row = None
        self.question.set_progress(None if row is None else self.share(row))
        phase = None if row is None else row.phase
        self.phase.setText("" if phase is None else translate_sentence(phase))
        self.phase.setVisible(phase is not None)
        self.stored.setVisible(bool(self._stored) and row is None)
        place = self.stored.currentIndex()
        chosen = self._stored[place][1] if 0 <= place < len(self._stored) else None
        self.draw(None if row is None else list(row.results or ()), chosen)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """The names of stored answers are words of the window's language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.reload()

    def _named(self, folder: Path) -> list[tuple[str, Any]]:
        """(name, answer) of every stored one, newest first; a folder that cannot be read has none."""
        try:
            answers = self.read(RunFolder(folder))
        except (RobustGuiError, OSError):
            return []
        found = []
        for old in reversed(answers):
            budget = eps_text(old.threat.eps, old.threat.unit)
            who = [core_text(type(old.attack).title)] if hasattr(old, "attack") else []
            where = EvaluatedPart(old.split, old.source)
            if where != EvaluatedPart():
                who.append(where.data or where.split)
            parts = (*who, core_text(type(old.threat).title), budget, old.created[:16].replace("T", " "))
            found.append((" · ".join(parts), old))
        return found

    def _on_read(self, found: list[tuple[str, Any]]) -> None:
        self._stored = found
        self.stored.blockSignals(True)
        self.stored.clear()
        self.stored.addItems([name for name, _ in found])
        self.stored.blockSignals(False)
        self.show_answer()

    def _on_asked(self) -> None:
        folder, threat = self.question.folder, self.question.threat
        job = None if folder is None or threat is None else self.job(folder, threat)
        if job is not None:
            self.asked.emit(job, self.question.run.currentText())
