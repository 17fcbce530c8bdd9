"""Opens one view by itself on a recorded inspection: `python -m robustgui.gui.views.alone speech_view`.

Another record can be named: `python -m robustgui.gui.views.alone decision_view prices`.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSlider, QWidget

from ..plots import TimeCursor
from ..widgets.layouts import make_column
from .base import VIEWS, InspectView
from .sample import load_record
from .time_axis import seconds_rate, stride


def window_for(view_class: type[InspectView], record: str = "") -> QWidget:
    """`view_class` with sliders for step and iteration, on `record`; without one on that of its first kind of data."""
    inspection = load_record(record or min(view_class.kinds, key=lambda kind: kind != "series", default="series"))
    window = QWidget()
    cursor = TimeCursor(window)
    view = view_class(cursor)
    steps, iterations = QSlider(Qt.Orientation.Horizontal), QSlider(Qt.Orientation.Horizontal)
    steps.setMaximum(len(inspection.clean) - 1)
    iterations.setMaximum(max(0, len(inspection.iterations) - 1))
    iterations.setValue(inspection.returned)
    steps.valueChanged.connect(cursor.move)
    cursor.moved.connect(steps.setValue)
    iterations.valueChanged.connect(view.show_iteration)
    view.iteration_requested.connect(iterations.setValue)
    layout = make_column(view, steps, iterations, of=window, spacing=None, margins=(9, 9, 9, 9))
    layout.setStretch(0, 1)
    cursor.set_length(len(inspection.clean), stride=stride(inspection), rate=seconds_rate(inspection))
    view.units = inspection.units
    view.show_inspection(inspection)
    window.setWindowTitle(view.heading())
    window.resize(760, 480)
    return window


if __name__ == "__main__":
    app = QApplication(sys.argv)
    app.setStyle("Fusion")
    alone = window_for(VIEWS[sys.argv[1]], *sys.argv[2:3])
    alone.show()
    sys.exit(app.exec())
