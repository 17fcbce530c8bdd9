"""Facts of a source before it is imported: counts, warnings, what was detected, class balance."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ....base.templates import fill_in
from ....data.import_preview import ImportPreview
from ...i18n.numbers import format_count
from ...i18n.sentences import translate_sentence
from ...widgets.text import muted, paragraph
from .class_balance import ClassBalance
from .data_details import counts_of
from .data_facts import DataFacts

_MOST_CLASSES = 30  # of which each has a bar


class ImportFacts(QWidget):
    """Hides what there is nothing to say about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.extent = muted()
        self.strip = DataFacts(columns=2)
        self.facts = paragraph(second=True)
        self.balance = ClassBalance()
        self._found: ImportPreview | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 8, 4)
        layout.setSpacing(8)
        for widget in (self.extent, self.strip, self.balance, self.facts):
            layout.addWidget(widget)
        layout.addStretch(1)

    def retranslate(self) -> None:
        """Every text."""
        self.strip.retranslate()
        self.balance.setAccessibleName(self.tr("Class balance"))
        self.show_preview(self._found)

    def show_preview(self, found: ImportPreview | None) -> None:
        """What was found out; None: nothing yet."""
        self._found = found
        summary = found.summary if found else None
        first = found.first if found else None
        words = self.tr("Preview of the first {count} {count:sequence|sequences}; the import reads all of them.")
        self.extent.setText(fill_in(words, count=format_count(first or 0)))
        self.extent.setVisible(first is not None)
        self.strip.setVisible(summary is not None)
        self.strip.show_summary(summary, len(found.dataset.train.vocabulary) if found and found.dataset else 0)
        if found is not None:
            self.strip.show_warnings(found.warnings)
        self.facts.setText("\n".join(translate_sentence(fact) for fact in found.facts) if found else "")
        self.facts.setVisible(bool(found and found.facts))
        parts, rows = counts_of(summary) if summary else ([], [])
        self.balance.set_counts(parts, rows)
        self.balance.setVisible(0 < len(rows) <= _MOST_CLASSES)
