"""Whatever a notebook of the last release names is still there: parameters, settings, attributes of results."""

from __future__ import annotations

import inspect
import json
import warnings
from pathlib import Path
from typing import Any

import pytest

import robustgui as rg
from robustgui.base.former_names import ATTRIBUTES
from robustgui.base.renamed import former_fields
from robustgui.base.settings import Settings

FORMER: dict[str, list[str]] = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "last_release" / "public_names.json").read_text("utf-8")
)
FORMER.pop("TYPE_CHECKING", None)  # an import of the module, which nothing offers


def present(name: str) -> Any:
    """What `rg` has under a name of the last release."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return getattr(rg, name)


def names_of(thing: Any) -> set[str]:
    """Parameters of a function; of a class its fields and attributes, former names included."""
    if not inspect.isclass(thing):
        return set(inspect.signature(thing).parameters) if callable(thing) else set()
    former = ATTRIBUTES.get(thing.__name__, {}) | former_fields(thing)
    fields = getattr(thing, "__dataclass_fields__", {}) | getattr(thing, "model_fields", {})
    return {*dir(thing), *former, *fields}


@pytest.mark.parametrize("name", sorted(FORMER))
def test_that_a_public_name_of_the_last_release_is_still_there_with_all_that_it_had(name: str) -> None:
    assert set(FORMER[name]) - names_of(present(name)) == set()


@pytest.mark.parametrize("name", [name for name in sorted(FORMER) if inspect.isclass(present(name))])
def test_that_former_settings_are_read_by_their_former_names(name: str) -> None:
    thing = present(name)
    if not issubclass(thing, Settings):
        pytest.skip("no settings")
    settings = thing()
    for former, now in former_fields(thing).items():
        with pytest.warns(DeprecationWarning, match=now):
            assert getattr(settings, former) == getattr(settings, now)
    assert not hasattr(settings, "a_setting_that_never_was")
