"""Events register themselves, each under a name of its own."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from robustgui.base.events import EVENTS, Ending, Event, RunFailed, RunStopped
from robustgui.runs.event_json import from_json, to_json


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> dict[str, type[Event]]:
    """The table of events, which is afterwards as it was."""
    for name in ("Seen", "Done"):
        monkeypatch.setitem(EVENTS, name, RunStopped)
        del EVENTS[name]
    return EVENTS


def test_that_a_new_event_is_written_and_read_without_further_ado(table: dict[str, type[Event]]) -> None:
    @dataclass(frozen=True)
    class Seen(Event):
        share: float

    assert table["Seen"] is Seen
    assert from_json(to_json(Seen(0.5))) == Seen(0.5)


def test_that_two_events_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two events are called 'RunFailed'"):
        type("RunFailed", (Event,), {})
    assert EVENTS["RunFailed"] is RunFailed


def test_that_a_new_ending_says_that_the_run_finished_unless_it_says_otherwise(table: dict[str, type[Event]]) -> None:
    class Done(Ending):
        pass

    assert table["Done"] is Done
    assert Done().outcome == "finished"
    assert (RunStopped.outcome, RunFailed.outcome) == ("stopped", "failed")
    assert "Ending" not in table
