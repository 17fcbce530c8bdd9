"""`robustgui` and `robustgui gui`: open the window."""

from __future__ import annotations

from typing import Annotated

import typer


def by_default(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Say the version and end.")] = False,
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
        gui()


def gui() -> None:
    """Open the window."""
    from ..gui.app import main

    raise typer.Exit(main() or 0)
