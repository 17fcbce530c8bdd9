"""Runs the function that gives the user's own network, and explains what goes wrong in it."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..base.errors import Interrupted, RobustGuiError, RunError
from ..base.lazy import torch
from .consent import absolute, check_allowed, file_of

if TYPE_CHECKING:
    from torch.nn import Module


def built(entry: str, features: int, outputs: int) -> Module:
    """What the function `entry` gives; it is told `features` and `outputs` where it has parameters called so.

    Raises:
        RunError: it was not allowed, is not there, fails, or gives something else than a module.
    """
    entry = absolute(entry)
    check_allowed(entry)
    place, _, name = entry.rpartition(":")
    with explained(entry):
        module = _from_file(file_of(entry)) if place.endswith(".py") else importlib.import_module(place)
        function = getattr(module, name, None)
    if not callable(function):
        raise RunError("There is no function {name} in {place}.", name=name, place=place)
    with explained(entry):
        found = function(**_wanted(function, {"features": features, "outputs": outputs}))
    if not isinstance(found, torch.nn.Module):
        raise RunError(
            "{entry} gives a {kind}, but a torch.nn.Module is needed.", entry=entry, kind=type(found).__name__
        )  # fmt: skip
    return found


@contextmanager
def explained(entry: str) -> Iterator[None]:
    """Whatever the user's code raises becomes a `RunError` that names the line of that code."""
    try:
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
    ours = str(Path(__file__).parent)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if not frame.filename.startswith(ours)]
    place = entry.rpartition(":")[0]
    own = [frame for frame in frames if "site-packages" not in frame.filename] or frames
    if not own:
        return {"file": place, "line": 0, "code": ""}
    return {"file": own[-1].filename, "line": own[-1].lineno or 0, "code": own[-1].line or ""}


def _from_file(path: Path) -> Any:
    """The module in a file, fresh; files beside it can be imported by it."""
    name = f"robustgui_own_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise RunError("{file} cannot be read as Python code.", file=str(path))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    sys.path.insert(0, str(path.parent))
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    finally:
        sys.path.remove(str(path.parent))
    return module


def _wanted(function: Callable[..., Any], offered: dict[str, int]) -> dict[str, int]:
    """Of `offered`, what `function` has parameters for."""
    parameters = inspect.signature(function).parameters
    if any(parameter.kind is inspect.Parameter.VAR_KEYWORD for parameter in parameters.values()):
        return offered
    return {name: value for name, value in offered.items() if name in parameters}
