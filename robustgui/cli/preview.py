"""`robustgui preview`: how a file is understood, before anything is trained on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..base.templates import fill_in
from .options import Json
from .output import make_cell, make_table, note, print_table, say, say_json, warn

if TYPE_CHECKING:
    from ..data.import_preview import ImportPreview
    from ..data.summary import SplitSummary

_COLUMNS = 12
_ROWS = 12
_WIDEST = 40  # letters of a cell


def preview(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="A file, a folder, or an example such as example:digits.")
    ],
    changes: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="PATH=VALUE", help="Change one setting, such as format.label=class or task=forecasting."
        ),
    ] = None,
    seed: Annotated[
        int | None, typer.Option("--seed", min=0, help="Of the split; the same as --set split_seed=...")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show how a file or folder is read: format, columns, splits, class balance, and warnings."""
    from ..base.errors import RobustGuiError
    from ..data import DataSettings
    from ..data.by_name.base import absolute_source
    from ..data.import_preview import preview as preview_import
    from .changes import apply_changes

    settings = apply_changes(DataSettings(train=absolute_source(source)), changes or [])
    if seed is not None:
        settings = settings.copy_with(split_seed=seed)
    result = preview_import(settings, guess=not any(change.startswith("format") for change in changes or []))
    if as_json:
        say_json(_facts(result))
    for sentence in result.urgent:
        warn(str(sentence))
    if not as_json and result.preview is not None:
        _show(result)
    if result.problem is not None:
        raise RobustGuiError(result.problem.template, **result.problem.facts)


def _facts(result: ImportPreview) -> dict[str, Any]:
    """Everything as plain values."""
    from ..base.settings import to_table

    parts = result.summary.splits if result.summary else ()
    return {
        "format": to_table(result.settings.format),
        "facts": [str(fact) for fact in result.facts],
        "parts": [{"name": part.name, "sequences": part.sequences, "classes": dict(part.counts)} for part in parts],
        "urgent": [str(warning) for warning in result.urgent],
        "warnings": [str(warning) for warning in result.warnings],
        "suggestions": {str(offer.offer): dict(offer.changes) for offer in result.suggestions},
        "first": result.first,
    }


def _show(result: ImportPreview) -> None:
    from ..base.settings import to_table
    from ..base.shell import quote_words
    from ..runs.spec_difference import format_inline

    beginning = result.preview
    assert beginning is not None
    say(f"format: {format_inline(to_table(result.settings.format))}")
    columns = list(zip(beginning.header, beginning.roles, strict=True))[:_COLUMNS]
    heads = [make_cell(name, below=f"({role or 'left out'})") for name, role in columns]
    table = make_table(heads, overflow="ellipsis", no_wrap=True, max_width=_WIDEST)
    for row in beginning.rows[:_ROWS]:
        table.add_row(*row[:_COLUMNS])
    print_table(table)
    for fact in result.facts:
        say(str(fact))
    if result.first is not None:
        say(fill_in("What follows is about the first {n} {n:sequence|sequences}.", n=result.first))
    for part in result.summary.splits if result.summary else ():
        say(_part(part))
    for warning in result.warnings:
        note(f"! {warning}")
    for offer in result.suggestions:
        words = (word for path, value in offer.changes.items() for word in ("--set", f"{path}={format_inline(value)}"))
        note(f"? {offer.reason} {offer.offer}: {quote_words(words)}")


def _part(part: SplitSummary) -> str:
    steps = f"{part.shortest}" if part.shortest == part.longest else f"{part.shortest} to {part.longest}"
    classes = ", ".join(f"{name}: {count}" for name, count in part.counts[:20])
    words = "{name}: {n} {n:sequence|sequences} of {steps} {steps:step|steps}"
    return fill_in(words, name=part.name, n=part.sequences, steps=steps) + ("; " + classes if classes else "")
