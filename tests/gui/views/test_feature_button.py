"""The menu of features: what is chosen in it is what is told."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu

from robustgui.gui.views.feature_button import FeatureButton


@pytest.fixture
def button(qtbot):
    made = FeatureButton()
    qtbot.addWidget(made)
    made.set_features(("a", "b", "c", "d"))
    made.retranslate()
    made.menu().aboutToShow.emit()
    return made


def choose(button: FeatureButton, *path: str) -> None:
    menu = button.menu()
    for text in path[:-1]:
        menu = next(inner for inner in menu.findChildren(QMenu) if inner.title() == text)
    next(action for action in menu.actions() if action.text() == path[-1]).trigger()


@pytest.mark.parametrize(
    ("path", "features"), [(("One feature", "d"), (3,)), (("Several", "c"), (2,)), (("All, in lanes",), ())]
)
def test_that_the_feature_of_an_entry_is_chosen(qtbot, button, path, features):
    with qtbot.waitSignal(button.selected) as told:
        choose(button, *path)
    assert told.args[0] == features
    assert all(type(feature) is int for feature in told.args[0])
