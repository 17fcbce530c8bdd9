"""`robustgui` and `robustgui gui`: open the window."""

from __future__ import annotations

from typing import Annotated

import typer

_WINDOWS = ("gui", "screenshot")  # their process computes nothing: the engine does


def by_default(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Say the version and end.")] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Print only results, warnings and errors; goes with every command.")
    ] = False,
) -> None:
    """A desktop lab for the adversarial robustness and the security of recurrent networks on sequences.

    Without a command the window opens.
    """
    if version:
        from .. import __version__
        from .output import say

        say(f"robustgui {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        raise typer.Exit(_open([]))
    if context.invoked_subcommand not in _WINDOWS:
        from ..base.allocator import keep_freed_memory

        keep_freed_memory()


def gui(
    page: Annotated[str, typer.Option("--page", help="Page to begin with, such as train or inspect.")] = "",
    lang: Annotated[str, typer.Option("--lang", help="Language of the window, this time only: en or zh.")] = "",
    theme: Annotated[str, typer.Option("--theme", help="light or dark, this time only.")] = "",
    runs: Annotated[str, typer.Option("--runs", metavar="FOLDER", help="Where runs are stored.")] = "",
    data: Annotated[
        str, typer.Option("--open", metavar="FILE", help="Data to begin with: a file or example:NAME.")
    ] = "",
) -> None:
    """Open the window."""
    options = {"--page": page, "--lang": lang, "--theme": theme, "--runs": runs, "--open": data}
    raise typer.Exit(_open([part for name, value in options.items() if value for part in (name, value)]))


def _open(arguments: list[str]) -> int:
    from ..gui.app import main

    return main(arguments)
