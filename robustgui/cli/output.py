"""Where results, progress and complaints go: stdout carries results alone, so that it can be piped."""

from __future__ import annotations

import json
import sys
from typing import Any

from rich.console import Console
from rich.table import Table

from ..base.errors import Sentence


def console() -> Console:
    """For results; takes no colour where stdout is no terminal."""
    wide = None if sys.stdout.isatty() else 1000  # a pipe has no width: a folded name could not be searched for
    return Console(highlight=False, width=wide)


def say(text: str) -> None:
    """A line of result, without markup."""
    console().print(text, markup=False, soft_wrap=True)


def print_table(table: Table) -> None:
    """A table of results."""
    console().print(table, markup=False)


def complain(text: str) -> None:
    """A sentence on stderr."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(text, markup=False, style="red")


def note(text: str) -> None:
    """Something worth knowing that is no result, on stderr."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(text, markup=False)


def warn(text: str) -> None:
    """A warning that must be seen, on stderr."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(f"warning: {text}", markup=False, style="bold yellow")


def say_of_data(sentence: Sentence) -> None:
    """A `DataWarned`: a warning as one, anything less quietly."""
    (warn if sentence.severity == "warning" else note)(str(sentence))


def say_json(values: Any) -> None:
    """One line of strict JSON on stdout, there at once."""
    sys.stdout.write(json.dumps(values, ensure_ascii=False, allow_nan=False) + "\n")
    sys.stdout.flush()
