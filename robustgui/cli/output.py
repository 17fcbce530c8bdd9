"""Where results, progress and complaints go: stdout carries results alone, so that it can be piped.

Whatever is printed is shown as it is: neither markup of rich nor control characters in a name are obeyed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from ..base.errors import RobustGuiError, Sentence, SettingError
from ..base.visible import visible, visible_json, visible_lines

_modes: set[str] = set()  # "quiet", "json": of this command line


def set_modes(*modes: str) -> None:
    """What holds for the whole command line: "quiet": neither progress nor notes; "json": errors on stdout too."""
    _modes.clear()
    _modes.update(modes)


def is_quiet() -> bool:
    """Whether only results, warnings and errors are printed."""
    return "quiet" in _modes


class _Literal(Console):
    """Strings, also those in the cells of tables, are text and nothing else."""

    def __init__(self, **options: Any) -> None:
        super().__init__(markup=False, emoji=False, highlight=False, **options)

    def render_str(self, text: str, **options: Any) -> Text:
        return super().render_str(visible(text), **options)


def _print(text: str, *, err: bool, style: str = "") -> None:
    """Text that is visible already."""
    _Literal(stderr=err, soft_wrap=True).print(Text(text, style=style))


def say(text: str) -> None:
    """A line of result."""
    _print(visible(text), err=False)


def say_lines(text: str) -> None:
    """Result of several lines, such as TOML."""
    _print(visible_lines(text), err=False)


def make_table(columns: Sequence[str | Text], right: Sequence[str] = (), **options: Any) -> Table:
    """A table without lines; `columns` are folded where the terminal is narrow, those in `right` hold numbers."""
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, **({"overflow": "fold"} | options))
    for column in right:
        table.add_column(column, justify="right")
    return table


def print_table(table: Table) -> None:
    """A table of results; its cells are strings, or made by `make_cell`."""
    wide = None if sys.stdout.isatty() else 1000  # a pipe has no width: a folded name could not be searched for
    _Literal(width=wide).print(table)


def make_cell(text: str, style: str | Style = "", *, below: str = "") -> Text:
    """A cell in a colour, or over two lines."""
    return Text("\n".join(map(visible, filter(None, (text, below)))), style=style)


def complain(problem: str | RobustGuiError | Sentence) -> None:
    """A sentence on stderr; of settings one a line."""
    if isinstance(problem, SettingError):
        problem = problem.sentence
    if isinstance(problem, Sentence) and not problem.facts:  # of settings: each line is visible already
        complain_lines(problem.template)
    else:
        _print(visible(problem), err=True, style="red")


def report_error(kind: str, problem: str | RobustGuiError) -> None:
    """The error that ends a command with exit code 2: a sentence on stderr, with --json also a line on stdout."""
    complain(problem)
    if "json" in _modes:
        say_json({"event": "Error", "error": kind, "message": str(problem), "exit_code": 2})


def complain_lines(text: str) -> None:
    """What is wrong in several lines, such as a traceback, on stderr."""
    _print(visible_lines(text), err=True, style="red")


def note(text: str) -> None:
    """Something worth knowing that is no result, on stderr."""
    if not is_quiet():
        _print(visible(text), err=True)


def warn(text: str) -> None:
    """A warning that must be seen, on stderr."""
    _print(f"warning: {visible(text)}", err=True, style="bold yellow")


def say_of_data(sentence: Sentence) -> None:
    """A `DataWarned`: a warning as one, anything less quietly."""
    (warn if sentence.severity == "warning" else note)(str(sentence))


def say_json(values: Any) -> None:
    """One line of strict JSON on stdout, there at once."""
    sys.stdout.write(visible_json(json.dumps(values, ensure_ascii=False, allow_nan=False)) + "\n")
    sys.stdout.flush()
