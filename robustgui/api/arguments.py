"""Arguments of the public functions: checked and converted before anything begins, each mistake in one sentence."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from ..base.errors import ArgumentError
from ..base.visible import shorten
from .accepted import Unsuitable, find_converter

P = ParamSpec("P")
R = TypeVar("R")


def checked(function: Callable[P, R]) -> Callable[P, R]:
    """`function` with its arguments checked and converted by their annotations.

    Raises:
        ArgumentError: an argument is missing, unknown, or of another type.
        UnknownName: a name names nothing.
    """
    signature = inspect.signature(function)
    converters = {name: find_converter(str(each.annotation)) for name, each in signature.parameters.items()}
    name = f"rg.{function.__name__}"

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError as error:
            raise _explain(name, signature, args, kwargs, error) from None
        for argument, value in bound.arguments.items():
            convert = converters[argument]
            if convert is None:
                continue
            try:
                is_several = signature.parameters[argument].kind is inspect.Parameter.VAR_POSITIONAL
                bound.arguments[argument] = tuple(map(convert, value)) if is_several else convert(value)
            except Unsuitable as wrong:
                raise _refuse(name, argument, value, str(wrong)) from None
        return function(*bound.args, **bound.kwargs)

    return call


def _refuse(function: str, argument: str, value: Any, expectation: str) -> ArgumentError:
    if isinstance(value, type):
        return ArgumentError(
            "{function}: {argument} must be {expected}, and {cls} is a class. Create one, such as {cls}().",
            function=function, argument=argument, expected=expectation, cls=f"rg.{value.__name__}",
        )  # fmt: skip
    return ArgumentError(
        "{function}: {argument} must be {expected}, not {value}.",
        function=function, argument=argument, expected=expectation, value=_describe(value),
    )  # fmt: skip


def _describe(value: Any) -> str:
    """A short value as it is, and what kind of thing a long one is."""
    if value is None or isinstance(value, bool | int | float | str):
        return shorten(repr(value))
    shape = getattr(value, "shape", None)
    return f"a {type(value).__name__}" + (f" of shape {tuple(shape)}" if isinstance(shape, tuple) else "")


def _explain(
    function: str, signature: inspect.Signature, args: Sequence[Any], kwargs: Mapping[str, Any], error: TypeError
) -> ArgumentError:
    """The error of a call that does not fit the signature."""
    names = [each.name for each in signature.parameters.values() if each.kind is not each.VAR_KEYWORD]
    unknown = next((name for name in kwargs if name not in names), None)
    if unknown is not None and len(names) == len(signature.parameters):
        close = difflib.get_close_matches(unknown, names, n=1)
        if close:
            return ArgumentError(
                "{function} has no argument '{name}'. Did you mean '{close}'?",
                function=function, name=unknown, close=close[0],
            )  # fmt: skip
        return ArgumentError(
            "{function} has no argument '{name}'. Its arguments are {names}.",
            function=function, name=unknown, names=", ".join(names),
        )  # fmt: skip
    return ArgumentError(
        "{function} is called as {signature}: {problem}.",
        function=function, signature=f"{function}({', '.join(map(_sketch, signature.parameters.values()))})",
        problem=str(error),
    )  # fmt: skip


def _sketch(parameter: inspect.Parameter) -> str:
    """A parameter as it is written in a call."""
    if parameter.kind is parameter.VAR_KEYWORD:
        return "..."
    if parameter.default is not parameter.empty:
        return f"{parameter.name}={parameter.default!r}"
    return parameter.name
