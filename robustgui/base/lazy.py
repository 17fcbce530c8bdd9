"""`torch`, imported at its first use: settings and forms can be built without paying for it."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import TYPE_CHECKING, Any


class _Lazy(ModuleType):
    """Placeholder of a module that imports the real one at the first access to an attribute."""

    def __getattr__(self, name: str) -> Any:
        return getattr(importlib.import_module(self.__name__), name)


if TYPE_CHECKING:
    import torch
else:
    torch = _Lazy("torch")

__all__ = ["torch"]
