"""What every page and every view of the inspector owes."""

from __future__ import annotations

import inspect

import pytest
from pytestqt.qtbot import QtBot

from robustgui.base.paths import resource
from robustgui.gui.pages import PAGES
from robustgui.gui.session import Session
from robustgui.gui.views import VIEWS


def test_that_each_page_has_a_place_of_its_own() -> None:
    assert len({PAGES[name].order for name in PAGES}) == len(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_that_a_page_has_a_key_a_purpose_and_an_icon(name: str) -> None:
    cls = PAGES[name]
    assert cls.name == name
    assert f"/{name}" in inspect.getfile(cls).replace("\\", "/")
    assert inspect.getdoc(cls)
    assert resource("icons", f"{cls.icon}.svg").is_file()


@pytest.mark.parametrize("name", PAGES)
def test_that_a_page_has_a_title_and_draws_without_data(
    name: str, dressed: None, session: Session, jobs: object, qtbot: QtBot
) -> None:
    page = PAGES[name](session, jobs)
    qtbot.addWidget(page)
    page.retranslate()
    page.show()
    page.mark_stale()
    page.restyle()
    page.mark_stale()
    assert page.title()
    page.close()


@pytest.mark.parametrize("name", VIEWS)
def test_that_a_view_has_a_key_and_a_purpose(name: str) -> None:
    cls = VIEWS[name]
    assert cls.name == name
    assert inspect.getfile(cls).endswith(f"{name}.py")
    assert inspect.getdoc(cls)
