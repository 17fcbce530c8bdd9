"""`robustgui new`: a spec with all defaults, explained line by line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..base.shell import shell_command
from .options import Overwrite, Set
from .output import say, say_lines


def new(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="Where it goes; without it, to stdout.")] = None,
    changes: Set = None,
    overwrite: Overwrite = False,
) -> None:
    """Write a spec with all defaults and what each setting means, to edit and to run."""
    from ..base.together import write_together
    from ..runs.spec import RunSpec
    from .changes import apply_changes
    from .explained import format_explained_toml

    text = format_explained_toml(apply_changes(RunSpec(), changes or []))
    if file is None:
        say_lines(text.rstrip())
        return
    write_together({file: text}, overwrite=overwrite)
    say(f"{file} is written. Train with: {shell_command('run', file)}")
