"""The parameters of the class or function of a network, and the arguments that a module was created with."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ..base.errors import RunError
from ..base.lazy import torch

if TYPE_CHECKING:
    from torch.nn import Module

_OF_TORCH = ("mode", "device", "dtype")  # parameters of torch's own layers that nobody gives


def list_parameters(network: Callable[..., Any]) -> dict[str, inspect.Parameter]:
    """The parameters of a function or a class; of a class that takes any arguments also those of its bases."""
    parameters = dict(inspect.signature(network).parameters)
    for base in network.__mro__[1:] if isinstance(network, type) else ():
        if not any(each.kind is each.VAR_KEYWORD for each in parameters.values()) or base is torch.nn.Module:
            break
        if "__init__" in vars(base):
            inherited = list(inspect.signature(vars(base)["__init__"]).parameters.values())[1:]
            named = {name: each for name, each in parameters.items() if each.kind is not each.VAR_KEYWORD}
            named = {name: each for name, each in named.items() if each.kind is not each.VAR_POSITIONAL}
            parameters = {each.name: each for each in inherited} | named
    return parameters if _is_of_user(network) else {k: v for k, v in parameters.items() if k not in _OF_TORCH}


def find_arguments(module: Module, sizes: Mapping[str, int] | None = None) -> dict[str, Any]:
    """The arguments that `module` was created with, as far as it has them as attributes.

    Args:
        module: of a class whose `__init__` keeps its arguments under their names.
        sizes: arguments that are known.

    Raises:
        RunError: a module made with them has other parts or other weights.
    """
    cls = type(module)
    arguments = dict(sizes or {})
    for name, parameter in list_parameters(cls).items():
        if name in arguments or not (name in vars(module) or name in module._parameters):
            continue
        value = getattr(module, name)
        is_flag = name in module._parameters  # whether there is such a weight, as of bias=
        value = value is not None if is_flag else value
        if not (isinstance(value, bool | int | float | str | None) and value == parameter.default):
            arguments[name] = value
    try:
        with torch.random.fork_rng(devices=[]):
            again = cls(**arguments)
        is_same = _shapes(again) == _shapes(module) and (_is_of_user(cls) or repr(again) == repr(module))
    except Exception:  # whatever the user's own code raises
        is_same = False
    if not is_same:
        raise RunError(
            "The arguments that this {name} was created with are not known. Give the class and its arguments: "
            "rg.Module({name}, ...).",
            name=cls.__name__,
        )  # fmt: skip
    return arguments


def _shapes(module: Module) -> dict[str, Any]:
    return {key: value.shape for key, value in module.state_dict().items()}


def _is_of_user(network: Any) -> bool:
    return str(getattr(network, "__module__", "")).partition(".")[0] != "torch"
