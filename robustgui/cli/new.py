"""`robustgui new`: a spec with all defaults, explained line by line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..base.shell import shell_command
from .options import Set
from .output import say


def new(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="Where it goes; without it, to stdout.")] = None,
    changes: Set = None,
) -> None:
    """Write a spec with all defaults and what each setting means, to edit and to run."""
    from ..base.errors import RunError
    from ..runs.spec import RunSpec
    from .changes import changed
    from .explained import explained_toml

    text = explained_toml(changed(RunSpec(), changes or []))
    if file is None:
        say(text.rstrip())
        return
    try:
        with file.open("x", encoding="utf-8") as stream:  # never over a spec that someone wrote
            stream.write(text)
    except OSError as error:
        raise RunError(
            "{file} cannot be written: {problem}.", file=str(file), problem=error.strerror or str(error)
        ) from error
    say(f"{file} is written. Train with: {shell_command('run', file)}")
