"""Colours that can be read, a style sheet without gaps, icons that follow the theme, settings that keep their types."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel

from robustgui.base.paths import resource
from robustgui.gui import theme
from robustgui.gui.commands import COMMANDS
from robustgui.gui.icons import icon
from robustgui.gui.pages import PAGES
from robustgui.gui.palette import DARK, LIGHT, THEMES
from robustgui.gui.settings_store import SettingsStore
from robustgui.gui.theme import interface_font
from robustgui.gui.widgets.text import page_title


def _contrast(one: str, other: str) -> float:
    """WCAG 2.1 contrast ratio."""

    def luminance(colour: str) -> float:
        parts = [c / 255 for c in QColor(colour).getRgb()[:3]]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    a, b = sorted((luminance(one), luminance(other)), reverse=True)
    return (a + 0.05) / (b + 0.05)


@pytest.mark.parametrize("look", THEMES.values(), ids=lambda t: t.name)
def test_that_text_stands_out_from_every_surface(look):
    for back in (look.window, look.surface, look.raised):
        assert _contrast(look.text, back) >= 7
        assert _contrast(look.muted, back) >= 4.5
        assert _contrast(look.bad, back) >= 4.5
    assert _contrast(look.on_accent, look.accent) >= 4.5
    assert _contrast(look.accent, look.accent_soft) >= 4.5
    assert _contrast(look.clean, look.surface) >= 3
    assert _contrast(look.attacked, look.surface) >= 3


def test_that_clean_and_attacked_keep_their_hue_in_the_dark():
    for name in ("clean", "attacked"):
        light, dark = QColor(getattr(LIGHT, name)).hue(), QColor(getattr(DARK, name)).hue()
        assert abs(light - dark) <= 8
    assert (LIGHT.clean, LIGHT.attacked) == ("#0072B2", "#D55E00")


@pytest.mark.parametrize("look", THEMES.values(), ids=lambda t: t.name)
def test_that_the_style_sheet_names_only_colours_and_pictures_that_exist(look):
    sheet = theme.style_sheet(look)
    assert "@" not in sheet
    for file in re.findall(r"url\(theme:([^)]+)\)", sheet):
        assert resource("themes", look.name, file).is_file(), file


def test_that_lengths_grow_with_the_text_and_hairlines_stay():
    sheet = theme.style_sheet(LIGHT, 2.0)
    assert "border-radius: 12px" in sheet
    assert "1px solid" in sheet
    assert "2px solid #E1E4EA" not in sheet


def test_that_applying_a_theme_gives_palette_font_and_current_theme(dressed, qapp):
    theme.apply(qapp, DARK, 1.25)
    assert theme.current_theme() is DARK
    assert theme.to_pixels(8) == 10
    assert QApplication.palette().base().color().name().upper() == DARK.surface
    assert QApplication.font().pointSizeF() == pytest.approx(theme.TEXT_SIZE * 1.25)


def test_that_labels_with_a_size_of_their_own_grow_with_the_window_and_shrink_back(dressed, qapp, qtbot):
    label = QLabel("title")
    qtbot.addWidget(label)
    font = label.font()
    font.setPointSizeF(14)
    label.setFont(font)
    theme.apply(qapp, LIGHT, 1.5)
    assert label.font().pointSizeF() == pytest.approx(21)
    theme.apply(qapp, LIGHT, 1.0)
    assert label.font().pointSizeF() == pytest.approx(14)


def test_that_every_icon_of_a_command_and_page_is_drawn(dressed):
    for name in [c.icon for c in COMMANDS if c.icon] + [PAGES[p].icon for p in PAGES]:
        picture = icon(name).pixmap(QSize(24, 24)).toImage()
        inked = sum(picture.pixelColor(x, y).alpha() > 128 for x in range(24) for y in range(24))
        assert inked > 10, name


def test_that_an_icon_follows_the_theme_and_greys_out(dressed, qapp):
    def ink(mode: QIcon.Mode) -> str:
        picture = icon("stop").pixmap(QSize(24, 24), mode).toImage()
        return picture.pixelColor(12, 12).name().upper()

    assert ink(QIcon.Mode.Normal) == LIGHT.text
    assert ink(QIcon.Mode.Disabled) == LIGHT.faint
    theme.apply(qapp, DARK)
    assert ink(QIcon.Mode.Normal) == DARK.text


def test_that_an_icon_without_room_is_nothing_and_warns_nobody(dressed):
    assert icon("stop").pixmap(QSize(0, 20)).isNull()


def test_that_the_style_is_set_once_whatever_is_put_on(dressed, qapp, monkeypatch):
    monkeypatch.setattr(QApplication, "setStyle", lambda *_: pytest.fail("every widget was polished once more"))
    assert theme.apply(qapp, DARK)
    assert not theme.apply(qapp, DARK)


def test_that_a_missing_icon_is_an_error_where_it_is_asked_for(dressed):
    with pytest.raises(FileNotFoundError):
        icon("no_such_drawing")


def test_that_every_colour_is_written_in_full():
    for look in THEMES.values():
        for field in fields(look):
            value = getattr(look, field.name)
            if isinstance(value, str) and field.name != "name":
                assert re.fullmatch(r"#[0-9A-F]{6}", value), field.name


def test_that_remembered_values_come_back_with_their_types(qapp):
    store = SettingsStore()
    store.set("name", "light")
    store.set("scale", 1.25)
    store.set("state", QByteArray(b"\x00\x01"))
    store.save()
    again = SettingsStore()
    assert again.text("name") == "light"
    assert again.number("scale", 1.0) == 1.25
    assert again.bytes("state") == QByteArray(b"\x00\x01")
    assert again.bytes("name").isEmpty()


def test_that_damaged_settings_fall_back(qapp):
    store = SettingsStore(remembers=False)
    store.set("scale", "huge")
    assert store.number("scale", 1.0) == 1.0


def test_that_margins_below_zero_grow_with_the_text():
    assert "margin: -9px 0" in theme.style_sheet(LIGHT, 1.5)


def test_that_headings_are_as_bold_in_chinese_as_in_latin_letters(qapp, dressed):
    families = interface_font().families()
    if not any(name in QFontDatabase.families() for name in theme._CHINESE):
        pytest.skip("no Chinese font is installed")

    def ink(text: str, weight: QFont.Weight) -> int:
        font = interface_font()
        font.setPointSizeF(20)
        font.setWeight(weight)
        image = QImage(400, 60, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        painter.setFont(font)
        painter.drawText(5, 45, text)
        painter.end()
        return sum(255 - image.pixelColor(x, y).red() for x in range(400) for y in range(60))

    heading = page_title().font().weight()
    for text in ("Evaluate", "评估准确率"):
        assert ink(text, heading) > 1.15 * ink(text, QFont.Weight.Normal), (text, families)
