"""One sequence in the form that is usual for its kind: lines over time, an image, or a text."""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtWidgets import QPlainTextEdit, QStackedLayout, QWidget

from ....data import SequenceSet
from ...plots import HeatMap, OrderedCurve, Plot
from ...views.ecg_paper import EcgPaper, units_a_millivolt
from ...views.lanes import Lanes
from ...views.time_axis import date_at
from ...widgets.combos import narrow_combo, refill
from ...widgets.layouts import as_widget, make_column, make_row
from ...widgets.text import heading, make_muted_label
from .sequence_model import begin_of_text

_MOST = 24  # features in one plot
_FEW = 6  # features that can be distinguished in one plot
_ALIKE = 100  # largest ratio of two ranges at which neither feature is a flat line
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
        self.choice = narrow_combo(18)
        self._label = make_muted_label()
        self._label.setBuddy(self.choice)
        self._lines: list[OrderedCurve] = []
        self._paper = self.plot.add(EcgPaper(), above=-10)
        self._paper.set_visible(False)
        self._lanes = self.plot.add(Lanes("clean"))
        self._lanes.in_legend = False
        self._part: SequenceSet | None = None
        self._index = 0
        self._title = ""
        self._pages = QStackedLayout()
        make_column(make_row(self._label, self.choice, None), self._pages, of=self, stretched=self._pages)
        text = as_widget(make_column(self.words_title, self.words, stretched=self.words, margins=(8, 4, 8, 4)))
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
            names = (self.tr("all features"), self.tr("one above the other"), *part.features)
            refill(self.choice, ((name, None) for name in names), _APART if _needs_lanes(part, index) else _ALL)
        has_choice = part is not None and len(part.features) > 1 and not _is_picture(part)
        self._label.setVisible(has_choice)
        self.choice.setVisible(has_choice)
        self._part, self._index, self._title = part, index, title
        self._draw()

    def _rate(self) -> float | None:
        """Sampling rate in Hz, of kinds whose time is in seconds."""
        return self._part.sample_rate if self._part is not None and self._part.kind in _IN_SECONDS else None

    def _unit(self) -> str:
        """The unit of the plotted features; empty if they differ."""
        feature = self.choice.currentIndex() - 2
        if self._part is not None and self._part.units and (feature >= 0 or len(set(self._part.units)) == 1):
            return self._part.units[max(0, feature)]
        return ""

    def _set_texts(self) -> None:
        rate = self._rate()
        self.plot.set_texts(
            self._title,
            self.tr("step") if rate is None else self.tr("time"),
            self.tr("value") if not self._has_lanes else "",
            x_unit="" if rate is None else "s",
            y_unit="" if self._has_lanes else self._unit(),
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
    def _has_lanes(self) -> bool:
        """Whether each feature has a lane of its own."""
        is_multivariate = self._part is not None and len(self._part.features) > 1
        return is_multivariate and self.choice.currentIndex() == _APART

    def _draw_lines(self) -> None:
        self._lanes.set_visible(self._has_lanes)
        if self._part is None or self._has_lanes:
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
        if self._has_lanes:
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
        feature = self.choice.currentIndex() - 2
        features = [feature] if feature >= 0 else list(range(min(values.shape[1], _MOST)))
        while len(self._lines) < len(features):
            line = OrderedCurve("series", len(self._lines), width=1.4)
            self._lines.append(self.plot.add(line))
        for place, line in enumerate(self._lines):
            line.set_visible(place < len(features))
            if place < len(features):
                line.set_index(features[place])
                line.set_name(self._part.features[features[place]])
                line.set(values[:, features[place]].astype(np.float64))
        self.plot.fit()


def _is_picture(part: SequenceSet) -> bool:
    return part.kind == "image" and not part.symbolic and part.values.shape[1] > 1


def _needs_lanes(part: SequenceSet, index: int) -> bool:
    """Whether one plot would be unreadable: too many features, or too different ranges."""
    if part.symbolic or len(part.features) < 2:
        return False
    sizes = np.ptp(part[index], axis=0)
    sizes = sizes[sizes > 0]
    return len(part.features) > _FEW or (len(sizes) > 1 and bool(sizes.max() > _ALIKE * sizes.min()))
