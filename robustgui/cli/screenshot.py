"""`robustgui screenshot`: a picture of one page of the window."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import Overwrite, Runs, runs_folder
from .stored import run_path


def screenshot(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the picture goes: .png.")],
    page: Annotated[str, typer.Option("--page", help="Which page: data, model, train, inspect, evaluate, runs.")],
    lang: Annotated[str, typer.Option("--lang", help="en or zh.")] = "en",
    theme: Annotated[str, typer.Option("--theme", help="light or dark.")] = "light",
    run: Annotated[str, typer.Option("--run", metavar="RUN", help="A run to look at: its folder or its name.")] = "",
    runs: Runs = None,
    size: Annotated[str, typer.Option("--size", metavar="WxH", help="Of the window, in pixels.")] = "1440x900",
    overwrite: Overwrite = False,
) -> None:
    """Save a picture of one page of the real window."""
    from ..gui.screenshot import main, parse_size

    looked_at = run_path(run, runs_folder(runs)) if run else None
    main(page, lang, theme, file, parse_size(size), run=looked_at, overwrite=overwrite)
