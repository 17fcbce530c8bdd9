"""Pictures of the window: of the right page and size, and a sentence where one cannot be made."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from robustgui.base.errors import RobustGuiError, RunError
from robustgui.gui import screenshot
from robustgui.gui.jobs import Jobs


@pytest.fixture(autouse=True)
def no_engine(monkeypatch, dressed):
    monkeypatch.setattr(Jobs, "start", lambda self: None)


def test_that_a_picture_shows_the_window_in_the_theme_that_was_asked_for(tmp_path):
    file = tmp_path / "model.png"
    screenshot.main("model", "zh", "dark", file, (1240, 720))
    picture = QImage(str(file))
    assert (picture.width(), picture.height()) == (1240, 720)
    assert picture.pixelColor(2, 2).lightness() < 60


def test_that_an_unknown_page_and_an_unwritable_file_are_explained(tmp_path):
    with screenshot.open_window("en", "light") as contents:
        with pytest.raises(screenshot.ScreenshotError, match=r"no page called 'trian'.*train"):
            screenshot.take(contents, "trian", tmp_path / "x.png")
        with pytest.raises(RunError, match="cannot be written"):
            screenshot.take(contents, "data", tmp_path / "gone" / "x.png")


@pytest.mark.parametrize(("lang", "theme", "word"), [("fr", "light", "fr"), ("en", "pink", "pink")])
def test_that_an_unknown_language_or_theme_is_named(tmp_path, lang, theme, word):
    with pytest.raises(screenshot.ScreenshotError, match=f"'{word}'"):
        screenshot.main("data", lang, theme, tmp_path / "x.png")


@pytest.mark.parametrize("text", ["", "1440", "0x900", "axb", "1440x-9", "99999x900"])
def test_that_an_impossible_size_is_explained(text):
    with pytest.raises(screenshot.ScreenshotError, match="1440x900"):
        screenshot.parse_size(text)


def test_that_a_size_is_read():
    assert screenshot.parse_size("1280X720") == (1280, 720)


def test_that_a_run_that_is_no_run_is_explained(tmp_path):
    with pytest.raises(RobustGuiError, match="gone"):
        screenshot.main("train", "en", "light", tmp_path / "x.png", run=tmp_path / "gone")
