"""Runs: their specification, how they are carried out, stored, found again and resumed.

The package can be called: `rg.runs()` lists the stored runs of a notebook, and `rg.runs` is this package as soon as
anything of it has been imported.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class _CallablePackage(ModuleType):
    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """See `robustgui.api.runs.runs`."""
        return import_module("robustgui.api.runs").runs(*args, **kwargs)


sys.modules[__name__].__class__ = _CallablePackage
