"""What must hold after every act: no traceback, no line on standard error, nothing of other data."""

from __future__ import annotations

import gc
import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING

from support.window_texts import visible_texts

from robustgui.base.errors import RobustGuiError
from robustgui.data import Dataset
from robustgui.gui.jobs import JobStatus
from robustgui.runs.folder import RunFolder

if TYPE_CHECKING:
    from .world import World

# Runs, the forms, and what is said of files that could not be opened may be about other data.
_ELSEWHERE = re.compile("page.train|page.evaluate|page.runs|queue|log|notice|Sheet|onfiguration|Status|toolbar|Banner")

_MAY_NAME_RUN = re.compile(r"page.inspect|window\.windowTitle")


def problem_of_state(world: World) -> str:
    """What contradicts itself in the session; empty: nothing."""
    session = world.session
    dataset, chosen = session.dataset, session.selection
    if dataset is not None and chosen is not None:
        part = getattr(dataset, chosen.split)
        if part is None or chosen.index >= len(part):
            return f"selection {chosen} is not in the open data"
    if dataset is not None and session.filter is not None:
        part = getattr(dataset, session.filter.split)
        if part is None or max(session.filter.indices, default=0) >= len(part):
            return "the filter is not one of the open data"
    for page in world.contents.pages.built():
        for name in ("table", "sequences"):
            rows = getattr(getattr(page, name, None), "rows", None)
            part = getattr(rows, "part", None)
            own = () if dataset is None else (dataset.train, dataset.validation, dataset.test)
            if part is not None and not callable(part) and not any(part is one for one in own):
                return f"{type(page).__name__}.{name} lists other data"
    return ""


def problem_of_texts(world: World) -> str:
    """A name of another dataset where only the open one has a place; empty: none."""
    dataset = world.session.dataset
    if dataset is None or world.contents.loader.busy:
        return ""
    own = repr((dataset.train.classes, dataset.train.features, dataset.train.source, dataset.name))
    strays = [sample.word for sample in world.samples.values() if sample.word and sample.word not in own]
    if not strays:
        return ""
    pattern = re.compile("|".join(strays))
    runs = () if world.session.run is None else (world.session.run,)
    foreign_run = any(pattern.search(_data_of(folder)) for folder in runs)
    for where, text in visible_texts(world.window, painted=False):
        if not pattern.search(text) or _ELSEWHERE.search(where) or (foreign_run and _MAY_NAME_RUN.search(where)):
            continue
        return f"{where} says {text!r}, but the open data are {dataset.name}. {_state_of(world)}"
    return ""


def _state_of(world: World) -> str:
    """What is selected, looked at and awaited, for whoever looks for the mistake."""
    session, page = world.session, world.contents.pages.page("inspect")
    found = getattr(page, "found", None)
    shown = "nothing" if found is None else f"{found.request.split} {found.request.index} of {found.request.folder}"
    trained = "" if session.run is None else _data_of(session.run)
    return (
        f"Selected: {session.selection}. Run: {session.run} (data {trained!r}). Inspect shows {shown}."
        f" An answer is awaited: {world.jobs.has_open_requests}."
    )


def _data_of(folder: Path) -> str:
    try:
        return RunFolder(folder).spec().data.train
    except (RobustGuiError, OSError):
        return ""


def problem_of_memory(world: World) -> str:
    """A dataset that is still held, though another one is open; empty: none."""
    if world.contents.loader.busy or world.closed:  # what a closed window holds goes with its process
        return ""
    gc.collect()
    held = [one for one in gc.get_objects() if isinstance(one, Dataset) and one is not world.session.dataset]
    if not held:
        return ""
    holders = sorted(name for name in _holders(held[0], [held]) if name.startswith("robustgui"))
    if not set(holders) - {
        "robustgui.data.import_preview.ImportPreview "
    }:  # of a file that is looked at, or on its way
        return ""
    return f"{len(held)} datasets are held beside the open one ({held[0].name}), by {holders}"


def _holders(thing: object, known: list[object], depth: int = 4) -> set[str]:
    """What keeps `thing` alive, up to the first objects of the program's own classes."""
    found: set[str] = set()
    known.append(thing)
    for holder in gc.get_referrers(thing):
        if any(holder is one for one in known) or inspect.isframe(holder):
            continue
        kind = type(holder)
        if kind.__module__.startswith("robustgui") or depth == 0 or inspect.isfunction(holder):
            found.add(f"{kind.__module__}.{kind.__qualname__} {getattr(holder, '__qualname__', '')}")
        else:
            found |= _holders(holder, known, depth - 1)
    return found


def problem_of_jobs(world: World, seen: set[int]) -> str:
    """A job that failed of a mistake of the program's; empty: none."""
    for row in world.jobs.rows:
        if row.status is JobStatus.FAILED and (row.id, world.closed) not in seen:
            seen.add((row.id, world.closed))  # type: ignore[arg-type]
            if "Traceback" in row.details and not world.killed:
                return row.details
    return ""
