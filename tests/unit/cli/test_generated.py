"""Commands of measurements that are made from their settings."""

from __future__ import annotations

from robustgui.cli.generated import _find_registered
from robustgui.measurements import MEASUREMENTS


def test_that_the_help_knows_every_measurement_of_the_program_without_importing_it() -> None:
    assert {name.replace("-", "_") for name in _find_registered()} == set(MEASUREMENTS)
