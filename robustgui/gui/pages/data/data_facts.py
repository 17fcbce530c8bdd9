"""The facts of a dataset in one strip, and its warnings and notes as sentences."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ....base.errors import Sentence
from ....data import Summary
from ...i18n.numbers import format_count, format_lengths
from ...i18n.sentences import translate_sentence
from ...widgets.facts import FactStrip
from ...widgets.text import paragraph


class DataFacts(QWidget):
    """Sequences, classes, features, lengths, missing values; below them what deserves attention and has no banner."""

    def __init__(self, *, columns: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strip = FactStrip(("sequences", "answers", "features", "lengths", "filled"), columns=columns)
        self.warnings = paragraph()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.strip)
        layout.addWidget(self.warnings)
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
        """Other data; None: not known yet. `vocabulary`: how many tokens are known, for text."""
        self._summary, self._vocabulary = summary, vocabulary
        if summary is None:
            for key in ("sequences", "answers", "features", "lengths", "filled"):
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
        self.strip.set_shown("filled", not vocabulary)  # no text lacks a token
        self.show_warnings([warning for warning in summary.warnings if warning.severity == "note"])

    def show_warnings(self, warnings: Sequence[Sentence]) -> None:
        """These instead of the summary's own."""
        sentences = [f"⚠ {translate_sentence(warning)}" for warning in warnings]
        self.warnings.setText("\n".join(sentences))
        self.warnings.setVisible(bool(sentences))
