"""A second opinion: the same question put to other libraries, in one table, and who finds more."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from ...base.errors import Sentence
from ...base.events import DataWarned, PeerResult
from ...engine.messages import SecondOpinionJob
from ...evaluation.peers import FAMILIES, LIBRARIES
from ...runs.folder import RunFolder
from ...threats import Threat
from ..i18n.sentences import core_text, translate_sentence
from .asked_panel import AskedPanel
from .banner import Banner
from .plain_table import PlainTable
from .text import number, paragraph


class OpinionPanel(AskedPanel):
    """The second opinions on a run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PeerResult, ...] = ()
        self._coming = False  # more rows may follow
        self.table, self.result, self.warning = PlainTable(), paragraph(), Banner("warning")
        self._warnings: tuple[Sentence, ...] = ()
        self.question.samples.setValue(50)  # other libraries do not stop when a sequence is fooled
        self.column.addWidget(self.warning)
        self.column.addWidget(self.result)
        self.column.addWidget(self.table, 1)
        self.column.addStretch(0)
        self.show_answer()

    def retranslate(self) -> None:
        """Every text."""
        self.question.set_texts(
            self.tr("Ask the others"),
            self.tr("Put the same question to ART, Foolbox, torchattacks and CleverHans, where they are installed"),
        )
        self.stored.setAccessibleName(self.tr("Second opinions on this run"))
        self.table.setAccessibleName(self.tr("Answers of the libraries"))
        self._fill()

    def job(self, folder: Path, threat: Threat) -> SecondOpinionJob:
        """See `AskedPanel.job`."""
        return SecondOpinionJob(str(folder), threat, samples=self.question.samples.value())

    def read(self, run: RunFolder) -> list[Any]:
        """See `AskedPanel.read`."""
        return run.opinions()

    def draw(self, events: Sequence[Any] | None, stored: Any) -> None:
        """See `AskedPanel.draw`."""
        self._rows = () if stored is None else stored.rows
        self._coming = events is not None
        self._warnings = () if stored is None or stored.overlap is None else stored.overlap.warnings()
        if events is not None:
            self._rows = tuple(event for event in events if isinstance(event, PeerResult))
            self._warnings = tuple(event.message for event in events if isinstance(event, DataWarned))
        self._fill()

    def _fill(self) -> None:
        heads = [
            self.tr("library"), self.tr("attack"), self.tr("robust accuracy"), self.tr("95 % interval"),
            self.tr("mean size"), self.tr("outside"), self.tr("seconds"), self.tr("note"),
        ]  # fmt: skip
        lines = [self._line(row) for row in self._rows]
        self.table.fill(heads, lines, texts=2)
        self.table.setVisible(bool(self._rows))
        self.result.setText(self._outcome())
        self.warning.say_all(self._warnings)

    def _line(self, row: PeerResult) -> tuple[str, ...]:
        state = {
            "measured": "",
            "missing": self.tr("not installed"),
            "unsuited": self.tr("does not apply"),
            "failed": self.tr("failed"),
        }[row.state]
        library = f"{LIBRARIES.get(row.library, row.library)} {row.version}".strip()
        family = core_text(FAMILIES[row.family].title) if row.family in FAMILIES else row.family
        attack = f"{family} ({row.attack})" if row.attack and row.attack != family else family
        value = state if row.value is None else f"{100 * row.value:.1f} %"
        interval = "" if row.low is None or row.high is None else f"{100 * row.low:.1f} – {100 * row.high:.1f} %"
        size = "" if row.mean_size is None else number(row.mean_size, 3)
        outside = str(row.outside) if row.state == "measured" else ""
        seconds = "" if row.seconds is None else f"{row.seconds:.1f}"
        return library, attack, value, interval, size, outside, seconds, translate_sentence(row.note)

    def _outcome(self) -> str:
        """Who finds more, in a sentence."""
        measured = [row for row in self._rows if row.value is not None]
        ours = [row.value for row in measured if row.library == "robustgui" and row.value is not None]
        theirs = [(row.value, row) for row in measured if row.library != "robustgui" and row.value is not None]
        if not self._rows:
            return self.tr(
                "Other libraries attack this network with equal budgets, and every example of theirs is judged again "
                "by our network and our measure of size. If one of them finds more, our number is too high."
            )
        if self._coming and not theirs:
            return ""
        if not ours or not theirs:
            return self.tr("Nobody else could be asked: see the notes on how to install the other libraries.")
        best, row = min(theirs, key=lambda pair: pair[0])
        facts = {
            "ours": f"{100 * min(ours):.1f} %",
            "theirs": f"{100 * best:.1f} %",
            "library": LIBRARIES.get(row.library, row.library),
        }
        words = self.tr("{library} finds more: {theirs} against our {ours}. Take the lower number.")
        if best >= min(ours):
            words = self.tr("Nobody finds more than we do: {ours} here, {theirs} at best by {library}.")
        return words.format(**facts)
