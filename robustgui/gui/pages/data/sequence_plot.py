"""One sequence as its field plots it: lines over time, a picture, or a text."""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QStackedLayout, QVBoxLayout, QWidget

from ....data import SequenceSet
from ...plots import HeatMap, OrderedCurve, Plot
from ...views.dates import date_at
from ...views.ecg_paper import EcgPaper, units_a_millivolt
from ...views.lanes import Lanes
from ...widgets.text import heading, muted
from .sequence_model import begin_of_text

_MOST = 24  # features drawn into one another
_FEW = 6  # features that can be told apart in one another
_ALIKE = 100  # times smaller than another one, a feature is a flat line
_ALL, _APART = 0, 1  # the first entries of the choice; features follow
_LETTERS = 20_000  # of a text
_IN_SECONDS = ("speech", "beats")


class SequencePlot(QWidget):
    """Preview of a sequence in the data's own units, with a choice of feature."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = Plot(whole_x=True)
        self.picture = Plot(equal=True)
        self.picture.show_axes(False, False)
        self.pixels = self.picture.add(HeatMap("grey"))
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.words_title = heading("")
        self.choice = QComboBox()
        self.choice.setMinimumContentsLength(18)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._label = muted()
        self._label.setBuddy(self.choice)
        self._lines: list[OrderedCurve] = []
        self._paper = self.plot.add(EcgPaper(), above=-10)
        self._paper.set_visible(False)
        self._lanes = self.plot.add(Lanes("clean"))
        self._lanes.in_legend = False
        self._part: SequenceSet | None = None
        self._index = 0
        self._title = ""
        row = QHBoxLayout()
        row.addWidget(self._label)
        row.addWidget(self.choice)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        self._pages = QStackedLayout()
        layout.addLayout(self._pages, 1)
        text = QWidget()
        column = QVBoxLayout(text)
        column.setContentsMargins(8, 4, 8, 4)
        column.addWidget(self.words_title)
        column.addWidget(self.words, 1)
        for page in (self.plot, self.picture, text):
            self._pages.addWidget(page)
        self.choice.currentIndexChanged.connect(self._draw)

    def retranslate(self) -> None:
        """Every text."""
        self._label.setText(self.tr("Feature"))
        self.choice.setAccessibleName(self.tr("Feature shown"))
        self.words.setAccessibleName(self.tr("Text of the sequence"))
        if self.choice.count():
            self.choice.setItemText(_ALL, self.tr("all features"))
            self.choice.setItemText(_APART, self.tr("one above the other"))
        self._set_texts()

    def restyle(self) -> None:
        """Another theme."""
        self.plot.restyle()
        self.picture.restyle()

    def show_sequence(self, part: SequenceSet | None, index: int, title: str) -> None:
        """Another sequence; the chosen feature stays while the features are the same."""
        if part is not None and (self._part is None or self._part.features != part.features):
            self.choice.blockSignals(True)
            self.choice.clear()
            self.choice.addItems([self.tr("all features"), self.tr("one above the other"), *part.features])
            self.choice.setCurrentIndex(_APART if _needs_lanes(part, index) else _ALL)
            self.choice.blockSignals(False)
        several = part is not None and len(part.features) > 1 and not _is_picture(part)
        self._label.setVisible(several)
        self.choice.setVisible(several)
        self._part, self._index, self._title = part, index, title
        self._draw()

    def _rate(self) -> float | None:
        """Steps a second where time is counted in seconds."""
        return self._part.sample_rate if self._part is not None and self._part.kind in _IN_SECONDS else None

    def _unit(self) -> str:
        """The unit of all that is shown; empty if there is no such unit."""
        chosen = self.choice.currentIndex() - 2
        if self._part is not None and self._part.units and (chosen >= 0 or len(set(self._part.units)) == 1):
            return self._part.units[max(0, chosen)]
        return ""

    def _set_texts(self) -> None:
        rate = self._rate()
        self.plot.set_texts(
            self._title,
            self.tr("step") if rate is None else self.tr("time"),
            self.tr("value") if not self._apart else "",
            x_unit="" if rate is None else "s",
            y_unit="" if self._apart else self._unit(),
            empty=self.tr("Choose a sequence in the table."),
        )
        self.picture.set_texts(self._title)
        self.words_title.setText(self._title)

    def _draw(self) -> None:
        self._set_texts()
        part = self._part
        if part is not None and part.symbolic:
            self._pages.setCurrentIndex(2)
            self.words.setPlainText(begin_of_text(part, self._index, _LETTERS))
        elif part is not None and _is_picture(part):
            self._pages.setCurrentIndex(1)
            values = part[self._index]  # (T, F): rows from top to bottom
            self.pixels.set(values[::-1], (float(values.min()), float(values.max())))
            self.picture.fit()
        else:
            self._pages.setCurrentIndex(0)
            self._draw_lines()

    @property
    def _apart(self) -> bool:
        """Whether each feature has a lane of its own."""
        several = self._part is not None and len(self._part.features) > 1
        return several and self.choice.currentIndex() == _APART

    def _draw_lines(self) -> None:
        self._lanes.set_visible(self._apart)
        if self._part is None or self._apart:
            for line in self._lines:
                line.set_visible(False)
        self._paper.set_visible(False)
        if self._part is None:
            return
        rate = self._rate()
        self.plot.set_x_scale(1.0 if rate is None else 1.0 / rate)
        dates = self._part.dates_of(self._index)
        self.plot.axes.bottom.words = None if dates is None or rate is not None else partial(date_at, dates)
        values = self._part[self._index]  # (T, F)
        if self._apart:
            names = self._part.features
            self._lanes.set_lanes(values, values.min(0), values.max(0), names)
            self.plot.set_ticks("y", [(-float(lane), name) for lane, name in enumerate(names)])
            self.plot.fit()
            return
        self.plot.set_ticks("y", None)
        scale = units_a_millivolt(self._unit())
        if self._part.kind == "beats" and rate is not None and scale is not None:
            self._paper.set(rate, scale)
            self._paper.set_visible(True)
        chosen = self.choice.currentIndex() - 2
        shown = [chosen] if chosen >= 0 else list(range(min(values.shape[1], _MOST)))
        while len(self._lines) < len(shown):
            line = OrderedCurve("series", len(self._lines), width=1.4)
            self._lines.append(self.plot.add(line))
        for place, line in enumerate(self._lines):
            line.set_visible(place < len(shown))
            if place < len(shown):
                line.set_index(shown[place])
                line.set_name(self._part.features[shown[place]])
                line.set(values[:, shown[place]].astype(np.float64))
        self.plot.fit()


def _is_picture(part: SequenceSet) -> bool:
    return part.kind == "image" and not part.symbolic and part.values.shape[1] > 1


def _needs_lanes(part: SequenceSet, index: int) -> bool:
    """Whether features in one another could not be told apart: too many, or of too different size."""
    if part.symbolic or len(part.features) < 2:
        return False
    sizes = np.ptp(part[index], axis=0)
    sizes = sizes[sizes > 0]
    return len(part.features) > _FEW or (len(sizes) > 1 and bool(sizes.max() > _ALIKE * sizes.min()))
