"""What is measured: which run, with which budget, on how many sequences; and the button that starts it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ....base.errors import SettingError
from ....threats import Threat
from ...i18n.metric_words import unit_word
from ...i18n.sentences import translate_sentence
from ...icons import icon
from ...literal import literal
from ...widgets.text import muted

_SAMPLES = 200


class RequestBar(QWidget):
    """Two rows, so that it fits beside a form.

    Signals:
        pressed: the button was pressed; `folder`, `threat` and `samples` hold what for.
        run_changed: another run is looked at.
    """

    pressed = Signal()
    run_changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, has_budget: bool = True) -> None:
        """Without `has_budget` budget and number of sequences are chosen elsewhere."""
        super().__init__(parent)
        self._has_budget, self._problem, self._tip = has_budget, "", ""
        self._folders: tuple[Path, ...] = ()
        self._threat: Threat | None = None
        self._typed = False  # whether eps is the user's own
        self.run, self.eps = QComboBox(), QLineEdit()
        self.samples = QSpinBox(minimum=0, maximum=1_000_000, value=_SAMPLES)
        self.ask, self.bar = QPushButton(icon("evaluate", "on_accent"), ""), QProgressBar()
        self.ask.setProperty("role", "primary")
        self.bar.setTextVisible(False)
        self.bar.setMaximumWidth(120)
        self.bar.hide()
        self.run.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.run.setMinimumContentsLength(10)
        self.eps.setFixedWidth(self.eps.fontMetrics().horizontalAdvance("0.000000") + 22)
        self.unit, self.eps_name, self.samples_name = muted(), muted("eps"), muted()
        above, below = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self.run, 1)
        above.addWidget(self.ask)
        parts: tuple[QWidget, ...] = (self.eps_name, self.eps, self.unit, self.samples_name, self.samples)
        for part in parts:
            below.addWidget(part)
            part.setVisible(has_budget)
        below.addStretch(1)
        below.addWidget(self.bar)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        for row in (above, below):
            row.setSpacing(8)
            layout.addLayout(row)
        self.ask.clicked.connect(self.pressed)
        self.run.currentIndexChanged.connect(lambda _: self.run_changed.emit())
        self.eps.textEdited.connect(self._on_eps_typed)

    def set_texts(self, button: str, tip: str) -> None:
        """Name and explanation of the button; every other text is set anew too."""
        self.ask.setText(button)
        self._tip = tip
        self.samples_name.setText(self.tr("Sequences"))
        self.samples.setSpecialValueText(self.tr("all"))
        self.samples.setAccessibleName(self.tr("How many test sequences are attacked"))
        self.run.setAccessibleName(self.tr("Run shown"))
        self.eps.setAccessibleName("eps")
        self._show_state()

    def set_runs(self, folders: Sequence[Path], labels: Sequence[str]) -> None:
        """The runs to choose from; the chosen one stays where it still is there."""
        before = self.folder
        self._folders = tuple(folders)
        self.run.blockSignals(True)
        self.run.clear()
        self.run.addItems(list(labels))
        self.run.setCurrentIndex(self._folders.index(before) if before in self._folders else 0 if folders else -1)
        self.run.blockSignals(False)
        self._show_state()
        if self.folder != before:
            self.run_changed.emit()

    def set_threat(self, threat: Threat | None) -> None:
        """The threat model of the measurement; its eps is proposed until another one is typed."""
        self._threat = threat
        if threat is not None:
            self.unit.setText(unit_word(threat.unit))
            if not self._typed:
                self.eps.setText(f"{threat.eps:.4g}")
        self._show_state()

    def set_problem(self, problem: str) -> None:
        """Why nothing can be measured, as far as that is said elsewhere; empty: it can."""
        self._problem = problem
        self._show_state()

    def set_progress(self, share: float | None) -> None:
        """How far a measurement has come; None: none is running."""
        self.bar.setVisible(share is not None)
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * (share or 0.0)))

    @property
    def folder(self) -> Path | None:
        """The run that is looked at."""
        place = self.run.currentIndex()
        return self._folders[place] if 0 <= place < len(self._folders) else None

    @property
    def threat(self) -> Threat | None:
        """The threat with the eps of this row; None while that cannot be."""
        try:
            return None if self._threat is None else self._threat.changed(eps=float(self.eps.text().replace(",", ".")))
        except (SettingError, ValueError):
            return None

    def problem(self) -> str:
        """Why nothing can be measured, translated; empty: it can."""
        if not self._has_budget:
            return self._problem
        try:
            if self._threat is not None:
                self._threat.changed(eps=float(self.eps.text().replace(",", ".")))
        except SettingError as error:
            return "eps: " + "; ".join(translate_sentence(said) for said in error.problems.values())
        except ValueError:
            return self.tr("eps: '{text}' is not a number").format(text=self.eps.text())
        return ""

    def _on_eps_typed(self, _: str) -> None:
        self._typed = True
        self._show_state()

    def _show_state(self) -> None:
        problem = self.problem()
        is_complete = self.folder is not None and (self._threat is not None or not self._has_budget)
        self.ask.setEnabled(not problem and is_complete)
        self.ask.setToolTip(literal(problem or self._tip))
