"""The Model page: the picture, the exact number of weights, and the cards in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from robustgui.data import DataSettings, load
from robustgui.defences.none import NoDefence
from robustgui.gui.pages.model.page import ModelPage
from robustgui.models.base import count_parameters
from robustgui.models.gru import GRU
from robustgui.models.lstm import LSTM
from robustgui.threats.linf import Linf


@pytest.fixture
def page(qtbot, session, jobs, dressed):
    shown = ModelPage(session, jobs)
    qtbot.addWidget(shown)
    shown.resize(760, 690)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def test_that_the_picture_has_a_box_for_each_layer(session, page):
    session.set_dataset(load(DataSettings()))
    session.set_spec(session.spec.copy_with(model=LSTM(layers=3, hidden=16, bidirectional=True)))
    boxes = page.picture._boxes
    assert [box.title for box in boxes] == ["Input", "LSTM 1", "LSTM 2", "LSTM 3", "Readout", "Output"]
    assert [box.backwards for box in boxes[1:4]] == [True] * 3
    assert "2 × 16 units" in boxes[1].lines
    expected = count_parameters(session.spec.model.blocks(12, 9))
    assert page.facts.value("parameters").replace("\u202f", "") == str(expected)


def test_that_the_embedding_of_tokens_is_a_box_and_its_vectors_are_counted(session, page):
    session.set_dataset(load(DataSettings(train="example:synthetic_reviews")))
    session.set_spec(session.spec.copy_with(front=(), model=GRU(hidden=8)))
    boxes = page.picture._boxes
    assert [box.title for box in boxes] == ["Input", "Token embedding", "GRU", "Readout", "Output"]
    train = session.dataset.train
    expected = 64 * len(train.vocabulary) + count_parameters(GRU(hidden=8).blocks(64, train.outputs))
    assert page.facts.value("parameters").replace("\u202f", "") == str(expected)


def test_that_sizes_stay_letters_until_data_are_open(session, page):
    assert page.hint.isVisible()
    assert "F features" in page.picture._boxes[0].lines
    session.set_dataset(load(DataSettings()))
    assert not page.hint.isVisible()
    assert "12 features" in page.picture._boxes[0].lines


def test_that_a_press_on_a_box_leads_to_its_settings(qtbot, session, page):
    place = page.picture._places(page.picture.width())[1].center().toPoint()
    with qtbot.waitSignal(session.settings_requested) as asked:
        qtbot.mouseClick(page.picture, Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == ["model"]


@pytest.mark.parametrize(
    ("card", "path"),
    [("defence", "defence"), ("threat", "defence.threat"), ("attack", "watch.attack"), ("watched", "watch.threat")],
)
def test_that_a_press_on_a_card_leads_to_its_settings(qtbot, session, page, card, path):
    with qtbot.waitSignal(session.settings_requested) as asked:
        qtbot.mouseClick(getattr(page, card), Qt.MouseButton.LeftButton, pos=QPoint(20, 60))
    assert asked.args == [path]


def test_that_the_threat_is_told_in_words_with_its_budget(session, page):
    spec = session.spec
    session.set_spec(spec.copy_with(watch=spec.watch.copy_with(threat=Linf(eps=0.25))))
    assert "at most 0.25 std" in page.watched.sentence.text()
    assert "at most 0.1 std" in page.threat.sentence.text()


def test_that_the_defence_shows_its_weights_and_its_source(session, page):
    session.set_spec(session.spec.copy_with(defence=session.spec.defence.copy_with(weight=2.5, clean_weight=0.5)))
    formula = page.defence.formula.text().replace("\N{WORD JOINER}", "")
    assert "2.5 · max<sub>" in formula
    assert "<i>δ</i>" in formula
    assert "maximum over L-infinity norm of delta" in page.defence.formula.accessibleName()
    assert "(lambda): 2.5" in page.defence.details.text()
    assert "clean loss: 0.5" in page.defence.details.text()
    assert "arXiv:1706.06083" in page.defence.source.text()


def test_that_without_a_defence_nothing_is_claimed(session, page):
    session.set_spec(session.spec.copy_with(defence=NoDefence()))
    assert not page.threat.isEnabled()
    assert page.threat.sentence.text() == "None: the network is trained on clean data only."
