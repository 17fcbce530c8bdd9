"""The facts of a dataset: numbers in one strip, warnings as sentences, and what was detected before an import."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ....base.errors import Sentence
from ....base.templates import fill_in
from ....data import Summary
from ....data.import_preview import ImportPreview
from ...i18n.numbers import format_count, format_lengths
from ...i18n.sentences import translate_sentence
from ...widgets.facts import FactStrip
from ...widgets.layouts import make_column
from ...widgets.text import make_muted_label, paragraph
from .class_balance import ClassBalance
from .data_details import count_classes

_KEYS = ("sequences", "answers", "features", "lengths", "filled")
_MOST_CLASSES = 30  # of which each has a bar


class DataFacts(QWidget):
    """Sequences, classes, features, lengths, missing values; below them the warnings that have no banner."""

    def __init__(self, *, columns: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strip = FactStrip(_KEYS, columns=columns)
        self.warnings = paragraph()
        make_column(self.strip, self.warnings, of=self)
        self._summary: Summary | None = None
        self._vocabulary = 0

    def retranslate(self) -> None:
        """Every text."""
        self.strip.set_label("sequences", self.tr("Training + test"))
        self.strip.set_label("answers", self.tr("Classes"))
        self.strip.set_label("features", self.tr("Features"))
        self.strip.set_label("lengths", self.tr("Steps, all parts (median)"))
        self.strip.set_label("filled", self.tr("Missing values filled"))
        self.show_summary(self._summary, self._vocabulary)

    def show_summary(self, summary: Summary | None, vocabulary: int = 0) -> None:
        """Other data; None: not known yet. `vocabulary`: size of the vocabulary of text."""
        self._summary, self._vocabulary = summary, vocabulary
        if summary is None:
            for key in _KEYS:
                self.strip.set_value(key, "–")
            self.warnings.hide()
            return
        train = summary.splits[0]
        parts = [format_count(part.sequences) for part in summary.splits]
        if len(summary.splits) == 3:
            self.strip.set_label("sequences", self.tr("Training + validation + test"))
        self.strip.set_value("sequences", " + ".join(parts))
        self.strip.set_label("answers", self.tr("Targets") if train.targets else self.tr("Classes"))
        self.strip.set_value("answers", str(len(train.targets) or len(train.counts) or "–"))
        self.strip.set_label("features", self.tr("Vocabulary") if vocabulary else self.tr("Features"))
        self.strip.set_label(
            "lengths", self.tr("Tokens, all parts (median)") if vocabulary else self.tr("Steps, all parts (median)")
        )
        self.strip.set_value("features", format_count(vocabulary or len(train.features)))
        self.strip.set_value("lengths", f"{format_lengths(summary.lengths)} ({summary.lengths.median:g})")
        missing = sum(feature.missing for part in summary.splits for feature in part.features)
        self.strip.set_value("filled", format_count(missing))
        self.strip.set_shown("filled", not vocabulary)  # no token of a text is missing
        self.show_warnings([warning for warning in summary.warnings if warning.severity == "note"])

    def show_warnings(self, warnings: Sequence[Sentence]) -> None:
        """These instead of the summary's own."""
        sentences = [f"⚠ {translate_sentence(warning)}" for warning in warnings]
        self.warnings.setText("\n".join(sentences))
        self.warnings.setVisible(bool(sentences))


class ImportFacts(QWidget):
    """Facts of a source before it is imported: counts, warnings, what was detected, class balance."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.extent = make_muted_label()
        self.strip = DataFacts(columns=2)
        self.facts = paragraph(second=True)
        self.balance = ClassBalance()
        self._preview: ImportPreview | None = None
        parts = (self.extent, self.strip, self.balance, self.facts)
        make_column(*parts, None, of=self, margins=(0, 4, 8, 4))

    def retranslate(self) -> None:
        """Every text."""
        self.strip.retranslate()
        self.balance.setAccessibleName(self.tr("Class balance"))
        self.show_preview(self._preview)

    def show_preview(self, preview: ImportPreview | None) -> None:
        """Another source; None: not read yet."""
        self._preview = preview
        summary = preview.summary if preview else None
        first = preview.first if preview else None
        words = self.tr("Preview of the first {count} {count:sequence|sequences}; the import reads all of them.")
        self.extent.setText(fill_in(words, count=format_count(first or 0)))
        self.extent.setVisible(first is not None)
        self.strip.setVisible(summary is not None)
        self.strip.show_summary(summary, len(preview.dataset.train.vocabulary) if preview and preview.dataset else 0)
        if preview is not None:
            self.strip.show_warnings(preview.warnings)
        self.facts.setText("\n".join(translate_sentence(fact) for fact in preview.facts) if preview else "")
        self.facts.setVisible(bool(preview and preview.facts))
        parts, rows = count_classes(summary) if summary else ([], [])
        self.balance.set_counts(parts, rows)
        self.balance.setVisible(0 < len(rows) <= _MOST_CLASSES)
