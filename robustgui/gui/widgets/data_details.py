"""What lies behind the facts of a dataset: class balance, statistics of the features, and what the reader noted."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from ...data import Summary
from ..i18n.sentences import translate_sentence
from .class_balance import ClassBalance
from .feature_table import FeatureTable
from .text import paragraph


class DataDetails(QTabWidget):
    """Three tabs; those without contents are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.balance = ClassBalance()
        self.features = FeatureTable()
        self.notes = paragraph()
        self.notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._tabs = (_scrolled(self.balance), self.features, _scrolled(self.notes))
        for tab in self._tabs:
            self.addTab(tab, "")
        self._summary: Summary | None = None

    def retranslate(self) -> None:
        """Every text."""
        names = (self.tr("Class balance"), self.tr("Features"), self.tr("Notes"))
        for i, name in enumerate(names):
            self.setTabText(i, name)
        self.balance.setAccessibleName(names[0])
        self.features.retranslate()
        self.show_summary(self._summary)

    def show_summary(self, summary: Summary | None) -> None:
        """Other data; None: not known yet."""
        self._summary = summary
        splits = () if summary is None else summary.splits
        parts, rows = counts_of(summary) if summary else ([], [])
        self.balance.set_counts(parts, rows)
        self.features.set_features((*splits[0].features, *splits[0].targets) if splits else ())
        self.notes.setText("\n\n".join(translate_sentence(note) for note in summary.notes) if summary else "")
        self.setTabVisible(0, bool(rows) or not splits)
        self.setTabVisible(2, bool(summary and summary.notes))


def counts_of(summary: Summary) -> tuple[list[str], list[tuple[str, list[int]]]]:
    """Names of the parts, and for each class its count in each part."""
    tr = QCoreApplication.translate
    names = {
        "train": tr("DataDetails", "training"),
        "validation": tr("DataDetails", "validation"),
        "test": tr("DataDetails", "test"),
    }
    classes = [name for name, _ in summary.splits[0].counts]
    rows = [(name, [part.counts[i][1] for part in summary.splits]) for i, name in enumerate(classes)]
    return [names[part.name] for part in summary.splits], rows


def _scrolled(widget: QWidget) -> QScrollArea:
    """`widget` at the top of an area that scrolls when it is too high."""
    inside = QWidget()
    layout = QVBoxLayout(inside)
    layout.setContentsMargins(8, 8, 8, 8)
    layout.addWidget(widget)
    layout.addStretch(1)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area
