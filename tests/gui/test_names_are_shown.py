"""Names with HTML, marks of keys or hidden characters are shown as they are, wherever the window names something."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt, QThreadPool
from PySide6.QtGui import QAction, QTextDocumentFragment
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGraphicsTextItem,
    QGraphicsView,
    QLabel,
    QMenu,
    QMessageBox,
    QTabBar,
    QWidget,
)
from support.inspections import make_inspection
from support.lively_window import store_run
from support.marked_data import marked_dataset, with_warning
from support.window_texts import painted_texts, place_of

from robustgui.base.errors import Sentence
from robustgui.data import Dataset, SequenceSet
from robustgui.engine.messages import TrainJob
from robustgui.gui import literal as literal_module
from robustgui.gui.i18n.sentences import core_text
from robustgui.gui.jobs import JobStatus
from robustgui.gui.literal import literal, without_keys
from robustgui.gui.pages.inspect.page import TOPIC
from robustgui.gui.session import Filter, Selection
from robustgui.runs.spec import RunSpec

MARK = '<i>q7</i>&amp;&k<img src="a.png">'
SEEN = re.compile(r"q7")
HIDES = re.compile("[\u202a-\u202e\u2066-\u2069\u200b]")
GUI = Path(literal_module.__file__).parent


def as_html(text: str) -> str:
    """What is seen of a text that Qt takes for HTML where it looks like it."""
    return QTextDocumentFragment.fromHtml(text).toPlainText() if GuiQt.mightBeRichText(text) else text


def as_button(text: str) -> str:
    """What is seen of a text in which & marks keys."""
    return re.sub(r"&(.)", r"\1", text, flags=re.DOTALL)


def seen(window: QWidget) -> Iterator[tuple[str, str]]:
    """Where, and what a person sees there."""
    for widget in (window, *window.findChildren(QWidget)):
        where = place_of(widget)
        yield f"{where}.toolTip", as_html(widget.toolTip())
        yield f"{where}.whatsThis", as_html(widget.whatsThis())
        yield f"{where}.accessibleName", widget.accessibleName()
        if isinstance(widget, QLabel):
            is_html = widget.textFormat() in (Qt.TextFormat.RichText, Qt.TextFormat.AutoText)
            yield f"{where}.text", as_html(widget.text()) if is_html else widget.text()
        elif isinstance(widget, QAbstractButton):
            yield f"{where}.text", as_button(widget.text())
        elif isinstance(widget, QTabBar):
            yield from ((f"{where}[{i}]", as_button(widget.tabText(i))) for i in range(widget.count()))
        elif isinstance(widget, QComboBox):
            yield from ((f"{where}[{i}]", widget.itemText(i)) for i in range(min(widget.count(), 40)))
        elif isinstance(widget, QGraphicsView) and widget.scene():
            yield from (
                (f"{where}.item", item.toPlainText())
                for item in widget.scene().items()
                if isinstance(item, QGraphicsTextItem)
            )
        elif isinstance(widget, QAbstractItemView) and widget.model():
            yield from of_model(where, widget.model())
        for action in widget.findChildren(QAction, options=Qt.FindChildOption.FindDirectChildrenOnly):
            yield f"{where}.action", as_button(action.text())
            yield f"{where}.action.tip", as_html(action.toolTip())


def of_model(where: str, model: QAbstractItemModel) -> Iterator[tuple[str, str]]:
    root = QModelIndex()
    for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(root)):
        for section_role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            head = model.headerData(column, Qt.Orientation.Horizontal, section_role)
            if isinstance(head, str):
                yield f"{where}.header", as_html(head) if section_role == Qt.ItemDataRole.ToolTipRole else head
        for row in range(min(model.rowCount(root), 20)):
            index = model.index(row, column, root)
            text, tip = index.data(Qt.ItemDataRole.DisplayRole), index.data(Qt.ItemDataRole.ToolTipRole)
            if isinstance(text, str):
                yield f"{where}({row},{column})", text
            if isinstance(tip, str):
                yield f"{where}({row},{column}).tip", as_html(tip)


def wrong_in(window: QWidget) -> list[tuple[str, str]]:
    """Where a name is not seen as it is; one that is cut short may lack its end."""
    found = []
    for where, text in (*seen(window), *painted_texts(window)):
        for place in SEEN.finditer(text):
            start = text.find(MARK[:3], max(0, place.start() - 3)) == place.start() - 3
            end = text[place.start() - 3 :].startswith((MARK, MARK.replace("/", "|"))) or "…" in text
            if not (start and end):
                found.append((where, text))
    return found


def quiet() -> None:
    for _ in range(3):
        QThreadPool.globalInstance().waitForDone()
        QApplication.processEvents()


@pytest.fixture
def shown(window, session, jobs):
    """The window with data, runs, jobs, a filter and an inspection whose names are all HTML."""
    show_names(window, session, jobs, with_warning(marked_dataset(MARK), f"{MARK}\u202edata"), MARK)
    return window


def show_names(window, session, jobs, dataset: Dataset, name: str) -> None:
    """Show the window with `dataset`, and with runs, jobs, a filter and messages that are all called `name`."""
    window.resize(1500, 1000)
    window.show()
    contents = window.contents
    session.set_dataset(dataset)
    folders = []
    for label in ("first", "second"):
        folder = store_run(session, label).path
        folders.append(folder.rename(folder.with_name(f"{folder.name}{name.replace('/', '|')}")))
    for key in contents.pages:
        contents.pages.page(key)
    session.runs_changed.emit()
    session.set_run(folders[0])
    session.set_ticks(folders)
    quiet()
    session.select(Selection("test", 3))
    contents.pages.show_page("inspect")
    question = next(question for topic, question in reversed(jobs.requests) if topic == TOPIC)
    part = session.dataset.split(question.split)
    answer = replace(
        make_inspection(), request=question, clean=part[question.index].copy(), classes=part.classes,
        features=part.features, units=part.units,
    )  # fmt: skip
    jobs.request_done.emit(TOPIC, answer)
    session.set_filter(Filter("test", (3, 4), name))
    for status in JobStatus:
        row = jobs.submit(TrainJob(RunSpec(), ""), name)
        row.phase = Sentence("Reading {file}", {"file": name})
        if status is not JobStatus.WAITING:
            reason = Sentence("{file}: no.", {"file": name}) if status is JobStatus.FAILED else None
            jobs.become(row, status, reason=reason, resumable=True)
    session.dataset_refused.emit(Sentence("{file}: the file is empty.", {"file": name}))
    contents.pages.page("runs").actions_bar.failed.emit(lambda: name)
    jobs.engine_crashed.emit(Sentence("The engine could not start: {problem}.", {"problem": name}))
    quiet()


def test_that_every_page_shows_names_as_they_are(shown, session):
    contents, places = shown.contents, set()
    for key in contents.pages:
        contents.pages.show_page(key)
        quiet()
        assert wrong_in(shown) == [], key
        places |= {where for where, text in seen(shown) if SEEN.search(text)}
    assert len(places) > 40
    assert "<i>q7</i>" in shown.windowTitle()
    labels = [said for said in seen(shown) if said[0].endswith(("Label.text", "Elided.text", "Sized.text"))]
    assert not [said for said in labels if HIDES.search(said[1])]


TRANSLATED = (  # texts of the program that are shown nowhere in these tests
    "No token may be replaced.",
    "There are no labels.",
    "There is no column of labels.",
    "Not measured, so not passed.",
)


def test_that_names_of_the_user_are_not_translated(window, session, jobs):
    """Data, classes, features, units, groups and runs may be called by a text that the program translates elsewhere."""
    first, *others = TRANSLATED
    marked = marked_dataset("")

    def rename(part: SequenceSet) -> SequenceSet:
        codes = np.arange(len(part)) % len(others)
        return replace(
            part, name=first, classes=TRANSLATED, features=tuple(others), units=(first,) * 3, groups=codes,
            group_names=tuple(others), group_title=first,
        )  # fmt: skip

    dataset = Dataset(rename(marked.train), rename(marked.test))
    show_names(window, session, jobs, dataset, first)
    window.commands["language"].trigger()
    quiet()
    translations = {core_text(text) for text in TRANSLATED}
    assert translations.isdisjoint(TRANSLATED)
    for key in window.contents.pages:
        window.contents.pages.show_page(key)
        quiet()
        texts = [*seen(window), *painted_texts(window)]
        assert [said for said in texts if any(text in said[1] for text in translations)] == [], key
        assert any(first in text for _, text in texts), key


def test_that_axes_name_features_as_they_are(shown):
    from robustgui.gui.plots.tick_axis import TickAxis

    axis = TickAxis("left")
    axis.setLabel(MARK)
    assert axis.label.toPlainText().strip() == MARK


@pytest.mark.parametrize("text", [MARK, "a\n<b>b</b>", "1 < 2 & 3", "plain", f"{MARK}\n  two"])
def test_that_tool_tips_and_buttons_show_what_was_meant(text: str) -> None:
    assert as_html(literal(text)) == text
    assert as_button(without_keys(text)) == text


def test_that_a_question_shows_names_of_files_as_they_are(qtbot, monkeypatch, tmp_path: Path) -> None:
    from robustgui.gui.widgets.save_dialog import may_replace

    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "question", lambda *args: asked.append(args[2]) or QMessageBox.StandardButton.No)
    may_replace(None, "", [tmp_path / "<b>a<b>"])
    assert "<b>a<b>" in as_html(asked[0])


def test_that_menus_show_names_as_they_are(qtbot) -> None:
    from robustgui.gui.docks.preset_box import OwnPresets

    parent = QWidget()
    qtbot.addWidget(parent)
    own = OwnPresets(parent)
    own.save("R&D <b>7</b>", RunSpec())
    menu = QMenu(parent)
    own.fill(menu, RunSpec())
    texts = [as_button(action.text()) for entry in menu.actions() if entry.menu() for action in entry.menu().actions()]
    assert "R&D <b>7</b>" in texts


PLAIN, RICH = {"widgets/plain_label.py"}, {"widgets/rich_label.py"}
PICTURES = {"widgets/picture.py"}
WRITES_HTML = {  # each puts every fact through html.escape
    "plots/readout.py", "plots/tick_axis.py", "pages/train/watch_headline.py", "views/text_view.py", "forms/row.py",
    "forms/add_button.py", "pages/data/pipeline_panel.py", "widgets/formula_label.py",
}  # fmt: skip
STATIC = {"tr", "translate", "core_text", "literal"}


def is_static(node: ast.expr) -> bool:
    """Whether a text holds no fact, or one that `literal` made harmless."""
    if isinstance(node, ast.IfExp):
        return is_static(node.body) and is_static(node.orelse)
    if isinstance(node, ast.Call):
        return getattr(node.func, "attr", getattr(node.func, "id", "")) in STATIC
    return isinstance(node, ast.Constant)


@pytest.mark.parametrize("path", sorted(GUI.rglob("*.py")), ids=lambda path: str(path.relative_to(GUI)))
def test_that_no_file_leaves_it_to_qt_whether_a_name_is_html(path: Path) -> None:
    """A new label is a `PlainLabel`; a new tool tip or question goes through `literal`."""
    name = path.relative_to(GUI).as_posix()
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    if name not in PLAIN | RICH | PICTURES:
        assert not re.search(r"\bQLabel\(|\(QLabel\)|setTextFormat|QTextEdit\b|insertHtml|appendHtml|setHtml", text)
    if name in WRITES_HTML:
        assert "escape(" in text
        return
    assert name in RICH or "RichLabel" not in text
    assert not re.search(r"<(b|p|i|span|table|td|tr|tt|br|a)\b[^>\"']*>", text) or name == "literal.py"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "setToolTip":
            assert is_static(node.args[-1]), f"{name}:{node.lineno}"
