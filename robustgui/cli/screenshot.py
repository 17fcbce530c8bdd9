"""`robustgui screenshot`: a picture of one page of the window."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def screenshot(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the picture goes: .png.")],
    page: Annotated[str, typer.Option("--page", help="Which page: data, model, train, inspect, evaluate, runs.")],
    lang: Annotated[str, typer.Option("--lang", help="en or zh.")] = "en",
    theme: Annotated[str, typer.Option("--theme", help="light or dark.")] = "light",
    size: Annotated[str, typer.Option("--size", metavar="WxH", help="Of the window, in pixels.")] = "1440x900",
) -> None:
    """Save a picture of one page of the real window."""
    from ..gui.screenshot import main, parsed_size

    main(page, lang, theme, file, parsed_size(size))
