"""`robustgui allow`: Python code of the user's own may run on this machine, after its files were listed."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .output import note, say, say_lines

if TYPE_CHECKING:
    from ..base.code_files import CodeFiles


def allow(
    entry: Annotated[
        str,
        typer.Argument(
            metavar="ENTRY", help="file.py:function, package.module:function, a run, or a folder of plug-ins."
        ),
    ],
    look: Annotated[bool, typer.Option("--look", help="Only list the files; allow nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask for a confirmation in a terminal.")] = False,
) -> None:
    """List the files that your own Python code would run, and allow them, as they are now, to run on this machine.

    Of a run with the code of a notebook, the code itself is printed: it lies in the specification of the run.
    """
    from ..base.code_trust import allow as allow_files
    from ..models.user_code import NOTEBOOK

    code = _files_of(entry)
    for line in _describe(code):
        say(line)
    if code.entry.startswith(NOTEBOOK):  # no file that could be read instead: network.py beside the run is a copy
        say_lines(code.contents[code.main].decode("utf-8", "backslashreplace"))
    if look:
        return
    if not yes and sys.stdin.isatty() and not typer.confirm("Allow them to run with all your rights?"):
        note("Nothing was allowed.")
        raise typer.Exit(1)
    allow_files(code)
    say(f"{code.entry} may run on this machine until one of these files changes.")


def allow_named(entry: str) -> str:
    """Allow the code that a command names, list its files on stderr, and give the entry with its whole path."""
    from ..models.user_code import allow_entry

    code = allow_entry(entry)
    for line in _describe(code):
        note(line)
    return code.entry


def _files_of(entry: str) -> CodeFiles:
    from ..base.code_files import files_of_entry, files_of_plugins
    from ..models.user_code import absolute

    folder = Path(os.path.expanduser(entry)).absolute()
    if (folder / "spec.toml").is_file() or folder.suffix == ".safetensors":
        from ..runs.folder import code_of_run

        return code_of_run(folder)
    return files_of_plugins(folder) if folder.is_dir() else files_of_entry(absolute(entry))


def _describe(code: CodeFiles) -> list[str]:
    """How many files would run, and which."""
    count = len(code.digests)
    head = f"{code.entry} would run {count} file{'' if count == 1 else 's'} of {code.folder}:"
    return [head, *(f"  {name}" for name in code.digests)]
