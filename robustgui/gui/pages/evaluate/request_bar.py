"""What is measured: which run, with which budget, on how many sequences; and the button that starts it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QProgressBar, QPushButton, QSpinBox, QWidget

from ....base.errors import SettingError
from ....threats import Threat
from ...i18n.metric_words import unit_word
from ...i18n.sentences import translate_sentence
from ...icons import icon
from ...literal import literal
from ...widgets.combos import narrow_combo, refill
from ...widgets.layouts import make_column, make_row
from ...widgets.text import make_muted_label

_SAMPLES = 200


class RequestBar(QWidget):
    """Two rows, so that it fits beside a form.

    Signals:
        pressed: the button was pressed; `folder`, `threat` and `samples` are the request.
        run_changed: another run is selected.
    """

    pressed = Signal()
    run_changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, has_budget: bool = True) -> None:
        """Without `has_budget` budget and number of sequences are set elsewhere."""
        super().__init__(parent)
        self._has_budget, self._problem, self._tip = has_budget, "", ""
        self._folders: tuple[Path, ...] = ()
        self._threat: Threat | None = None
        self._is_eps_typed = False  # by the user
        self.run, self.eps = narrow_combo(10), QLineEdit()
        self.samples = QSpinBox(minimum=0, maximum=1_000_000, value=_SAMPLES)
        self.button, self.bar = QPushButton(icon("evaluate", "on_accent"), ""), QProgressBar()
        self.button.setProperty("role", "primary")
        self.bar.setTextVisible(False)
        self.bar.setMaximumWidth(120)
        self.bar.hide()
        self.eps.setFixedWidth(self.eps.fontMetrics().horizontalAdvance("0.000000") + 22)
        self.unit, self.eps_name, self.samples_name = make_muted_label(), make_muted_label("eps"), make_muted_label()
        parts: tuple[QWidget, ...] = (self.eps_name, self.eps, self.unit, self.samples_name, self.samples)
        make_column(
            make_row(self.run, self.button, stretched=self.run),
            make_row(*parts, None, self.bar),
            of=self,
            margins=(0, 8, 0, 0),
        )
        for part in parts:
            part.setVisible(has_budget)
        self.button.clicked.connect(self.pressed)
        self.run.currentIndexChanged.connect(lambda _: self.run_changed.emit())
        self.eps.textEdited.connect(self._on_eps_typed)

    def set_texts(self, button: str, tip: str) -> None:
        """Name and explanation of the button, and every other text."""
        self.button.setText(button)
        self._tip = tip
        self.samples_name.setText(self.tr("Sequences"))
        self.samples.setSpecialValueText(self.tr("all"))
        self.samples.setAccessibleName(self.tr("How many test sequences are attacked"))
        self.run.setAccessibleName(self.tr("Run shown"))
        self.eps.setAccessibleName("eps")
        self._show_state()

    def set_runs(self, folders: Sequence[Path], labels: Sequence[str]) -> None:
        """The runs to choose from; the selected one stays where it still is there."""
        before = self.folder
        self._folders = tuple(folders)
        place = self._folders.index(before) if before in self._folders else 0 if folders else -1
        refill(self.run, ((label, None) for label in labels), place)
        self._show_state()
        if self.folder != before:
            self.run_changed.emit()

    def set_threat(self, threat: Threat | None) -> None:
        """The threat model of the measurement; its eps is proposed until another one is typed."""
        self._threat = threat
        if threat is not None:
            self.unit.setText(unit_word(threat.unit))
            if not self._is_eps_typed:
                self.eps.setText(f"{threat.eps:.4g}")
        self._show_state()

    def set_problem(self, problem: str) -> None:
        """Why nothing can be measured, if that is known elsewhere; empty: it can."""
        self._problem = problem
        self._show_state()

    def set_progress(self, share: float | None) -> None:
        """The finished share of a measurement; None: none is running."""
        self.bar.setVisible(share is not None)
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * (share or 0.0)))

    @property
    def folder(self) -> Path | None:
        """The selected run."""
        place = self.run.currentIndex()
        return self._folders[place] if 0 <= place < len(self._folders) else None

    @property
    def threat(self) -> Threat | None:
        """The threat with the eps of this row; None while that is impossible."""
        try:
            return self._read_threat()
        except (SettingError, ValueError):
            return None

    def _read_threat(self) -> Threat | None:
        return None if self._threat is None else self._threat.copy_with(eps=float(self.eps.text().replace(",", ".")))

    def problem(self) -> str:
        """Why nothing can be measured, translated; empty: it can."""
        if not self._has_budget:
            return self._problem
        try:
            self._read_threat()
        except SettingError as error:
            return "eps: " + "; ".join(map(translate_sentence, error.problems.values()))
        except ValueError:
            return self.tr("eps: '{text}' is not a number").format(text=self.eps.text())
        return ""

    def _on_eps_typed(self, _: str) -> None:
        self._is_eps_typed = True
        self._show_state()

    def _show_state(self) -> None:
        problem = self.problem()
        is_complete = self.folder is not None and (self._threat is not None or not self._has_budget)
        self.button.setEnabled(not problem and is_complete)
        self.button.setToolTip(literal(problem or self._tip))
