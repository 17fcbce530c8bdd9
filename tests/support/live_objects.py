"""What a window holds: live objects of some kinds, and the bytes of everything that can be reached from it."""

from __future__ import annotations

import gc
import sys
import types
from collections import Counter
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QObject

_PASSED_OVER = (type, types.ModuleType, types.FrameType, types.CodeType, types.BuiltinFunctionType)


def count_live(kinds: tuple[type, ...]) -> int:
    """Objects of these kinds that nobody has let go."""
    gc.collect()
    return sum(issubclass(type(thing), kinds) for thing in gc.get_objects())  # `isinstance` asks the thing itself, too


def reachable_bytes(*roots: QObject) -> Counter[str]:
    """Bytes of Python objects that these objects and their children hold, by type; arrays included, code excluded."""
    waiting: list[Any] = [child for root in roots for child in (root, *root.findChildren(QObject))]
    seen: set[int] = set()
    total: Counter[str] = Counter()
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen or issubclass(type(thing), _PASSED_OVER):
            continue
        seen.add(id(thing))
        total[type(thing).__name__] += sys.getsizeof(thing)
        waiting.extend(_held(thing))
    return total


def _held(thing: Any) -> Iterable[Any]:
    if type(thing) is types.FunctionType:
        return [*(thing.__closure__ or ()), *(thing.__defaults__ or ())]
    if issubclass(type(thing), QObject):
        return [vars(thing)]
    return gc.get_referents(thing)
