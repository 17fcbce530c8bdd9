"""Runs the code blocks of one document as its reader would, and writes what came of them as JSON.

`python -c "from support.document_session import main; main()" DOCUMENT RESULTS` works in the current folder. It is not
a module of its own (`-m`), so that `__main__` holds the names of the notebook alone, as in IPython.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import linecache
import os
import re
import shlex
import sys
import time
import tomllib
import traceback
from pathlib import Path
from typing import Any

import __main__
from support.documents import Block, read_blocks, read_figures

NEW_NOTEBOOK = "import robustgui as rg"
_EXIT_CODE = re.compile(r"#.*(?:exit code|退出码) ?(\d+)")


def main() -> None:
    """Run the document that the command line names."""
    document, results = map(Path, sys.argv[1:3])
    session = Session(document)
    blocks = [session.run(block) for block in read_blocks(document)]
    results.write_text(json.dumps(blocks), encoding="utf-8")


class Session:
    """A notebook and a terminal in the same folder."""

    def __init__(self, document: Path) -> None:
        self._document = document
        self._names = vars(__main__)
        self._usual = dict(self._names)

    def run(self, block: Block) -> dict[str, Any]:
        """What came of a block: `error`, its `figures` as (line, printed, values, tolerances), and the seconds."""
        result: dict[str, Any] = {"line": block.line, "error": "", "figures": []}
        start = time.process_time()
        try:
            if block.reason or block.language == "text":
                pass
            elif block.file:
                self._write(block)
            elif block.language == "python":
                self._run_cell(block, result["figures"])
            elif block.language == "sh":
                for line in block.code.replace("\\\n", " ").splitlines():
                    self._run_line(line)
            elif block.language == "toml":
                parse_toml(block.code)
            else:
                parse_json(block.code)
        except BaseException as error:  # SystemExit as well: the test says where it was
            result["error"] = f"{type(error).__name__}: {error}\n{traceback.format_exc()}"
        result["seconds"] = round(time.process_time() - start, 2)
        return result

    def _write(self, block: Block) -> None:
        path = Path(block.file)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.code, encoding="utf-8")
        if block.language == "python":
            compile(block.code, block.file, "exec")
        elif block.language == "toml":
            parse_toml(block.code)

    def _run_cell(self, block: Block, figures: list[Any]) -> None:
        """Run statement by statement; the text of the cell is in `linecache` alone, as in IPython."""
        if NEW_NOTEBOOK in block.code:
            self._names.clear()
            self._names.update(self._usual)
            sys.path.insert(0, os.getcwd())
        name = f"/tmp/ipykernel_1/{self._document.stem}_{block.line}.py"
        linecache.cache[name] = (len(block.code), None, block.code.splitlines(True), name)
        printed = {each.line: each for each in read_figures(block.code)}
        for statement in ast.parse(block.code).body:
            value = self._value(statement, name)
            end = statement.end_lineno or statement.lineno
            if end in printed:
                expected = printed.pop(end)
                figures.append((end, expected.numbers, to_numbers(value), expected.tolerances))
        if printed:
            raise AssertionError(f"no value belongs to the figures in line {block.line + min(printed) - 1}")

    def _value(self, statement: ast.stmt, name: str) -> Any:
        """Execute a statement; the value of an expression or of what was assigned."""
        if isinstance(statement, ast.Expr):
            return eval(compile(ast.Expression(statement.value), name, "eval"), self._names)
        exec(compile(ast.Module([statement], []), name, "exec"), self._names)
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            return self._names[statement.targets[0].id]
        return None

    def _run_line(self, line: str) -> None:
        words = shlex.split(line, comments=True)
        match words:
            case []:
                return
            case ["export", assignment]:
                name, _, value = assignment.partition("=")
                os.environ[name] = value
                return
            case ["robustgui" | "pytest", *_]:
                pass
            case _:
                raise AssertionError(f"no command that is known here: {line}")
        target = words[words.index(">") + 1] if ">" in words else ""
        words = words[: words.index(">")] if target else words
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run_pytest(words[1:]) if words[0] == "pytest" else run_command(words)
        expected = int(match[1]) if (match := _EXIT_CODE.search(line)) else 0
        if code != expected:
            raise AssertionError(f"exit code {code}: {line}\n{out.getvalue()}\n{err.getvalue()}")
        if not out.getvalue() and not expected:
            raise AssertionError(f"nothing is printed: {line}")
        if "--json" in words:
            parse_json(out.getvalue())
        if target:
            Path(target).write_text(out.getvalue(), encoding="utf-8")


def run_command(words: list[str]) -> int:
    """The exit code of a line of the command line, run in this process."""
    from robustgui.cli import main as command_line

    arguments, sys.argv = sys.argv, words
    try:
        command_line()
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else int(ending.code is not None)
    finally:
        sys.argv = arguments
    return 0


def run_pytest(words: list[str]) -> int:
    """The exit code of pytest."""
    import pytest

    return int(pytest.main([*words, "-q", "-p", "no:cacheprovider", "--import-mode=importlib", "-c", os.devnull]))


def parse_toml(text: str) -> None:
    """Parse it; what has the sections of a run's specification must be one."""
    from robustgui.runs.spec import RunSpec

    if tomllib.loads(text).keys() <= RunSpec.model_fields.keys():
        RunSpec.from_toml(text)


def parse_json(text: str) -> None:
    """Parse one object a line."""
    for line in text.splitlines():
        assert isinstance(json.loads(line), dict), line


def to_numbers(value: Any) -> list[float]:
    """The numbers of a value: a number, an array, or a tuple of them."""
    import numpy as np

    values = value if isinstance(value, tuple) else (value,)
    return [float(number) for each in values for number in np.ravel(np.asarray(each, dtype=np.float64))]
