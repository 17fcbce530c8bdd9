"""The text view: tokens, what was inserted their place, and typing another text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from robustgui.attacks.edit_search import EditSearch
from robustgui.evaluation.inspect_request import Inspection
from robustgui.gui.plots import TimeCursor
from robustgui.gui.plots.export import csv_text, export
from robustgui.gui.plots.style import plot_style
from robustgui.gui.views import VIEWS
from robustgui.gui.views.sample import load_record
from robustgui.gui.views.text_view import TextView
from robustgui.threats.edits import Edits

Make = Callable[..., Inspection]


def opened(qtbot: QtBot, found: Inspection) -> TextView:
    cursor = TimeCursor()
    view = VIEWS["text_view"](cursor)
    assert isinstance(view, TextView)
    cursor.setParent(view)
    qtbot.addWidget(view)
    view.resize(420, 320)
    with qtbot.waitExposed(view):
        view.show()
    cursor.set_length(len(found.clean))
    view.show_inspection(found)
    return view


def colour_in(view: TextView, place: int) -> QColor:
    """The ground of a token, near its upper left corner."""
    image: QImage = view.flow.viewport().grab().toImage()
    box = view.flow.box(place)
    return image.pixelColor(round(box.left()) + 3, round(box.center().y()))


def test_that_replaced_tokens_stand_beside_what_they_replace(qtbot: QtBot, inspection: Make) -> None:
    found = inspection(kind="text", steps=6)
    view = opened(qtbot, found)
    assert [(t.text, t.other) for t in view.flow.tokens[:3]] == [("word0", ""), ("word1", "other"), ("word2", "")]
    view.show_iteration(0)
    assert not any(token.other for token in view.flow.tokens)


def edited(found: Inspection, attacked: str, origins: list[int]) -> Inspection:
    """`found`, of four words, with this text in every iteration but the first."""
    texts = (found.tokens, *[tuple(attacked.split())] * (len(found.iterations) - 1))
    places = (tuple(range(4)), *[tuple(origins)] * (len(found.iterations) - 1))
    request = replace(found.request, attack=EditSearch(), threat=Edits())
    return replace(found, request=request, attacked_tokens=texts, origins=places)


def test_that_tokens_put_in_left_out_and_swapped_stand_where_that_happened(qtbot: QtBot, inspection: Make) -> None:
    found = inspection(kind="text", steps=4)
    view = opened(qtbot, edited(found, "new word1 word0 w0rd3", [-1, 1, 0, 3]))
    seen = [(t.text, t.other, t.mark) for t in view.flow.tokens]
    assert seen == [
        ("", "new", "put_in"), ("word0", "word1", "moved"), ("word1", "word0", "moved"), ("word2", "", "left_out"),
        ("word3", "w0rd3", "replaced"),
    ]  # fmt: skip
    assert "was inserted" in view.flow.tokens[0].hint
    assert "deleted" in view.flow.tokens[3].hint
    assert "struck&nbsp;through" in view.legend.text()
    rows = [line.split(",") for line in csv_text(view.flow.tables()).splitlines()]
    assert [row[1:3] for row in rows[1:]] == [[text, other] for text, other, _ in seen]
    view.show_iteration(0)
    assert [t.text for t in view.flow.tokens] == list(found.tokens)


def test_that_the_cursor_stands_at_clean_tokens_whatever_was_put_in(qtbot: QtBot, inspection: Make) -> None:
    view = opened(qtbot, edited(inspection(kind="text", steps=4), "new word0 word1 word3 end", [-1, 0, 1, 3, -1]))
    view.time_cursor.move(1)
    for number, step in ((2, 1), (3, 2), (4, 3), (0, 0), (5, 3)):
        qtbot.mouseClick(view.flow.viewport(), Qt.MouseButton.LeftButton, pos=view.flow.box(number).center().toPoint())
        assert view.time_cursor.step == view.flow.current == step
    qtbot.keyClick(view.flow, Qt.Key.Key_Home)
    assert view.time_cursor.step == 0
    qtbot.keyClick(view.flow, Qt.Key.Key_End)
    assert view.time_cursor.step == 3


def test_that_what_was_put_in_is_coloured_as_attacked_and_what_is_left_out_is_not(
    qtbot: QtBot, inspection: Make
) -> None:
    plain = opened(qtbot, edited(inspection(kind="text", steps=4), "word0 word1 word2 word3", [0, 1, 2, 3]))
    view = opened(qtbot, edited(inspection(kind="text", steps=4), "word0 word1 word2 word3 end", [0, 1, 2, 3, -1]))
    attacked = plot_style().colour("attacked")

    def painted(view: TextView, number: int) -> int:
        box = view.flow.box(number).toRect()
        image = view.flow.viewport().grab(box).toImage()
        return sum(image.pixelColor(x, y) == attacked for x in range(box.width()) for y in range(box.height()))

    assert painted(view, 4) > 20
    assert painted(plain, 3) == 0


def test_that_colours_tell_what_speaks_for_and_against_the_answer(qtbot: QtBot, inspection: Make) -> None:
    found = replace(inspection(kind="text", steps=4), attribution=np.array([2.0, -2.0, 0.0, 1.0], np.float32))
    view = opened(qtbot, replace(found, attacked_tokens=(found.tokens,) * len(found.iterations)))
    style = plot_style()
    seen = [colour_in(view, place) for place in range(4)]
    assert seen[0] == style.between(style.colour("positive"), 0.72)
    assert seen[1] == style.between(style.colour("negative"), 0.72)
    assert seen[2] == style.background
    assert seen[3] == style.between(style.colour("positive"), 0.36)


def test_that_moved_embeddings_are_shaded_and_name_the_nearest_token(qtbot: QtBot) -> None:
    found = load_record("embedding")
    view = opened(qtbot, found)
    shift = found.shift[found.returned]
    np.testing.assert_allclose([token.shift for token in view.flow.tokens], shift / found.shift.max(), rtol=1e-6)
    assert f"'{found.attacked_tokens[found.returned][3]}'" in view.flow.tokens[3].hint
    assert "embedding perturbed" in view.legend.text() or "embedding" in view.legend.text()


def test_that_a_click_on_a_token_moves_the_cursor(qtbot: QtBot, inspection: Make) -> None:
    view = opened(qtbot, inspection(kind="text", steps=12))
    place = view.flow.box(7).center().toPoint()
    qtbot.mouseClick(view.flow.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert view.time_cursor.step == 7
    assert view.flow.current == 7
    qtbot.keyClick(view.flow, Qt.Key.Key_Left)
    qtbot.keyClick(view.flow, Qt.Key.Key_Left)
    assert view.time_cursor.step == 5


def test_that_the_cursors_token_is_scrolled_into_sight(qtbot: QtBot, inspection: Make) -> None:
    view = opened(qtbot, inspection(kind="text", steps=400))
    for step in (399, 0):
        view.time_cursor.move(step)
        assert view.flow.viewport().rect().contains(view.flow.box(step).center().toPoint())


def test_that_words_wrap_inside_the_width(qtbot: QtBot, inspection: Make) -> None:
    view = opened(qtbot, inspection(kind="text", steps=60))
    for width in (420, 700):
        view.resize(width, 320)
        boxes = [view.flow.box(place) for place in range(60)]
        assert max(box.right() for box in boxes) <= view.flow.viewport().width()
        assert len({box.top() for box in boxes}) > 3


@pytest.mark.parametrize("text", ["A dull film", "这部电影很无聊"])
def test_that_enter_asks_again_with_what_was_typed(qtbot: QtBot, inspection: Make, text: str) -> None:
    view = opened(qtbot, inspection(kind="text", steps=4))
    assert view.edit.text() == "word0 word1 word2 word3"
    view.edit.setText(text)
    with qtbot.waitSignal(view.typed) as told:
        qtbot.keyClick(view.edit, Qt.Key.Key_Return)
    assert told.args == [text]


def test_that_a_pause_while_typing_asks_once(qtbot: QtBot, inspection: Make) -> None:
    view = opened(qtbot, inspection(kind="text", steps=4))
    told: list[str] = []
    view.typed.connect(told.append)
    qtbot.keyClicks(view.edit, "!!")
    assert told == []
    qtbot.waitUntil(lambda: len(told) == 1, timeout=3000)
    assert told == ["!!word0 word1 word2 word3"]
    qtbot.keyClick(view.edit, Qt.Key.Key_Return)
    assert len(told) == 1


def test_that_the_change_of_the_answer_is_said_and_the_typed_text_stays(qtbot: QtBot, inspection: Make) -> None:
    found = inspection(kind="text", steps=4)
    view = opened(qtbot, found)
    view.edit.setText("something else")
    qtbot.keyClick(view.edit, Qt.Key.Key_Return)
    outputs = np.array([0.1, 0.7, 0.1, 0.1], np.float32)
    asked = replace(found.request, text="something else")
    view.show_inspection(replace(found, request=asked, clean_outputs=outputs))
    assert "class 1 70 %" in view.change.text()
    assert "has changed" in view.change.text()
    assert view.edit.text() == "something else"
    view.show_inspection(found)
    assert view.edit.text() == "word0 word1 word2 word3"
    assert view.change.text() == ""


def test_that_an_answer_does_not_wipe_what_is_being_typed(qtbot: QtBot, inspection: Make) -> None:
    found = inspection(kind="text", steps=4)
    view = opened(qtbot, found)
    qtbot.keyClicks(view.edit, "new ")
    view.show_inspection(found)
    assert view.edit.text().startswith("new ")
    view.show_inspection(replace(found, request=replace(found.request, index=9)))
    assert view.edit.text() == "word0 word1 word2 word3"


def test_that_the_tokens_are_exported(qtbot: QtBot, inspection: Make, tmp_path) -> None:
    found = inspection(kind="text", steps=5)
    view = opened(qtbot, found)
    rows = [line.split(",") for line in csv_text(view.flow.tables()).splitlines()]
    assert rows[0] == ["number", "clean", "adversarial", "attribution", "shift"]
    assert rows[2][:3] == ["1", "word1", "other"]
    for suffix, start in (("png", b"\x89PNG"), ("svg", b"<?xml")):
        file = tmp_path / f"text.{suffix}"
        export(view.flow, file)
        assert file.read_bytes().startswith(start)
