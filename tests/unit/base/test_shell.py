"""Commands that messages advise: a shell hands the program the names that were meant, and runs nothing else."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from robustgui.base.shell import quote, quote_words, shell_command

TEXTS = st.text(st.characters(blacklist_characters="\0", blacklist_categories=("Cs",)), min_size=1)
NASTY = (
    "/tmp/two words/net.py:make", "it's", 'a "quoted" one', "$(touch ran)", "`touch ran`", "a;touch ran", "a\nb", "",
    "-rf", "--help", "#comment", "~", "*", "a&b", "a|b", "a>b", "!x", "%PATH%", "\\", "a\\", 'a\\"b', "日本",
    "\u201cx\u201d",
)  # fmt: skip
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="of POSIX shells")


@POSIX
@given(st.lists(TEXTS | st.sampled_from(NASTY), min_size=1, max_size=3))
@example(["-x", "$(touch ran)"])
def test_that_a_shell_gives_the_arguments_back(arguments: list[str]):
    program, verb, *rest = shlex.split(shell_command("allow", *arguments))
    assert (program, verb) == ("robustgui", "allow")
    assert rest == (["--", *arguments] if any(name.startswith("-") for name in arguments) else arguments)


@POSIX
@pytest.mark.parametrize("argument", NASTY)
def test_that_a_real_shell_passes_the_name_and_runs_nothing(argument: str, tmp_path: Path):
    line = shell_command("resume", argument, options=quote_words(["--set", f"name={argument}"]))
    script = f"robustgui() {{ printf '%s\\0' \"$@\"; }}\n{line}\n"
    done = subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, check=True)
    words = done.stdout.decode().split("\0")[:-1]
    assert argument in words
    assert f"name={argument}" in words
    assert list(tmp_path.iterdir()) == []


def split_by_c_library(line: str) -> list[str]:
    """The words of a Windows command line as the C library splits it (2008 and later)."""
    words, word, quoted, begun, place = [], "", False, False, 0
    while place < len(line):
        slashes = len(line) - len(line[place:].lstrip("\\")) - place
        place += slashes
        if line[place : place + 1] == '"':
            word += "\\" * (slashes // 2)
            begun = True
            if slashes % 2:
                word += '"'
            elif quoted and line[place + 1 : place + 2] == '"':
                word += '"'
                place += 1
            else:
                quoted = not quoted
            place += 1
            continue
        word += "\\" * slashes
        begun = begun or slashes > 0
        if place < len(line):
            if line[place] in " \t" and not quoted:
                words += [word] if begun else []
                word, begun = "", False
            else:
                word += line[place]
                begun = True
            place += 1
    return words + ([word] if begun else [])


NAMES_OF_WINDOWS = st.text(st.characters(min_codepoint=32, blacklist_categories=("Cs",)), min_size=1)


@given(st.lists(NAMES_OF_WINDOWS, min_size=1, max_size=3))
@example(["a\\", 'b"c', "d e\\"])
def test_that_windows_gives_the_arguments_back(arguments: list[str]):
    line = " ".join(quote(word, windows=True) for word in arguments)
    assert split_by_c_library(re.sub("`([$`\u201c\u201d\u201e])", r"\1", line)) == arguments


@given(st.text(st.characters(blacklist_categories=("Cs",))))
def test_that_no_shell_of_windows_finds_anything_to_run(word: str):
    line = quote(word, windows=True)
    assert "\n" not in line
    assert "\r" not in line
    outside = line if not line.startswith('"') else "".join(line.split('"')[0::2])  # cmd: each quote turns over
    assert not set(outside) & set("&|<>^() ")
    inside = re.sub("`[$`\u201c\u201d\u201e]", "", line)  # PowerShell: what is escaped is text
    assert not set(inside) & set("$`\u201c\u201d\u201e")


def test_that_a_name_is_no_option():
    assert shell_command("resume", "-x", options="--runs here") == "robustgui resume --runs here -- -x"


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell")
def test_that_a_plain_name_stays_as_it_is():
    assert shell_command("resume", "/runs/2024-01-01_net") == "robustgui resume /runs/2024-01-01_net"
