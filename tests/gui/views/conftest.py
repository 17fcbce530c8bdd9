"""What tests of views share."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support.inspections import make_inspection

from robustgui.evaluation.question import Inspection


@pytest.fixture
def inspection() -> Callable[..., Inspection]:
    """`make_inspection`, for tests."""
    return make_inspection
