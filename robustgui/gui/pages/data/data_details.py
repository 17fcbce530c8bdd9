"""Details of a dataset: class balance, groups, statistics of the features, notes of the reader."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QScrollArea, QTabWidget, QVBoxLayout, QWidget

from ....data import Dataset, Summary
from ...i18n.sentences import core_text, translate_sentence
from ...widgets.layouts import scrolled
from ...widgets.text import paragraph
from .class_balance import ClassBalance
from .feature_table import FeatureTable
from .group_table import GroupTable, group_counts


class DataDetails(QTabWidget):
    """Tabs; those without contents are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.balance = ClassBalance()
        self.features = FeatureTable()
        self.notes = paragraph()
        self.notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.groups = GroupTable()
        self._tabs = (_scrolled(self.balance), self.groups, self.features, _scrolled(self.notes))
        for tab in self._tabs:
            self.addTab(tab, "")
        self._summary: Summary | None = None
        self._dataset: Dataset | None = None

    def retranslate(self) -> None:
        """Every text."""
        names = (self.tr("Classes"), self.tr("Groups"), self.tr("Features"), self.tr("Notes"))
        for i, name in enumerate(names):
            self.setTabText(i, name)
        self.balance.setAccessibleName(self.tr("Class balance"))
        self.features.retranslate()
        self.show_dataset(self._dataset)
        self.show_summary(self._summary)

    def show_dataset(self, dataset: Dataset | None) -> None:
        """Other data, of which the groups are shown at once."""
        self._dataset = dataset
        keys, rows = group_counts(dataset) if dataset is not None else ([], [])
        title = core_text(dataset.train.group_title) if dataset is not None and rows else ""
        self.groups.set_groups(title or self.tr("group"), [part_names()[key] for key in keys], rows)
        self.groups.setAccessibleName(self.tr("Groups in each split"))
        self.setTabVisible(1, bool(rows))

    def show_summary(self, summary: Summary | None) -> None:
        """Other data; None: not known yet."""
        self._summary = summary
        splits = () if summary is None else summary.splits
        parts, rows = counts_of(summary) if summary else ([], [])
        self.balance.set_counts(parts, rows)
        self.features.set_features((*splits[0].features, *splits[0].targets) if splits else ())
        urgent = [warning for warning in summary.warnings if warning.severity == "warning"] if summary else []
        notes = [f"⚠ {translate_sentence(warning)}" for warning in urgent]
        notes += [translate_sentence(note) for note in summary.notes] if summary else []
        self.notes.setText("\n\n".join(notes))
        self.setTabVisible(0, bool(rows) or not splits)
        self.setTabVisible(2, not splits or bool(splits[0].features or splits[0].targets))
        self.setTabVisible(3, bool(notes))


def part_names() -> dict[str, str]:
    """The parts of a dataset in the window's language."""
    return {
        "train": QCoreApplication.translate("DataDetails", "training"),
        "validation": QCoreApplication.translate("DataDetails", "validation"),
        "test": QCoreApplication.translate("DataDetails", "test"),
    }


def counts_of(summary: Summary) -> tuple[list[str], list[tuple[str, list[int]]]]:
    """Names of the parts, and for each class its count in each part."""
    names = part_names()
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
    return scrolled(inside)
