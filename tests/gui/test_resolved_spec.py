"""Configuration and data that do not fit each other for a moment break nothing in the window."""

from __future__ import annotations

import pytest

from robustgui.data import DataSettings, load
from robustgui.data.examples import EXAMPLES
from robustgui.gui.presets import list_shipped_presets, with_preset
from robustgui.gui.resolved_spec import resolve_spec
from robustgui.runs.spec import RunSpec

PRESETS = list_shipped_presets()


def test_that_without_data_nothing_is_filled_in(session):
    assert resolve_spec(session) is None


@pytest.mark.parametrize("key", ["japanese_vowels", "synthetic_reviews", "synthetic_prices"])
def test_that_every_preset_can_stand_before_any_data(window, session, key):
    for place in range(len(list(window.contents.pages))):
        window.contents.pages.show_page(list(window.contents.pages)[place])
    session.set_dataset(load(DataSettings(train=f"example:{key}")))
    assert key in EXAMPLES
    for preset in PRESETS:
        session.set_spec(with_preset(preset, RunSpec()))  # a traceback in a slot fails the test
        resolved = resolve_spec(session)
        assert resolved is None or resolved.training.epochs is not None
