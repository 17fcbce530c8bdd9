"""`robustgui list`: the stored runs, or what can be chosen."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import Json, Runs, runs_folder
from .output import make_table, print_table, say, say_json, warn

if TYPE_CHECKING:
    from typing import Any

    from ..base.registry import Registry

KINDS = (
    "runs", "attacks", "threats", "models", "fronts", "defences", "regularisers", "poisons", "measurements", "formats",
    "tasks", "splits", "steps", "examples",
)  # fmt: skip


def list_(
    what: Annotated[str, typer.Argument(help=f"One of {', '.join(KINDS)}.")] = "runs",
    search: Annotated[str, typer.Option("--search", help="Only runs in which all these words occur.")] = "",
    runs: Runs = None,
    as_json: Json = False,
) -> None:
    """List the stored runs; or attacks, formats, examples and everything else to choose from, each with its help."""
    from ..base.errors import UnknownName

    if what == "runs":
        _runs(runs_folder(runs), search, as_json)
    elif what in KINDS:
        _choices(describe_entries(what), as_json)
    else:
        close = difflib.get_close_matches(what, KINDS, n=1)
        if close:
            raise UnknownName("There is no list called '{name}'. Did you mean '{close}'?", name=what, close=close[0])
        raise UnknownName("There is no list called '{name}'. Known: {known}.", name=what, known=", ".join(KINDS))


def registries() -> list[Registry[Any]]:
    """The registries of classes that have settings."""
    from ..base.registries import get_registry

    return [get_registry(kind) for kind in KINDS if kind not in ("runs", "examples")]


def describe_entries(kind: str) -> list[dict[str, str]]:
    """Name, title and help of everything of one kind."""
    from ..base.registries import get_registry

    registry = get_registry(kind)
    if kind == "examples":
        return [
            {"name": f"example:{key}", "title": registry[key].title, "help": registry[key].description}
            for key in registry
        ]
    if kind == "formats":
        return [
            {"name": key, "title": registry[key].title, "help": ", ".join(registry[key].suffixes)} for key in registry
        ]
    return [
        {"name": key, "title": registry[key].title or key, "help": first_line(registry[key]),
         "source": getattr(registry[key], "source", "")}
        for key in registry
    ]  # fmt: skip


def first_line(cls: type) -> str:
    """The first line of a class's docstring."""
    return (cls.__doc__ or "").strip().splitlines()[0]


def _choices(entries: list[dict[str, str]], as_json: bool) -> None:
    if as_json:
        for entry in entries:
            say_json(entry)
        return
    for item in entries:
        say(f"{item['name']:<24} {item['title']}")
        say(f"{'':<24} {item['help']}")


def _runs(folder: Path, search: str, as_json: bool) -> None:
    from ..base.plain_values import to_plain
    from ..runs.data_store import notebook_title
    from ..runs.find_run import list_runs

    rows = list_runs(folder, search)
    if as_json:
        for row in rows:
            say_json(to_plain(row))
        return
    if not rows:
        say(f"There are no runs in {folder}{' that match' if search else ''}. Train one with: robustgui run SPEC.toml")
        return
    columns = ("run", "status", "data", "network", "defence")
    table = make_table(columns, right=("epochs", "clean", "attacked", "seconds"))
    for row in rows:
        table.add_row(
            row.name, row.status, notebook_title(row.data) or Path(row.data).name, row.model, row.defence,
            f"{row.epochs_done}/{row.epochs}",
            _number(row.clean), _number(row.attacked), f"{row.seconds:.0f}",
        )  # fmt: skip
    print_table(table)
    for row in rows:
        if row.problem is not None:
            warn(f"{row.name}: {row.problem}")


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"
