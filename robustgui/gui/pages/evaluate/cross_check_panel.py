"""The cross-check: other libraries attack the same network with equal budgets, in one table with its outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ....base.errors import Sentence
from ....base.events import DataWarned
from ....evaluation.peers import LIBRARIES, compare_libraries, format_attack_title
from ....evaluation.peers.events import PeerResult
from ....measurements.cross_check import CrossCheck
from ...i18n.numbers import format_number
from ...i18n.sentences import core_text, translate_sentence
from ...widgets.banner import Banner
from ...widgets.plain_table import PlainTable
from ...widgets.text import paragraph
from .measurement_panel import MeasurementPanel


class CrossCheckPanel(MeasurementPanel):
    """The cross-checks of a run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(CrossCheck, parent=parent)
        self._rows: tuple[PeerResult, ...] = ()
        self._is_running = False  # more rows may follow
        self.table, self.result, self.warning = PlainTable(), paragraph(), Banner("warning")
        self._warnings: tuple[Sentence, ...] = ()
        self.request.samples.setValue(50)  # other libraries do not stop when an attack has succeeded
        for part in (self.warning, self.result):
            self.column.addWidget(part)
        self.column.addWidget(self.table, 1)
        self.column.addStretch(0)  # takes the room while the table is hidden
        self.show_result()

    def retranslate(self) -> None:
        """Every text."""
        self.request.set_texts(
            self.tr("Run the cross-check"),
            self.tr("Attack the network with ART, Foolbox, torchattacks and CleverHans, where they are installed"),
        )
        self.stored.setAccessibleName(self.tr("Cross-checks of this run"))
        self.table.setAccessibleName(self.tr("Results of the libraries"))
        self._fill()

    def settings(self) -> CrossCheck | None:
        """See `MeasurementPanel.settings`."""
        threat = self.request.threat
        return None if threat is None else CrossCheck(threat=threat, samples=self.request.samples.value())

    def draw(self, events: Sequence[Any] | None, stored: Any) -> None:
        """See `MeasurementPanel.draw`."""
        self._rows = () if stored is None else stored.rows
        self._is_running = events is not None
        self._warnings = () if stored is None or stored.overlap is None else stored.overlap.warnings()
        if events is not None:
            self._rows = tuple(event for event in events if isinstance(event, PeerResult))
            self._warnings = tuple(event.message for event in events if isinstance(event, DataWarned))
        self._fill()

    def _fill(self) -> None:
        heads = [
            self.tr("library"), self.tr("attack"), self.tr("robust accuracy"), self.tr("95 % interval"),
            self.tr("mean norm"), self.tr("outside the budget"), self.tr("seconds"), self.tr("note"),
        ]  # fmt: skip
        self.table.fill(heads, [self._cells(row) for row in self._rows], texts=2)
        self.table.setVisible(bool(self._rows))
        self.result.setText(self._outcome())
        self.warning.say_all(self._warnings)

    def _cells(self, row: PeerResult) -> tuple[str, ...]:
        state = {
            "measured": "",
            "missing": self.tr("not installed"),
            "unsuited": self.tr("does not apply"),
            "failed": self.tr("failed"),
        }[row.state]
        library = f"{LIBRARIES.get(row.library, row.library)} {row.version}".strip()
        attack = core_text(format_attack_title(row.family, row.attack))
        value = state if row.value is None else f"{100 * row.value:.1f} %"
        interval = "" if row.low is None or row.high is None else f"{100 * row.low:.1f} – {100 * row.high:.1f} %"
        size = "" if row.mean_size is None else format_number(row.mean_size, 3)
        outside = str(row.outside) if row.state == "measured" else ""
        seconds = "" if row.seconds is None else f"{row.seconds:.1f}"
        return library, attack, value, interval, size, outside, seconds, translate_sentence(row.note)

    def _outcome(self) -> str:
        """Whether a library finds a stronger attack, once all have finished; and which libraries ran."""
        if not self._rows:
            return self.tr(
                "Other libraries attack this network with the same budget, and every example that they return is "
                "evaluated again by this network and these norms. If one of them finds a lower robust accuracy, the "
                "one reported here is too high."
            )
        comparison = compare_libraries(self._rows)
        if self._is_running and comparison.stronger is None:
            return ""
        facts = {"ours": f"{100 * comparison.ours:.1f} %", "theirs": f"{100 * comparison.theirs:.1f} %"}
        if comparison.stronger is not None:
            words = self.tr("{library} finds a stronger attack: robust accuracy {theirs} instead of {ours}.")
        elif comparison.is_own_strongest:
            words = self.tr("No library finds a stronger attack: {ours} with ours, {theirs} with the best of theirs.")
        else:
            words = self.tr("No other library could attack this network: see the notes.")
        outcome = words.format(library=_title(comparison.stronger or ""), **facts)
        if self._is_running:
            return outcome
        lists = (
            (comparison.ran, self.tr("Finished: {libraries}.")),
            (comparison.failed, self.tr("Failed: {libraries}.")),
            (comparison.skipped, self.tr("Skipped: {libraries}.")),
        )
        sentences = (words.format(libraries=", ".join(map(_title, names))) for names, words in lists if names)
        return " ".join([outcome, *sentences])


def _title(library: str) -> str:
    return LIBRARIES.get(library, library)
