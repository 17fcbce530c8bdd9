"""Generators that yield their progress and return a result: run to the end, or with other progress."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from typing import Any, TypeVar

Item = TypeVar("Item")
Other = TypeVar("Other")
Result = TypeVar("Result")


def run_to_end(steps: Generator[Item, Any, Result], report: Callable[[Item], object] | None = None) -> Result:
    """The result of `steps`; `report` is called with each item that they yield. They are closed in any case."""
    with closing(steps):
        while True:
            try:
                item = next(steps)
            except StopIteration as end:
                result: Result = end.value
                return result
            if report is not None:
                report(item)


def map_items(steps: Generator[Item, Any, Result], change: Callable[[Item], Other]) -> Generator[Other, None, Result]:
    """`steps` with `change` of each item in its place, and the same result; closing it closes `steps`."""
    with closing(steps):
        while True:
            try:
                item = next(steps)
            except StopIteration as end:
                result: Result = end.value
                return result
            yield change(item)
