"""Details of a dataset: class balance, groups, statistics of the features, notes of the reader."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QTabWidget, QWidget

from ....data import Dataset, Summary
from ....data.summary import FeatureSummary
from ...i18n.numbers import format_count, format_number
from ...i18n.sentences import translate_sentence
from ...i18n.titles import group_title
from ...widgets.layouts import as_widget, make_column, make_scroll_area
from ...widgets.plain_table import PlainTable
from ...widgets.text import paragraph
from .class_balance import ClassBalance

_MOST_GROUPS = 2000  # rows
_MARGINS = (8, 8, 8, 8)


class DataDetails(QTabWidget):
    """Tabs; those without contents are left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.balance, self.notes = ClassBalance(), paragraph()
        self.notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.groups, self.features = PlainTable(), PlainTable()
        for table in (self.groups, self.features):
            table.setFrameShape(PlainTable.Shape.NoFrame)
        balance, notes = (as_widget(make_column(part, None, margins=_MARGINS)) for part in (self.balance, self.notes))
        for tab in (make_scroll_area(balance), self.groups, self.features, make_scroll_area(notes)):
            self.addTab(tab, "")
        self._summary: Summary | None = None
        self._dataset: Dataset | None = None

    def retranslate(self) -> None:
        """Every text."""
        names = (self.tr("Classes"), self.tr("Groups"), self.tr("Features"), self.tr("Notes"))
        for i, name in enumerate(names):
            self.setTabText(i, name)
        self.balance.setAccessibleName(self.tr("Class balance"))
        self.groups.setAccessibleName(self.tr("Groups in each split"))
        self.features.setAccessibleName(self.tr("Statistics of each feature"))
        self.show_dataset(self._dataset)
        self.show_summary(self._summary)

    def show_dataset(self, dataset: Dataset | None) -> None:
        """Other data, whose groups are shown at once."""
        self._dataset = dataset
        keys, counts = count_groups(dataset) if dataset is not None else ([], [])
        title = group_title(dataset) if dataset is not None and counts else ""
        shared = self.tr("in several splits")
        rows = [
            (name, *(format_count(n) if n else "–" for n in row), shared if sum(n > 0 for n in row) > 1 else "")
            for name, row in counts[:_MOST_GROUPS]
        ]
        self.groups.fill([title or self.tr("group"), *(part_names()[key] for key in keys), ""], rows)
        self.setTabVisible(1, bool(counts))

    def show_summary(self, summary: Summary | None) -> None:
        """Other data; None: not known yet."""
        self._summary = summary
        splits = () if summary is None else summary.splits
        parts, rows = count_classes(summary) if summary else ([], [])
        self.balance.set_counts(parts, rows)
        self._show_features((*splits[0].features, *splits[0].targets) if splits else ())
        urgent = [warning for warning in summary.warnings if warning.severity == "warning"] if summary else []
        notes = [f"⚠ {translate_sentence(warning)}" for warning in urgent]
        notes += [translate_sentence(note) for note in summary.notes] if summary else []
        self.notes.setText("\n\n".join(notes))
        self.setTabVisible(0, bool(rows) or not splits)
        self.setTabVisible(2, not splits or bool(splits[0].features or splits[0].targets))
        self.setTabVisible(3, bool(notes))

    def _show_features(self, features: Sequence[FeatureSummary]) -> None:
        """One row for each feature or target, in the data's units."""
        heads = [
            self.tr("feature"), self.tr("lowest"), self.tr("highest"), self.tr("mean"), self.tr("std"),
            self.tr("missing"),
        ]  # fmt: skip
        rows = []
        for feature in features:
            name = f"{feature.name} [{feature.unit}]" if feature.unit else feature.name
            numbers = map(format_number, (feature.low, feature.high, feature.mean, feature.std))
            rows.append((name, *numbers, format_count(feature.missing)))
        self.features.fill(heads, rows)


def part_names() -> dict[str, str]:
    """The parts of a dataset in the window's language."""
    return {
        "train": QCoreApplication.translate("DataDetails", "training"),
        "validation": QCoreApplication.translate("DataDetails", "validation"),
        "test": QCoreApplication.translate("DataDetails", "test"),
    }


def count_classes(summary: Summary) -> tuple[list[str], list[tuple[str, list[int]]]]:
    """Names of the parts, and for each class its count in each part."""
    names = part_names()
    classes = [name for name, _ in summary.splits[0].counts]
    rows = [(name, [part.counts[i][1] for part in summary.splits]) for i, name in enumerate(classes)]
    return [names[part.name] for part in summary.splits], rows


def count_groups(dataset: Dataset) -> tuple[list[str], list[tuple[str, list[int]]]]:
    """Keys of the parts, and for each group its number of sequences in each; nothing without groups."""
    parts = dataset.parts
    counts: dict[str, list[int]] = {}
    for place, part in enumerate(parts.values()):
        if part.groups is None:
            continue
        sizes = np.bincount(part.groups, minlength=len(part.group_names)).tolist()
        for name, size in zip(part.group_names, sizes, strict=True):
            if size:
                counts.setdefault(name, [0] * len(parts))[place] += size
    return list(parts), sorted(counts.items())
