"""`robustgui preview`: how a file is understood, before anything is trained on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from .options import Json
from .output import make_table, note, print_table, say, say_json, styled, warn

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
    from ..data.import_preview import preview as look
    from ..data.source_names import absolute_source
    from .changes import changed

    settings = changed(DataSettings(train=absolute_source(source)), changes or [])
    if seed is not None:
        settings = settings.changed(split_seed=seed)
    found = look(settings, guess=not any(change.startswith("format") for change in changes or []))
    if as_json:
        say_json(_facts(found))
    for sentence in found.urgent:
        warn(str(sentence))
    if not as_json and found.preview is not None:
        _show(found)
    if found.problem is not None:
        raise RobustGuiError(found.problem.template, **found.problem.facts)


def _facts(found: ImportPreview) -> dict[str, Any]:
    """Everything as plain values."""
    from ..base.settings import named

    parts = found.summary.splits if found.summary else ()
    return {
        "format": named(found.settings.format),
        "facts": [str(fact) for fact in found.facts],
        "parts": [{"name": part.name, "sequences": part.sequences, "classes": dict(part.counts)} for part in parts],
        "urgent": [str(warning) for warning in found.urgent],
        "warnings": [str(warning) for warning in found.warnings],
        "suggestions": {str(offer.offer): dict(offer.changes) for offer in found.suggestions},
        "first": found.first,
    }


def _show(found: ImportPreview) -> None:
    from ..base.settings import named
    from ..base.shell import quote_words
    from ..runs.overrides import format_inline

    shown = found.preview
    assert shown is not None
    say(f"format: {format_inline(named(found.settings.format))}")
    columns = list(zip(shown.header, shown.roles, strict=True))[:_COLUMNS]
    heads = [styled(name, below=f"({role or 'left out'})") for name, role in columns]
    table = make_table(heads, overflow="ellipsis", no_wrap=True, max_width=_WIDEST)
    for row in shown.rows[:_ROWS]:
        table.add_row(*row[:_COLUMNS])
    print_table(table)
    for fact in found.facts:
        say(str(fact))
    if found.first is not None:
        say(f"The following describes the first {found.first} sequences.")
    for part in found.summary.splits if found.summary else ():
        say(_part(part))
    for warning in found.warnings:
        note(f"! {warning}")
    for offer in found.suggestions:
        words = (word for path, value in offer.changes.items() for word in ("--set", f"{path}={format_inline(value)}"))
        note(f"? {offer.reason} {offer.offer}: {quote_words(words)}")


def _part(part: SplitSummary) -> str:
    steps = f"{part.shortest}" if part.shortest == part.longest else f"{part.shortest} to {part.longest}"
    classes = ", ".join(f"{name}: {count}" for name, count in part.counts[:20])
    return f"{part.name}: {part.sequences} sequences of {steps} steps{'; ' + classes if classes else ''}"
