"""Runs the function that returns the user's own network, and explains what goes wrong in it."""

from __future__ import annotations

import hashlib
import inspect
import os
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ..base.code_files import CodeFiles, files_of_entry, is_installed
from ..base.code_import import AllowedCode
from ..base.code_trust import allow, check_allowed
from ..base.errors import Interrupted, NotAllowed, RobustGuiError, RunError
from ..base.lazy import torch
from ..base.renamed import present_module
from ..base.shell import shell_command
from .module_source import FACTORY

if TYPE_CHECKING:
    from torch.nn import Module


Reads = Literal["auto", "lengths", "mask", "padding_mask", "packed", "equal"]
NOTEBOOK = "notebook:"  # before the name of code from a notebook
IN_MEMORY = "in-memory:"  # before the name of a module that no source is known of; never that of a package
SOURCE_FILE = "network.py"
EXAMPLE = "robustgui.models.nets.user_example:network"  # comes with the program


def absolute(entry: str) -> str:
    """`entry` with the whole path of its file, so that it means the same from any folder.

    Raises:
        RunError: it is neither FILE.py:FUNCTION nor PACKAGE.MODULE:FUNCTION.
    """
    place, colon, function = entry.rpartition(":")
    is_file = place.endswith(".py")
    if not colon or not function.isidentifier() or not (is_file or all(map(str.isidentifier, place.split(".")))):
        raise RunError(
            "'{entry}' does not name a function: write package.module:function, or file.py:function.", entry=entry
        )  # fmt: skip
    return f"{Path(os.path.expanduser(place)).absolute() if is_file else present_module(place)}:{function}"


def allow_entry(entry: str) -> CodeFiles:
    """The files of `entry`, allowed to run from now on: the user has named it in a command.

    Raises:
        RunError: it is no entry, its file is not there, or the permission cannot be stored.
    """
    code = files_of_entry(absolute(entry))
    allow(code)
    return code


@dataclass(frozen=True)
class Review:
    """Whether an entry may run, and what would.

    Attributes:
        files: None: they cannot be read.
        refusal: None: it may run.
    """

    files: CodeFiles | None
    refusal: RobustGuiError | None


def review_entry(entry: str) -> Review:
    """Look at the code of `entry`, of which nothing runs."""
    files = None
    try:
        entry = absolute(entry)
        if entry != EXAMPLE:
            files = files_of_entry(entry)
            check_allowed(files)
    except RobustGuiError as error:
        return Review(files, error)
    return Review(files, None)


def source_files(entry: str, source: str) -> CodeFiles:
    """The code that a run, its spec or a network file holds as text."""
    path = Path(f"<{entry}>") / SOURCE_FILE
    return CodeFiles(entry, Path("the run"), {SOURCE_FILE: source.encode()}, {SOURCE_FILE: path}, SOURCE_FILE)


def name_source(name: str, source: str) -> str:
    """The entry of code from a notebook, which names the network and the content of the code."""
    return f"{NOTEBOOK}{name}-{hashlib.sha256(source.encode()).hexdigest()[:16]}"


def build_module(entry: str, features: int, outputs: int, source: str = "") -> tuple[Module, AllowedCode]:
    """The module that the function `entry` returns, which gets `features` and `outputs` if it has such parameters.

    Also the code that it is made of: inside of its `running` the module may be called. Of code from a notebook the text
    is given as `source`.

    Raises:
        RunError: it was not allowed, is not there, fails, or returns something else than a module.
    """
    if entry.startswith(IN_MEMORY):
        raise RunError(
            "The module {name} was in the memory of a notebook alone. Import it there again with rg.import_network.",
            name=entry.removeprefix(IN_MEMORY),
        )
    if source:
        files = source_files(entry, source)
        try:
            check_allowed(files)
        except NotAllowed as error:
            raise NotAllowed(error.reason, shell_command("allow", "RUN")) from error
        code, place, name = AllowedCode(files), SOURCE_FILE, FACTORY
    else:
        entry = absolute(entry)
        code = _require_allowed(entry)
        place, _, name = entry.rpartition(":")
    with calling(code):
        if place.endswith(".py"):
            function = getattr(
                code.run_file(code.files.main, f"robustgui_own_{_module_name(entry, place)}"), name, None
            )
        else:
            function = getattr(code.load(place), name, None)
    if not callable(function):
        raise RunError("There is no function {name} in {place}.", name=name, place=place)
    with calling(code):
        module = function(**_select_arguments(function, {"features": features, "outputs": outputs}))
    if not isinstance(module, torch.nn.Module):
        raise RunError(
            "{entry} gives a {kind}, but a torch.nn.Module is needed.", entry=entry, kind=type(module).__name__
        )  # fmt: skip
    return module, code


def _module_name(entry: str, place: str) -> str:
    """A name of its own for each code of a notebook, and for each file."""
    return entry.removeprefix(NOTEBOOK).replace("-", "_") if entry.startswith(NOTEBOOK) else Path(place).stem


def _require_allowed(entry: str) -> AllowedCode:
    if entry == EXAMPLE:
        return AllowedCode(CodeFiles(entry, Path(__file__).parent, {}, {}), installed=True)
    files = files_of_entry(entry)
    check_allowed(files)
    return AllowedCode(files, installed=is_installed(files.paths[files.main]))


@contextmanager
def calling(code: AllowedCode) -> Iterator[None]:
    """Inside, `code` may be called; whatever it raises becomes a `RunError` that names the line of that code."""
    entry = code.files.entry
    try:
        with code.running():
            yield
    except (RobustGuiError, Interrupted):
        raise
    except Exception as error:
        if isinstance(error, torch.OutOfMemoryError | MemoryError):
            raise
        raise RunError(
            "Your code {entry} failed: {problem} ({file}, line {line}: {code})",
            entry=entry, problem=f"{type(error).__name__}: {error}", **_line(error, entry),
        ) from error  # fmt: skip


def _line(error: Exception, entry: str) -> dict[str, Any]:
    """The innermost line of the user's own file in the traceback; of a syntax error, that of the file."""
    if isinstance(error, SyntaxError) and error.filename:
        return {"file": error.filename, "line": error.lineno or 0, "code": (error.text or "").strip()}
    others = (str(Path(__file__).parents[1]), "<frozen importlib")
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if not frame.filename.startswith(others)]
    place = entry.rpartition(":")[0]
    user_frames = [frame for frame in frames if "site-packages" not in frame.filename] or frames
    if not user_frames:
        return {"file": place, "line": 0, "code": ""}
    return {"file": user_frames[-1].filename, "line": user_frames[-1].lineno or 0, "code": user_frames[-1].line or ""}


def _select_arguments(function: Callable[..., Any], available: dict[str, int]) -> dict[str, int]:
    """Of `available`, what `function` has parameters for."""
    parameters = inspect.signature(function).parameters
    if any(parameter.kind is inspect.Parameter.VAR_KEYWORD for parameter in parameters.values()):
        return available
    return {name: value for name, value in available.items() if name in parameters}
