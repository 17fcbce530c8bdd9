"""The frame of every plot, its layers, and what it exports."""

from __future__ import annotations

import csv
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPalette
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from robustgui.base.errors import RunError
from robustgui.gui.palette import LIGHT
from robustgui.gui.plots import Band, Bars, HeatMap, OrderedCurve, Plot, Points, TimeCursor
from robustgui.gui.plots.export import copy_picture, csv_text, export
from robustgui.gui.plots.menu import make_menu, save_as


@pytest.fixture
def plot(qtbot: QtBot) -> Plot:
    made = Plot(whole_x=True)
    qtbot.addWidget(made)
    made.set_texts("Accuracy", "epoch", "share", empty="No run yet")
    made.resize(420, 260)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_that_an_empty_plot_says_so_until_data_arrives(plot: Plot) -> None:
    line = plot.add(OrderedCurve("clean", name="Clean"))
    assert plot._empty.isVisible()
    assert plot._empty.text() == "No run yet"
    line.set([0.1, 0.5])
    assert not plot._empty.isVisible()
    line.set([])
    assert plot._empty.isVisible()


def test_that_csv_holds_the_data_behind_the_curves(plot: Plot, tmp_path: Path) -> None:
    clean, attacked = plot.add(OrderedCurve("clean", name="Clean")), plot.add(OrderedCurve("attacked", name="Attacked"))
    clean.set(np.float32([0.1, 0.2, 0.7]), [1, 2, 3])
    attacked.set([0.05, np.nan, 1 / 3], [1, 2, 3])
    export(plot, tmp_path / "a.csv")
    rows = list(csv.reader((tmp_path / "a.csv").read_text().splitlines()))
    assert rows == [["epoch", "Clean", "Attacked"], ["1", "0.1", "0.05"], ["2", "0.2", ""],
                    ["3", "0.7", repr(1 / 3)]]  # fmt: skip


def test_that_curves_with_other_abscissae_keep_their_own_column_in_csv(plot: Plot) -> None:
    plot.add(OrderedCurve(name="a")).set([1.5, 2.5], [1, 2])
    plot.add(OrderedCurve(index=1, name="b")).set([7.5], [9])
    assert csv_text(plot.tables()) == "epoch,a,epoch,b\n1,1.5,9,7.5\n2,2.5,,\n"


def test_that_every_kind_of_layer_exports_what_it_was_given(plot: Plot) -> None:
    plot.add(Band(name="interval")).set([0, 1], [2, 3])
    plot.add(Bars(name="bars")).set([4, 5])
    plot.add(HeatMap()).set([[1, 2], [3, 4]], (0, 4), row_names=("first", "second"))
    names = [table.names for table in plot.tables()]
    assert names == [("epoch", "interval low", "interval high"), ("epoch", "bars"), ("epoch", "first", "second")]
    np.testing.assert_array_equal(plot.tables()[2].columns[2], [3, 4])


def test_that_a_png_is_twice_as_fine_as_the_screen(plot: Plot, tmp_path: Path) -> None:
    plot.add(OrderedCurve("clean", name="Clean", width=3)).set(np.linspace(0, 1, 30))
    export(plot, tmp_path / "a.png")
    image = QImage(str(tmp_path / "a.png"))
    assert image.width() == 2 * plot.viewport().width()
    blue = QColor(LIGHT.clean)
    seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(0, image.height(), 3)}
    assert blue.name() in seen


def test_that_an_svg_can_be_read_and_holds_title_and_curve(plot: Plot, tmp_path: Path) -> None:
    plot.add(OrderedCurve("attacked", name="Attacked")).set(np.linspace(0, 1, 30))
    export(plot, tmp_path / "a.svg")
    text = (tmp_path / "a.svg").read_text()
    assert ElementTree.fromstring(text).tag.endswith("svg")
    assert LIGHT.attacked.lower() in text.lower()
    assert "Accuracy" in text


def test_that_an_unwritable_place_is_named_in_a_sentence(plot: Plot, tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"nowhere.*cannot be written.*Choose another folder"):
        export(plot, tmp_path / "nowhere" / "a.csv")
    assert not list(tmp_path.iterdir())


def test_that_the_dialog_shows_why_a_file_could_not_be_written(
    plot: Plot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    chosen = str(tmp_path / "nowhere" / "a")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (chosen, ""))
    monkeypatch.setattr(QMessageBox, "warning", lambda parent, title, text: said.append(text))
    save_as(plot, "csv")
    assert len(said) == 1
    assert "a.csv cannot be written" in said[0]


def test_that_the_picture_is_copied_to_the_clipboard(plot: Plot) -> None:
    copy_picture(plot)
    assert QApplication.clipboard().image().width() == 2 * plot.viewport().width()
    QApplication.clipboard().clear()


def test_that_the_menu_offers_fit_files_and_copy(plot: Plot) -> None:
    texts = [action.text().split("\t")[0] for action in make_menu(plot).actions() if action.text()]
    assert texts == [
        "Fit to data", "Save picture (PNG)…", "Save drawing (SVG)…", "Save numbers (CSV)…", "Copy picture",
    ]  # fmt: skip


def test_that_ranges_follow_the_data_until_someone_zooms_and_again_after_a(plot: Plot) -> None:
    line = plot.add(OrderedCurve())
    line.set([0.0, 1.0])
    assert plot.area.viewRange()[1] == [0.0, 1.0]
    plot.area.setRange(yRange=(0.2, 0.3), padding=0)
    plot.area.sigRangeChangedManually.emit([True, True])
    line.set([0.0, 50.0])
    assert plot.area.viewRange()[1] == [0.2, 0.3]
    plot.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier))
    assert plot.area.viewRange()[1] == [0.0, 50.0]


def test_that_the_read_out_names_the_value_of_each_curve_under_the_mouse(plot: Plot, qtbot: QtBot) -> None:
    plot.add(OrderedCurve("clean", name="Clean")).set([0.0, 0.25, 0.5])
    plot.add(OrderedCurve("attacked", name="Attacked")).set([0.0, 0.125, 1.0])
    place = plot.area.mapViewToScene(plot.area.viewRect().center())
    plot.scene().sigMouseMoved.emit(place)
    assert plot._readout.isVisible()
    text = plot._readout.text()
    assert "epoch 1" in text
    assert "0.25" in text
    assert "0.125" in text
    qtbot.mouseMove(plot.viewport(), QPoint(2, 2))
    plot.leaveEvent(QEvent(QEvent.Type.Leave))
    assert not plot._readout.isVisible()


def test_that_attacked_is_dashed_and_clean_is_solid(plot: Plot) -> None:
    clean, attacked = plot.look.pen("clean"), plot.look.pen("attacked")
    assert (clean.color().name().upper(), attacked.color().name().upper()) == (LIGHT.clean, LIGHT.attacked)
    assert clean.style() == Qt.PenStyle.SolidLine
    assert attacked.style() != Qt.PenStyle.SolidLine


def test_that_another_palette_repaints_the_plot(plot: Plot, qtbot: QtBot) -> None:
    before = QApplication.palette()
    dark = QPalette(before)
    dark.setColor(QPalette.ColorRole.Base, QColor("#101216"))
    dark.setColor(QPalette.ColorRole.Text, QColor("#eeeeee"))
    try:
        QApplication.setPalette(dark)
        qtbot.waitUntil(lambda: plot.look.dark)
        assert plot.backgroundBrush().color().name() == "#101216"
    finally:
        QApplication.setPalette(before)
        qtbot.waitUntil(lambda: not plot.look.dark)


def test_that_a_logarithmic_axis_reads_values_back_unchanged(plot: Plot) -> None:
    line = plot.add(OrderedCurve(name="loss"))
    line.set([1.0, 10.0, 100.0])
    plot.set_log_y(True)
    assert plot.area.viewRange()[1] == [0.0, 2.0]
    assert line.read(1, 10.0)[0][1] == "10"


def test_that_a_hidden_layer_is_neither_exported_nor_fitted(plot: Plot) -> None:
    plot.add(OrderedCurve(name="small")).set([0.0, 1.0])
    large = plot.add(OrderedCurve(index=1, name="large"))
    large.set([0.0, 1000.0])
    large.set_visible(False)
    plot.fit()
    assert plot.area.viewRange()[1] == [0.0, 1.0]
    assert [table.names[1] for table in plot.tables()] == ["small"]


def test_that_names_on_the_axis_are_thinned_where_there_is_no_room(plot: Plot) -> None:
    plot.add(OrderedCurve()).set(np.arange(200.0))
    plot.set_ticks("y", [(float(k), f"row {k}") for k in range(200)])
    shown = plot.axes.left._tickLevels[0]
    assert 2 < len(shown) < 30


def test_that_the_cursor_stands_at_one_step_in_all_plots(qtbot: QtBot) -> None:
    cursor = TimeCursor()
    plots = [Plot(whole_x=True) for _ in range(3)]
    for made in plots:
        qtbot.addWidget(made)
        cursor.attach(made)
    cursor.set_length(10)
    with qtbot.waitSignal(cursor.moved):
        cursor.move(7)
    assert [line.value() for _, line in cursor._lines] == [7, 7, 7]
    cursor._lines[0][1].setPos(3.4)  # dragged
    assert cursor.step == 3
    assert [line.value() for _, line in cursor._lines] == [3, 3, 3]
    plots[1].area.clicked.emit(5.2, 0.0)
    assert cursor.step == 5
    cursor.set_length(4)
    assert cursor.step == 3


def test_that_a_class_in_a_cloud_keeps_its_label_in_csv(qtbot: QtBot) -> None:
    made = Plot(equal=True)
    qtbot.addWidget(made)
    made.set_texts("Path", "PC 1", "PC 2")
    made.add(Points(name="Others")).set([1.0, 2.0], [3.0, 4.0], [0, 2])
    assert csv_text(made.tables()) == "Others PC 1,Others PC 2,Others class\n1,3,0\n2,4,2\n"


def test_that_a_heat_map_keeps_to_its_levels_from_the_first_picture_on(plot: Plot) -> None:
    heat = plot.add(HeatMap())
    heat.set([[-0.1, 0.1]], (-0.1, 0.1))
    assert heat.item.levels.tolist() == [-0.1, 0.1]


def test_that_axes_shown_again_have_their_room_back_though_the_style_changed_meanwhile(plot: Plot) -> None:
    plot.add(OrderedCurve(name="a")).set([1.0, 2.0])
    plot.show()
    before = plot.axes.left.minimumWidth()
    plot.show_axes(False, False)
    plot.restyle()
    plot.show_axes(True, True)
    assert plot.axes.left.minimumWidth() == before > 0
