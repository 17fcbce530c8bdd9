"""Writes `robustgui/__init__.pyi`: the signatures of all that `rg` offers, for type checkers and completion.

python tools/stub.py            writes the file
python tools/stub.py --check    exit code 1 if it is out of date
"""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
import types
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import robustgui
from robustgui import api
from robustgui.base.settings import OneOf, Settings
from robustgui.data import DataSettings
from robustgui.importing.settings import NetworkImport
from robustgui.training import TrainingSettings

FILE = Path(robustgui.__file__).with_suffix(".pyi")
WIDE = {  # what callers may give for the types of `api.arguments`
    "AttackLike": "Attack | str",
    "Budgets": "Sequence[float | str] | float | str",
    "DefenceLike": "Defence | str",
    "DeviceLike": "_DeviceSettings | str",
    "FrontLike": "Front | str",
    "MeasurementLike": "Measurement | str",
    "ModelLike": "Model | str",
    "NetworkLike": "Network | Run",
    "Numbers": "Sequence[float] | float | NDArray[Any] | Tensor",
    "Part": "SequenceSet | Dataset",
    "PathLike": "str | os.PathLike[str]",
    "PoisonLike": "Poison | str",
    "RegulariserLike": "Regulariser | str",
    "RunLike": "Run | str | os.PathLike[str]",
    "ThreatKind": "type[Threat] | Threat | str",
    "ThreatLike": "Threat | str",
    "Values": 'Literal["as_is", "normalise"]',
}
KEYWORDS: dict[str, type[Settings]] = {  # settings that functions take as keywords
    "dataset": DataSettings,
    "load": DataSettings,
    "load_network": NetworkImport,
    "preview": DataSettings,
    "recognise_network": NetworkImport,
    "train": TrainingSettings,
}
HEAD = '''"""Signatures of all that `rg` offers; written by tools/stub.py, and compared with its sources by a test."""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from numpy.typing import NDArray
from torch import Tensor, nn

from .attacks import Attack
from .data import Dataset, SequenceSet
from .defences import Defence
from .measurements import Measurement
from .models import Front, Model
from .models.exports.write import Exported, Format
from .models.network import Network
from .models.user_code import Reads
from .data.import_preview import ImportPreview
from .importing.report import Identification
from .poisons import Poison
from .poisons.events import TriggerMeasured
from .regularisers import Regulariser
from .threats import Threat
'''


def write_stub() -> str:
    """The text of the stub."""
    lines = [HEAD]
    shown = [cls for name in api.__all__ if inspect.isclass(cls := getattr(api, name))]
    shown += [getattr(robustgui, name) for name in robustgui._ERRORS]
    for cls in shown:
        lines.append(f"from {_relative(cls.__module__)} import {cls.__name__} as {cls.__name__}")
    lines += ["", "__version__: str", *(f"{name}: TypeAlias = {wide}" for name, wide in WIDE.items()), ""]
    for name in sorted(robustgui._SETTINGS) + sorted(robustgui._list_registered()):
        lines += _class(getattr(robustgui, name))
    for name in [*api.__all__]:
        if inspect.isfunction(function := getattr(api, name)):
            lines += _function(function)
    lines += ["", f"__all__ = {sorted(robustgui.__getattr__('__all__'))!r}"]
    return _format("\n".join(lines) + "\n")


def _format(text: str) -> str:
    """`text` as ruff formats it; imports in the middle are meant."""
    command = [sys.executable, "-m", "ruff", "format", "--stdin-filename", "robustgui/__init__.pyi", "-"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True, cwd=FILE.parents[1]).stdout


def _class(cls: type[Settings]) -> list[str]:
    """A class of settings: a subclass whose constructor names them all."""
    own = f"_{cls.__name__}"
    names = list(cls.model_fields)
    if cls.positional in names:
        names.remove(cls.positional)
    parameters = ["self"]
    if cls.positional in cls.model_fields:
        parameters.append(_parameter(cls, cls.positional))
    parameters += ["*"] if names else []
    parameters += [_parameter(cls, name) for name in names]
    return [
        f"from {_relative(cls.__module__)} import {cls.__name__} as {own}",
        "",
        f"class {cls.__name__}({own}):",
        f"    def __init__({', '.join(parameters)}) -> None: ...",
        "",
    ]


def _parameter(cls: type[Settings], name: str, default: str = "") -> str:
    field = cls.model_fields[name]
    hint = _hint(field.annotation, any(isinstance(item, OneOf) for item in field.metadata))
    return f"{name}: {hint}" + ("" if field.is_required() and not default else " = ...")


def _hint(annotation: Any, is_registered: bool = False) -> str:
    """The type of a setting as it may be given: names of registered classes, lists for tuples."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        inner = any(isinstance(item, OneOf) for item in arguments[1:])
        return _hint(arguments[0], inner)
    if origin in (Union, types.UnionType):
        return " | ".join(map(_hint, arguments))
    if origin is Literal:
        return f"Literal[{', '.join(map(repr, arguments))}]"
    if origin is tuple:
        items = " | ".join(dict.fromkeys(_hint(each) for each in arguments if each is not Ellipsis))
        return f"Sequence[{items}]"
    if annotation is type(None):
        return "None"
    if origin is not None or not inspect.isclass(annotation):
        return "Any"
    if annotation.__module__ == "builtins":
        return str(annotation.__name__)
    known = {"Attack", "Threat", "Model", "Front", "Defence", "Poison", "Regulariser", "Measurement", "Network"}
    name = annotation.__name__
    if name in robustgui._SETTINGS or name in robustgui._list_registered():
        name = f"_{name}"  # what attributes and results have
    elif name not in known:
        return "Any"
    return f"{name} | str | dict[str, Any]" if is_registered else name


def _function(function: Any) -> list[str]:
    signature = inspect.signature(function)
    parts = []
    seen_star = False
    for each in signature.parameters.values():
        annotation = str(each.annotation)
        if each.kind is each.VAR_POSITIONAL:
            seen_star = True
            parts.append(f"*{each.name}: {annotation}")
            continue
        if each.kind is each.VAR_KEYWORD:
            parts += _settings_of(function, set(signature.parameters)) or [f"**{each.name}: {annotation}"]
            continue
        if each.kind is each.KEYWORD_ONLY and not seen_star:
            seen_star = True
            parts.append("*")
        parts.append(f"{each.name}: {annotation}" + ("" if each.default is each.empty else " = ..."))
    text = f"def {function.__name__}({', '.join(parts)}) -> {signature.return_annotation}: ..."
    for name in robustgui._SETTINGS:
        text = re.sub(rf"\b{name}\b", f"_{name}", text)
    return [text, ""]


def _settings_of(function: Any, taken: set[str]) -> list[str]:
    """The settings that a function takes as keywords, each as a parameter of its own."""
    parts = []
    if function is api.load:  # of objects also what `dataset` takes
        own = [each for each in inspect.signature(api.dataset).parameters.values() if each.name not in taken]
        parts = [f"{each.name}: {each.annotation} = ..." for each in own if each.kind is each.KEYWORD_ONLY]
        taken = taken | {each.name for each in own}
    cls = KEYWORDS.get(function.__name__)
    hidden = taken | {"train", "test"}
    return parts + [_parameter(cls, name, "...") for name in cls.model_fields if name not in hidden] if cls else []


def _relative(module: str) -> str:
    return module.removeprefix("robustgui")


def main() -> int:
    """Write or check the file."""
    text = write_stub()
    if "--check" in sys.argv[1:]:
        return 0 if FILE.read_text("utf-8") == text else 1
    FILE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
