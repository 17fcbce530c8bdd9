"""Commands in messages, quoted so that a shell passes exactly these words on."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterable

# Characters to which neither cmd nor PowerShell, nor the C library that splits a command line, gives a meaning.
_PLAIN = re.compile(r"[\w\\/:.+=-]+", re.ASCII)
# PowerShell expands these between double quotes, and takes typographic quotes for straight ones; cmd lets them be.
_EXPANDED = re.compile("[$`\u201c\u201d\u201e]")


def shell_command(verb: str, *arguments: str | os.PathLike[str], options: str = "") -> str:
    """`robustgui VERB ARGUMENTS OPTIONS`, to be copied into a shell of this system.

    Args:
        verb: the subcommand, such as "resume".
        arguments: names and paths of any kind.
        options: as `quote_words` gives them.
    """
    names = [os.fspath(argument) for argument in arguments]
    words = quote_words(names)
    if any(name.startswith("-") for name in names):  # behind -- it is not taken for an option
        return " ".join(filter(None, ["robustgui", verb, options, "--", words]))
    return " ".join(filter(None, ["robustgui", verb, words, options]))


def quote_words(words: Iterable[str]) -> str:
    """`words` as a part of a command line that a shell splits into exactly these words."""
    return " ".join(map(quote, words))


def quote(word: str, windows: bool = os.name == "nt") -> str:
    """`word` for a command line: by the rules of POSIX shells, or on Windows for both cmd and PowerShell."""
    if not windows:
        return shlex.quote(word)
    if _PLAIN.fullmatch(word):
        return word
    named = re.sub(r"[\x00-\x1f]", "?", word)  # in no file's name there; a line break would end the command
    named = re.sub(r'(?<!\\)(\\*+)"', r'\1\1""', named)
    named = re.sub(r"(?<!\\)(\\++)$", r"\1\1", named)
    return '"' + _EXPANDED.sub(r"`\g<0>", named) + '"'
