"""One measurement of one run: its settings, its stored results, and the one that is running."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from ....base.events import Event
from ....engine.messages import MeasureJob
from ....measurements import MEASUREMENTS, Measurement, Result
from ....measurements.store import load_results
from ....runs.evaluated_part import EvaluatedPart
from ...forms import SettingsForm
from ...i18n.metric_words import eps_text
from ...i18n.sentences import core_text, translate_sentence
from ...jobs import JobRow
from ...widgets.background import Background
from ...widgets.combos import narrow_combo, refill
from ...widgets.layouts import make_column
from ...widgets.plain_table import PlainTable
from ...widgets.text import heading, paragraph
from .request_bar import RequestBar


class MeasurementPanel(QWidget):
    """Shows the newest result of a run, any older one on request, or the one that is running.

    A subclass gives the settings of a new measurement, and draws a result.

    Signals:
        requested: the measurement is to be started; carries a `MeasureJob` and the run's label.
    """

    requested = Signal(object, str)

    def __init__(
        self, measurement: type[Measurement], request: RequestBar | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.measurement = measurement
        self._stored: list[tuple[str, Result]] = []
        self._row: JobRow | None = None
        self.request = request or RequestBar()
        self.stored, self.phase = narrow_combo(0), paragraph(second=True)
        self.column = make_column(self.request, self.stored, self.phase, of=self)
        self._background = Background(self)
        self._background.done.connect(self._on_read)
        self.request.pressed.connect(self._on_pressed)
        self.request.run_changed.connect(self.reload)
        self.stored.currentIndexChanged.connect(lambda _: self.show_result())

    def settings(self) -> Measurement | None:
        """The measurement that is requested; None: something is missing or impossible."""
        raise NotImplementedError(f"{type(self).__name__} has no settings")

    def draw(self, events: Sequence[Event] | None, stored: Any) -> None:
        """Show the `events` of a running measurement; if None, the `stored` result, if any."""
        raise NotImplementedError(f"{type(self).__name__} draws nothing")

    def retranslate(self) -> None:
        """Every text."""

    def restyle(self) -> None:
        """Other colours."""

    def reload(self) -> None:
        """Read what is stored with the run."""
        folder, measurement = self.request.folder, self.measurement
        if folder is None:
            self._on_read([])
        else:
            self._background.start(
                lambda: [(describe(each), each) for each in reversed(load_results(folder, measurement).results)]
            )

    def follow(self, row: JobRow) -> None:
        """A job of this measurement has reported or ended."""
        self._row = None if row.status.is_over else row
        if row.status.is_over:
            self.reload()
        self.show_result()

    def show_result(self) -> None:
        """The running measurement; else the selected stored result."""
        row = self._row
        if row is not None and [*map(Path, row.job.folders)] != [self.request.folder]:  # type: ignore[union-attr]
            row = None
        self.request.set_progress(None if row is None else row.progress or 0.0)
        phase = None if row is None else row.phase
        self.phase.setText("" if phase is None else translate_sentence(phase))
        self.phase.setVisible(phase is not None)
        self.stored.setVisible(bool(self._stored) and row is None)
        place = self.stored.currentIndex()
        selected = self._stored[place][1] if 0 <= place < len(self._stored) else None
        self.draw(None if row is None else list(row.results or ()), selected)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """The names of stored results are words of the window's language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.reload()

    def _on_read(self, stored: list[tuple[str, Result]]) -> None:
        self._stored = stored
        refill(self.stored, ((name, None) for name, _ in stored), 0)
        self.show_result()

    def _on_pressed(self) -> None:
        folder, settings = self.request.folder, self.settings()
        if folder is not None and settings is not None:
            self.requested.emit(MeasureJob((str(folder),), settings), self.request.run.currentText())


class PlainPanel(MeasurementPanel):
    """Any measurement without a view of its own: a form of its settings, and a table for each kind of results."""

    def __init__(self, measurement: type[Measurement], parent: QWidget | None = None) -> None:
        super().__init__(measurement, RequestBar(has_budget=False), parent)
        self.form = SettingsForm(measurement)
        self.tables = [(heading(""), PlainTable()) for _ in measurement.results]
        self.column.insertWidget(1, self.form)
        for title, table in self.tables:
            self.column.addWidget(title)
            self.column.addWidget(table, 1)
        self.column.addStretch(0)  # takes the room while the tables are hidden
        self.form.changed.connect(self._on_form_changed)
        self.show_result()

    def settings(self) -> Measurement | None:
        """See `MeasurementPanel.settings`."""
        settings: Measurement | None = self.form.value()
        return settings

    def draw(self, events: Sequence[Event] | None, stored: Any) -> None:
        """See `MeasurementPanel.draw`."""
        if events is not None:
            results = tuple(event for event in events if isinstance(event, tuple(self.measurement.results)))
            stored = self.measurement.result(self.measurement(), "", "", results) if results else None
        contents = [] if stored is None else stored.tables()
        for place, (title, table) in enumerate(self.tables):
            is_used = place < len(contents)
            table.setVisible(is_used)
            title.setVisible(is_used and len(contents) > 1)
            if is_used:
                name = core_text(contents[place].title)
                title.setText(name)
                table.setAccessibleName(name)
                table.fill([core_text(head) for head in contents[place].heads], contents[place].rows)

    def retranslate(self) -> None:
        """See `MeasurementPanel.retranslate`; the form follows the language by itself."""
        summary = " ".join((self.measurement.__doc__ or "").split("\n\n")[0].split())
        self.request.set_texts(self.tr("Run"), core_text(summary))
        self.stored.setAccessibleName(core_text(self.measurement.title))

    def _on_form_changed(self) -> None:
        self.request.set_problem(self.form.problem_text())


def make_plain_panels(but: Collection[type[Measurement]]) -> list[PlainPanel]:
    """A panel for each measurement of networks that is not one of `but`."""
    kinds = [MEASUREMENTS[name] for name in MEASUREMENTS]
    return [PlainPanel(kind) for kind in kinds if kind.needs_network and kind not in but]


def describe(result: Result) -> str:
    """What was measured when, in one line and the window's language."""
    settings = result.measurement
    attack, threat = getattr(settings, "attack", None), getattr(settings, "threat", None)
    part = settings.evaluated
    parts = [
        core_text(type(attack).title) if attack is not None else "",
        "" if part == EvaluatedPart() else part.data or part.split,
        core_text(type(threat).title) if threat is not None else "",
        eps_text(threat.eps, threat.unit) if threat is not None else "",
        result.created[:16].replace("T", " "),
    ]
    return " · ".join(filter(None, parts))
