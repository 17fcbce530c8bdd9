"""The user's own torch module as the network of a run."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ..base.code_trust import allow
from ..base.errors import RunError
from ..base.lazy import torch
from ..models.initial_weights import keep_weights
from ..models.module_arguments import find_arguments, list_parameters
from ..models.module_source import FEATURES, OUTPUTS, collect_source, write_module
from ..models.python import MOST_SOURCE, Python
from ..models.user_code import Reads, name_source, source_files
from ..runs.folder import code_of_run
from .accepted import PathLike
from .arguments import checked

if TYPE_CHECKING:
    from torch import nn

__all__ = ["Module", "allow_code"]

_SIZES = {"features": FEATURES, "outputs": OUTPUTS}


@checked
def Module(  # noqa: N802  # stands where the classes of settings do: model=rg.GRU(), model=rg.Module(MyNet)
    network: Callable[..., nn.Module] | nn.Module,
    *,
    reads: Reads = "auto",
    features: str = "",
    outputs: str = "",
    **arguments: Any,
) -> Python:
    """Your own network, for `rg.train(data, model=rg.Module(MyNet, hidden=32))`.

    Its forward method takes sequences (B, T, F), padded with zeros, and gives outputs (B, K). It may also take the
    lengths (B,) or a mask (B, T); without these it is called with sequences of one length at a time. Its source is
    stored with the run, together with your own classes, functions and constants that it uses. Whoever opens the run on
    another machine must allow the code first: `robustgui allow RUN`.

    Args:
        network: a class or a function that gives a module: each run initialises the weights by its own seed. Or a
            module: training starts from its weights; `rg.import_network` attacks it as it is. It reads standardised
            values: one that was trained on other ones needs `front="as_is"` in `rg.train`.
        reads: what forward takes besides the sequences: "lengths", "mask" (True where valid), "padding_mask" (True on
            padding), "packed" (a PackedSequence in place of the sequences), "equal" (nothing); "auto": by the name of
            the parameter.
        features, outputs: the parameters of `network` for the number of features and of outputs; empty: by their names,
            such as input_size and num_classes.
        arguments: other arguments of `network`: plain values, classes or functions.

    Raises:
        RunError: the source is not to be found or cannot be stored, or an argument is missing.
    """
    model = declare_network(network, reads=reads, features=features, outputs=outputs, arguments=arguments)
    if not isinstance(network, torch.nn.Module):
        return model
    return model.copy_with(weights=keep_weights(unwrap(network)))


def declare_network(
    network: Callable[..., nn.Module] | nn.Module,
    *,
    reads: Reads = "auto",
    features: str = "",
    outputs: str = "",
    arguments: Mapping[str, Any] = MappingProxyType({}),
) -> Python:
    """The settings of `Module`, which is called with these arguments; raises as that."""
    if isinstance(network, torch.nn.Module):
        network = unwrap(network)
        if isinstance(network, torch.jit.ScriptModule):
            raise RunError(
                "A module of TorchScript has no source that could be stored. Give rg.Module the class that it was made "
                "from, or attack it as it is with rg.import_network(module, data)."
            )
        if isinstance(network, torch.nn.Sequential):
            return _declare(type(network).__name__, write_module(network), reads)
        arguments = {**_arguments_of(network), **arguments}
        network = type(network)
    while isinstance(network, functools.partial):
        arguments = {**dict(zip(list_parameters(network.func), network.args, strict=False)), **arguments}
        arguments = {**network.keywords, **arguments}
        network = network.func
    if getattr(network, "__name__", "") == "<lambda>":
        raise RunError("The source of a lambda cannot be stored. Write rg.Module(MyNet, ...), or a function with def.")
    if not callable(network) or not hasattr(network, "__name__"):
        raise RunError(
            "rg.Module takes a class, a function or a torch.nn.Module, not a {type}.", type=type(network).__name__
        )
    sizes = _sizes(network, {"features": features, "outputs": outputs}, arguments)
    source = collect_source(network, sizes, {key: value for key, value in arguments.items() if key not in sizes})
    return _declare(network.__name__, source, reads)


def _declare(name: str, source: str, reads: Reads) -> Python:
    """The settings of a network with this source, which may run from now on: it is the user's own."""
    if len(source) > MOST_SOURCE:
        raise RunError(
            "The source of {name} and of what it uses has {count} {count:character|characters}; at most {most} are "
            "stored with a run. Put it into a file and use rg.Python(entry='file.py:function').",
            name=name, count=len(source), most=MOST_SOURCE,
        )  # fmt: skip
    model = Python(entry=name_source(name, source), source=source, reads=reads)
    allow(source_files(model.entry, source))
    return model


def unwrap(module: nn.Module) -> nn.Module:
    """The module inside of what torch.compile, DataParallel and DistributedDataParallel make of it."""
    while True:
        if isinstance(module, torch.nn.DataParallel | torch.nn.parallel.DistributedDataParallel):
            module = module.module
        elif isinstance(inner := dict(module.named_children()).get("_orig_mod"), torch.nn.Module):
            module = inner
        else:
            return module


@checked
def allow_code(run: PathLike) -> tuple[str, ...]:
    """Allow the code of a notebook that a stored run or a network file holds to run on this machine, as it is now.

    Returns:
        The lines of the code.

    Raises:
        RunError: it holds no such code, or cannot be read.
    """
    code = code_of_run(Path(run))
    allow(code)
    return tuple(code.contents[code.main].decode().splitlines())


def _sizes(network: Callable[..., Any], named: dict[str, str], arguments: Mapping[str, Any]) -> dict[str, str]:
    """The parameters that get the number of features and of outputs: parameter to "features" or "outputs"."""
    parameters = list_parameters(network)
    takes_any = any(each.kind is each.VAR_KEYWORD for each in parameters.values())
    unknown = [name for name in (*arguments, *filter(None, named.values())) if name not in parameters and not takes_any]
    if unknown:
        raise RunError(
            "{name} has no parameter {unknown}. Its parameters are {known}.",
            name=network.__name__, unknown=", ".join(unknown), known=", ".join(parameters) or "none",
        )  # fmt: skip
    sizes = {}
    for size, names in _SIZES.items():
        parameter = named[size] or next((name for name in names if name in parameters and name not in arguments), "")
        if parameter:
            sizes[parameter] = size
    missing = [
        name for name, each in parameters.items()
        if each.default is each.empty and each.kind in (each.POSITIONAL_OR_KEYWORD, each.KEYWORD_ONLY)
        and name not in sizes and name not in arguments
    ]  # fmt: skip
    if missing:
        raise RunError(
            "{name} needs {missing}. Give a value, such as rg.Module({name}, {first}=...), or say which parameters are "
            "the numbers of features and of outputs with features= and outputs=.",
            name=network.__name__, missing=", ".join(missing), first=missing[0],
        )  # fmt: skip
    return sizes


def _arguments_of(module: nn.Module) -> dict[str, Any]:
    """The arguments that `module` was created with, without the numbers of features and of outputs.

    Raises:
        RunError: a module created with them has other weights.
    """
    parameters = list_parameters(type(module))
    leaves = [each for each in module.modules() if not any(True for _ in each.children())]
    reads = next((size for each in leaves for size in _attributes(each, "input_size", "in_features", "in_channels")), 1)
    gives = next((size for each in leaves[::-1] for size in _attributes(each, "out_features", "hidden_size")), 1)
    sizes = {name: reads if name in FEATURES else gives for name in parameters if name in (*FEATURES, *OUTPUTS)}
    arguments = find_arguments(module, sizes)
    return {name: value for name, value in arguments.items() if name not in sizes}


def _attributes(module: nn.Module, *names: str) -> list[int]:
    """The sizes that a layer of torch has under one of `names`."""
    return [getattr(module, name) for name in names if hasattr(module, name)]
