"""Versions of the program: whether a file was written by a newer one than this."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from .. import __version__
from .errors import RobustGuiError, RunError

WRITTEN_BY = f"# Written by robustgui {__version__}"  # begins TOML of this program; a comment troubles no version
_WRITTEN_BY = re.compile(r"^# Written by robustgui (\S{1,40})$", re.MULTILINE)
_NUMBERS = re.compile(r"(\d{1,9}(?:\.\d{1,9}){0,4})", re.ASCII)


def newer_than_this(version: str) -> bool:
    """Whether `version`, such as "0.12.1", is a later one than that of this program; what is no version is not."""
    theirs, ours = _numbers(version), _numbers(__version__)
    return theirs > ours


def version_of(toml: str) -> str:
    """The version of the program that wrote a TOML text; empty: it does not say."""
    line = _WRITTEN_BY.search(toml, 0, 2000)
    return line[1] if line else ""


@contextmanager
def explain_newer(file: str, version: str) -> Iterator[None]:
    """Inside, an expected error means that `file` cannot be read; one of a newer `version` names both versions.

    Raises:
        RunError: with both versions, in place of a `RobustGuiError` about a file of a newer one.
    """
    try:
        yield
    except RobustGuiError as error:
        if not newer_than_this(version):
            raise
        raise newer_file_error(file, version, error) from error


def newer_file_error(file: str, version: str, error: Exception) -> RunError:
    """What is said of a file of a newer `version` that gave `error`."""
    problem = error.sentence if isinstance(error, RobustGuiError) else str(error)
    if not str(problem).endswith("."):
        problem = f"{problem}."
    return RunError(
        "{file} was written by robustgui {version}, this is robustgui {present}: {problem} Update robustgui to use it.",
        file=file, version=version, present=__version__, problem=problem,
    )  # fmt: skip


def _numbers(version: str) -> tuple[int, ...]:
    numbers = _NUMBERS.match(version)
    return tuple(map(int, numbers[1].split("."))) if numbers else ()
