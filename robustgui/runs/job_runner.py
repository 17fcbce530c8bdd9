"""Executes a measurement: timed, and with an ending whatever happens."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing

from ..base.errors import Interrupted
from ..base.events import Event, RunStopped
from .failures import describe_failure
from .stopwatch import Stopwatch


def run_to_ending(life: Generator[Event, None, None], watch: Stopwatch) -> Iterator[Event]:
    """The events of `life`, timed by `watch`; a stop and any error become the last of them."""
    with closing(life):
        try:
            while True:
                with watch.running():
                    event = next(life, None)
                if event is None:
                    return
                yield event
        except Interrupted:
            yield RunStopped(0, 0)
        except Exception as error:
            yield describe_failure(error, resumable=False)
