"""The smallest change, the path of the search, and two attacks beside each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from robustgui.attacks.fgsm import FGSM
from robustgui.evaluation.inspect_request import Inspection
from robustgui.gui import language
from robustgui.gui.pages.inspect.layout import InspectLayout
from robustgui.gui.plots import TimeCursor
from robustgui.gui.views.compare_view import CompareView, compare_attacks
from robustgui.gui.views.meaning import inspection_title
from robustgui.gui.views.search_path_view import SearchPathView
from robustgui.runs.spec import WatchSettings

Make = Callable[..., Inspection]


def values_of(found: list[Inspection]) -> dict[str, tuple[str, ...]]:
    return {fact.name: fact.values for fact in compare_attacks(found)}


def test_that_the_facts_of_an_attack_are_those_of_its_change(inspection: Make) -> None:
    found = inspection(steps=5, features=2)
    change = (found.attacked[found.returned] - found.clean).astype(float)
    facts = values_of([found])
    assert facts["L1, data units"] == (f"{np.abs(change).sum():.4g}",)
    assert facts["L2, data units"] == (f"{np.sqrt((change**2).sum()):.4g}",)
    assert facts["Changed steps"] == ("5 of 5",)
    signal = 10 * np.log10((found.clean.astype(float) ** 2).sum() / (change**2).sum())
    assert facts["Signal-to-noise ratio"] == (f"{signal:.1f} dB",)
    assert facts["Queries"] == (str(found.queries[-1]),)
    assert facts["Gradient queries"] == (str(found.gradients[-1]),)


def test_that_two_attacks_are_told_beside_each_other(inspection: Make) -> None:
    one = inspection(seed=1)
    other = replace(inspection(seed=2), request=replace(one.request, attack=FGSM()))
    assert values_of([one, other])["Attack"] == ("PGD", "FGSM")
    assert all(len(values) == 2 for values in values_of([one, other]).values())


def test_that_the_pinned_attack_has_a_column_of_its_own(qtbot: QtBot, inspection: Make) -> None:
    view = CompareView(TimeCursor())
    qtbot.addWidget(view)
    view.show()
    one, other = inspection(seed=1), inspection(seed=2, steps=10)
    view.show_inspection(one)
    assert view.table.columnCount() == 2
    view.show_inspection(one, other)
    rows = {view.table.item(row, 0).text(): row for row in range(view.table.rowCount())}
    place = rows["L2, data units"]
    assert view.table.item(place, 2).text() == values_of([other])["L2, data units"][0]
    assert view.table.item(place, 1).text() != view.table.item(place, 2).text()


def test_that_a_click_on_the_search_asks_for_the_nearest_iterate(qtbot: QtBot, inspection: Make) -> None:
    view = SearchPathView(TimeCursor())
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    found = inspection()
    view.show_inspection(found)
    with qtbot.waitSignal(view.iteration_requested) as told:
        view.plot.area.clicked.emit(*found.search[3].astype(float))
    assert told.args == [3]


def test_that_fooling_iterates_stand_out_on_the_path_of_the_search(qtbot: QtBot, inspection: Make) -> None:
    view = SearchPathView(TimeCursor())
    qtbot.addWidget(view)
    view.show()
    found = inspection()
    view.show_inspection(found)
    fools = int((found.attacked_outputs.argmax(1) != found.label).sum())
    assert 0 < fools < len(found.search)
    assert len(view.successes.x) == fools
    assert len(view.failures.x) == len(found.search) - fools


@pytest.mark.parametrize(
    ("fools", "words"),
    [(True, "Minimal adversarial perturbation: 0.1 std (L-inf)"), (False, "No adversarial example"), (None, "")],
)
def test_that_the_outcome_of_the_search_is_told(qtbot: QtBot, inspection: Make, fools: bool | None, words: str) -> None:
    frame = InspectLayout(TimeCursor(), WatchSettings())
    qtbot.addWidget(frame)
    found = replace(inspection(), fools=fools)
    frame.describe(found)
    assert bool(frame.note.outcome) == (fools is not None)
    assert frame.note.text().startswith(words)


def test_that_the_table_of_attacks_speaks_the_language_of_the_window(dressed: None, inspection: Make) -> None:
    english = [fact.name for fact in compare_attacks([inspection()])]
    language.install(QApplication.instance(), "zh")
    chinese = [fact.name for fact in compare_attacks([inspection()])]
    assert not {name for name in english if name.isascii()} & set(chinese)


def test_that_the_title_of_an_inspection_speaks_the_language_of_the_window(dressed: None, inspection: Make) -> None:
    assert inspection_title(inspection(index=3)) == "PGD · L-inf eps 0.1 std · test 3 · epoch 5"
    language.install(QApplication.instance(), "zh")
    assert inspection_title(inspection(index=3)).endswith("测试 3 · 第 5 轮")
