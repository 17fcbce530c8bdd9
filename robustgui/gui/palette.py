"""The colours of the two themes by name, and the palette that Qt is given."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

# after the muted scheme of Tol 2021: none of them resembles clean or adversarial
_ON_LIGHT = ("#117733", "#AA4499", "#7F7A00", "#2A9187", "#882255", "#555555", "#332288")
_ON_DARK = ("#57C278", "#D88BCB", "#CFC64A", "#5FD3C3", "#E0709F", "#8E8E8E", "#A195FF")  # the same hues, lighter


@dataclass(frozen=True)
class Theme:
    """Every colour that the window uses, as "#rrggbb"; nothing else names a colour.

    Text against window and surface has a contrast of at least 7:1, muted text at least 4.5:1.
    `clean` and `attacked` (blue and vermilion of Okabe and Ito 2008) keep their hue in both themes and mean nothing
    else anywhere. Signs go from `negative` (purple) to `positive` (green), after PRGn of Brewer 2003; a prediction is
    `right` or `wrong`; `series` tells runs, classes and features apart.
    """

    name: str
    dark: bool
    window: str  # behind everything
    surface: str  # cards, tables, plots, editors
    raised: str  # menus, popups, buttons
    sunken: str  # tracks, pressed buttons
    border: str  # between surfaces
    outline: str  # around editors and buttons
    text: str
    muted: str
    faint: str  # disabled
    accent: str
    accent_hover: str
    accent_pressed: str
    accent_soft: str  # behind what is selected
    on_accent: str
    clean: str
    attacked: str
    negative: str
    positive: str
    right: str
    wrong: str
    cursor: str
    good: str
    warning: str
    warning_soft: str
    bad: str
    bad_soft: str
    series: tuple[str, ...] = _ON_LIGHT


LIGHT = Theme(
    name="light",
    dark=False,
    window="#F4F5F8",
    surface="#FFFFFF",
    raised="#FFFFFF",
    sunken="#E8EBF0",
    border="#E1E4EA",
    outline="#C9CED8",
    text="#1C2027",
    muted="#5A6372",
    faint="#A3ABB8",
    accent="#2F5FD0",
    accent_hover="#2651B8",
    accent_pressed="#1F449C",
    accent_soft="#E6EDFC",
    on_accent="#FFFFFF",
    clean="#0072B2",
    attacked="#D55E00",
    negative="#762A83",
    positive="#1B7837",
    right="#6E8B3D",
    wrong="#A3195B",
    cursor="#7A3FC0",
    good="#1B7F4B",
    warning="#9A5B00",
    warning_soft="#FFF3DC",
    bad="#B3261E",
    bad_soft="#FCE9E7",
)

DARK = Theme(
    name="dark",
    dark=True,
    window="#15171C",
    surface="#1C1F26",
    raised="#252932",
    sunken="#2B303A",
    border="#2C313B",
    outline="#424956",
    text="#E7EAF0",
    muted="#A3ACBB",
    faint="#5F6877",
    accent="#7FA6FF",
    accent_hover="#98B7FF",
    accent_pressed="#6691F2",
    accent_soft="#26324D",
    on_accent="#0E1524",
    clean="#3D9FDB",
    attacked="#F07F2A",
    negative="#B583CB",
    positive="#5DB96D",
    right="#C5D86D",
    wrong="#E0559A",
    cursor="#C39BFF",
    good="#5CC995",
    warning="#F0B44C",
    warning_soft="#3A2F19",
    bad="#FF8A80",
    bad_soft="#40211F",
    series=_ON_DARK,
)

THEMES = {theme.name: theme for theme in (LIGHT, DARK)}


def qpalette(theme: Theme) -> QPalette:
    """The palette of `theme`: what the style sheet does not cover, such as plots and painted widgets, follows it."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.window,
        role.Text: theme.text,
        role.PlaceholderText: theme.muted,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.BrightText: theme.bad,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: theme.raised,
        role.Midlight: theme.border,
        role.Mid: theme.border,
        role.Dark: theme.outline,
        role.Shadow: theme.outline,
    }
    palette = QPalette()
    for key, colour in colours.items():
        palette.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText):
        palette.setColor(group.Disabled, key, QColor(theme.faint))
    palette.setColor(group.Disabled, role.Highlight, QColor(theme.sunken))
    palette.setColor(group.Disabled, role.HighlightedText, QColor(theme.muted))
    return palette
