"""Large data in the window: progress with a way out, lists that lay out no row, thumbnails that are drawn once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import psutil
import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QThreadPool
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from robustgui.base.lock import FolderLock
from robustgui.data import Dataset, SequenceSet
from robustgui.data.cache import ReadProgress
from robustgui.data.cache import cached_reading as through
from robustgui.data.cache.entry import LOCK, Entry
from robustgui.data.formats import READERS
from robustgui.data.memory_maps import map_array
from robustgui.gui.dataset_loader import DatasetLoader
from robustgui.gui.pages.data import sequence_model
from robustgui.gui.pages.data.sequence_model import SequenceModel
from robustgui.gui.pages.data.sequence_table import SequenceTable
from robustgui.gui.pages.inspect import stage
from robustgui.gui.pages.inspect.stage import InspectStage
from robustgui.gui.plots import TimeCursor
from robustgui.gui.shell.import_progress import ImportProgress
from robustgui.gui.widgets.long_list import LongList
from robustgui.gui.widgets.sparkline import Sparkline, polylines

STEPS = 5


def made(count: int, values: np.ndarray | None = None) -> SequenceSet:
    values = (
        np.random.default_rng(0).standard_normal((count * STEPS, 1)).astype(np.float32) if values is None else values
    )
    return SequenceSet.pack(
        name="made", values=values, offsets=np.arange(count + 1) * STEPS, labels=np.arange(count) % 2,
        classes=("a", "b"), features=("value",),
    )  # fmt: skip


@pytest.fixture
def large(monkeypatch, tmp_path):
    """A table of 20 000 sequences that counts as large."""
    monkeypatch.setattr(through, "THRESHOLD", 0)
    rows = np.char.mod("%.3f", np.random.default_rng(0).standard_normal((20_000, STEPS)))
    lines = [",".join([*row, "ab"[i % 2]]) for i, row in enumerate(rows.tolist())]
    path = tmp_path / "large.csv"
    path.write_text("\n".join(["s0,s1,s2,s3,s4,label", *lines, ""]))
    return path


@pytest.fixture
def waiting(large):
    """Another process seems to convert the table: the one that is started has to wait."""
    folder = Entry(large, READERS["csv"](), "train").folder
    folder.mkdir(parents=True)
    lock = FolderLock(folder / LOCK)
    assert lock.take()
    yield
    lock.release()


@pytest.fixture
def loader(session, qtbot):
    yield (loader := DatasetLoader(session))
    loader.cancel()
    QThreadPool.globalInstance().waitForDone()


@pytest.fixture
def progress(loader, dressed, qtbot):
    progress = ImportProgress(loader)
    qtbot.addWidget(progress)
    return progress


def test_that_a_large_file_is_converted_with_progress_and_opened(loader, session, qtbot, large):
    heard = []
    loader.progressed.connect(heard.append)
    with qtbot.waitSignal(loader.loaded, timeout=60_000):
        session.dataset_requested.emit(str(large))
    assert len(session.dataset.train) + len(session.dataset.test) == 20_000
    assert {"comparing", "storing"} <= {reading.phase for reading in heard}
    assert not psutil.Process().children()


def test_that_cancelling_ends_the_process_and_nothing_is_opened(loader, session, progress, qtbot, large, waiting):
    with qtbot.waitSignal(
        loader.progressed, check_params_cb=lambda reading: reading.phase == "waiting", timeout=60_000
    ):
        session.dataset_requested.emit(str(large))
    with qtbot.waitSignal(loader.cancelled):
        progress.cancel_button.click()
    QThreadPool.globalInstance().waitForDone()
    assert not psutil.Process().children()
    assert session.dataset is None
    assert not loader.busy
    assert progress.isHidden()


def test_that_what_was_cancelled_is_not_read_again_because_a_form_changed(loader, session, qtbot, large, waiting):
    session.set_spec(session.spec.replace_paths({"data.train": str(large)}))
    with qtbot.waitSignal(loader.progressed, timeout=60_000):
        loader.follow_spec()
    loader.cancel()
    loader.follow_spec()
    assert not loader.busy


def test_that_a_newer_wish_ends_the_conversion(loader, session, qtbot, large, waiting):
    with qtbot.waitSignal(
        loader.progressed, check_params_cb=lambda reading: reading.phase == "waiting", timeout=60_000
    ):
        session.dataset_requested.emit(str(large))
    with qtbot.waitSignal(loader.loaded, timeout=60_000):
        session.dataset_requested.emit("example:japanese_vowels")
    QThreadPool.globalInstance().waitForDone()
    assert not psutil.Process().children()
    assert len(session.dataset.train) == 270


def test_that_progress_says_how_many_sequences_and_how_long_it_takes(loader, progress):
    loader.progressed.emit(ReadProgress("a.csv", "reading", 12_345, 0.25, 75.0))
    assert progress.words.text() == "Converting a.csv (only once) · 12\u202f345 sequences · 1:15 remaining"
    assert progress.bar.value() == progress.bar.maximum() / 4
    loader.progressed.emit(ReadProgress("a.csv", "storing"))
    assert progress.bar.maximum() == 0  # nobody knows how long


def test_that_progress_shows_itself_only_if_it_takes_longer_than_a_moment(loader, progress, qtbot):
    loader.progressed.emit(ReadProgress("a.csv", "comparing"))
    assert progress.isHidden()
    qtbot.waitUntil(lambda: not progress.isHidden())
    loader.loaded.emit(None)
    assert progress.isHidden()
    loader.progressed.emit(ReadProgress("a.csv", "comparing"))
    loader.loaded.emit(None)
    assert not progress._patience.isActive()


class Counted(QAbstractListModel):
    """A million rows that count how often anything is asked of them."""

    asked = 0

    def rowCount(self, parent=QModelIndex()):  # noqa: N802, B008
        Counted.asked += 1
        return 0 if parent.isValid() else 1_000_000

    def data(self, index, role=0):
        Counted.asked += 1


def test_that_a_list_of_a_million_rows_reaches_any_row_without_asking_for_the_others(qtbot):
    view = LongList()
    qtbot.addWidget(view)
    view.setModel(Counted(view))
    view.setItemDelegate(QStyledItemDelegate(view))
    view.resize(200, 300)
    with qtbot.waitExposed(view):
        view.show()
    Counted.asked = 0
    row = view.model().index(700_000, 0)
    view.setCurrentIndex(row)
    view.scrollTo(row)
    view.grab()
    assert view.viewport().rect().contains(view.visualRect(row))
    assert Counted.asked < 5000


def test_that_a_peak_of_a_long_sequence_is_in_its_thumbnail():
    values = np.zeros((5000, 1), np.float32)
    values[3217] = 1
    line = polylines(values, 100, 20)[0]
    assert min(point.y() for point in line) == 0
    peak = min(line, key=lambda point: point.y())
    assert peak.x() == pytest.approx(100 * 3217 / 4999, abs=100 / 32)
    assert (line[0].x(), line[line.size() - 1].x()) == (0, 100)


def painted(delegate: Sparkline, model: SequenceModel, row: int) -> QImage:
    image = QImage(160, 28, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    option = QStyleOptionViewItem()
    option.rect = image.rect()
    delegate.paint(painter, option, model.index(row, 4))
    painter.end()
    return image


def test_that_a_thumbnail_is_drawn_once_until_the_rows_hold_other_sequences(dressed):
    model = SequenceModel()
    model.set_dataset(Dataset(made(10), made(3)))
    asked = []
    delegate = Sparkline(lambda row: (asked.append(row), model.sequence(row))[1])
    first = painted(delegate, model, 2)
    assert painted(delegate, model, 2) == first
    assert painted(delegate, model, 3) != first
    assert asked == [2, 3]
    delegate.forget()
    assert painted(delegate, model, 2) == first
    assert asked == [2, 3, 2]


def test_that_the_table_shows_pictures_as_pictures_and_curves_as_curves(qtbot, dressed):
    diagonal = np.tile(np.eye(STEPS, dtype=np.float32), (2, 1))
    picture = replace(made(2), values=diagonal, features=tuple("abcde"))
    images = []
    for kind in ("image", "series"):
        table = SequenceTable()
        qtbot.addWidget(table)
        table.set_dataset(Dataset(picture, replace(picture, kind=kind)))
        images.append(painted(table.shapes, table.rows, 0))
    colours = [{image.pixelColor(x, y).name() for x in range(160) for y in range(28)} for image in images]
    assert {"#000000", "#ffffff"} <= colours[0]
    assert "#ffffff" not in colours[1]


def test_that_looking_through_a_mapped_file_gives_its_pages_back(tmp_path, monkeypatch):
    np.arange(1000 * STEPS, dtype=np.float32).tofile(tmp_path / "values")
    values = map_array(tmp_path / "values", np.dtype(np.float32), (1000 * STEPS, 1))
    released = []
    monkeypatch.setattr(sequence_model, "release", released.append)
    model = SequenceModel()
    model.set_dataset(Dataset(made(1000, values), made(1000, values)))
    for row in range(1000):
        model.sequence(row)
    assert len(released) == 3
    assert all(array is values for array in released)


def test_that_the_spread_of_large_data_is_found_in_the_background(qtbot, monkeypatch):
    part = made(40)
    views = InspectStage(TimeCursor())
    qtbot.addWidget(views)
    views.set_dataset(Dataset(part, part))
    np.testing.assert_allclose(views._spread, part.values.std(), rtol=1e-5)
    monkeypatch.setattr(stage, "_AT_ONCE", 0)
    views.set_dataset(Dataset(part, part))
    assert views._spread is None
    qtbot.waitUntil(lambda: views._spread is not None)
    np.testing.assert_allclose(views._spread, part.values.std(), rtol=1e-5)
    QThreadPool.globalInstance().waitForDone()
