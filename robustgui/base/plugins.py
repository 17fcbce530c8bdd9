"""Where plug-ins come from: folders that the variable ROBUSTGUI_PLUGINS names, and installed packages.

Both are laid out like the program itself: `my_plugins/attacks/shake.py` adds an attack. Several folders are joined as
in PATH; their files run only if they were allowed, one by one. A package names itself by an entry point of the group
`robustgui.plugins` (`shake = "my_package"`); an installed package is trusted.
"""

from __future__ import annotations

import os
import pkgutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from .code_files import CodeFiles, files_of_plugins
from .code_import import AllowedCode
from .code_trust import check_allowed
from .errors import RobustGuiError
from .former_names import PLUGIN_FOLDERS

PLUGIN_PACKAGE = "robustgui_plugins"  # of the modules that they become
PLUGINS_VARIABLE = "ROBUSTGUI_PLUGINS"
ENTRY_POINTS = "robustgui.plugins"


@dataclass(frozen=True)
class PluginFolder:
    """One folder of those that are named.

    Attributes:
        files: None: they cannot be read.
        code: what may run; None: nothing.
        refusal: why nothing may.
    """

    files: CodeFiles | None
    code: AllowedCode | None
    refusal: RobustGuiError | None = None


_lock = threading.Lock()
_folders: dict[str, tuple[PluginFolder, ...]] = {}  # by what the variable says


def plugin_folders() -> tuple[PluginFolder, ...]:
    """The folders that are named at present; the same object until another is named, or `forget_plugin_folders`."""
    named = os.environ.get(PLUGINS_VARIABLE, "")
    folders = _folders.get(named)
    if folders is None:
        with _lock:
            folders = _folders.setdefault(named, tuple(_look(named)))
    return folders


def forget_plugin_folders() -> None:
    """Look at the folders again, because one was allowed meanwhile, or mended."""
    with _lock:
        _folders.clear()


def plugin_modules(folder: PluginFolder, kind: str) -> list[tuple[str, str]]:
    """Names of the files in a folder that add a `kind`, such as "attacks", and of the modules that they become."""
    if folder.code is None:
        return []
    return [
        (name, f"{PLUGIN_PACKAGE}.{name.removesuffix('.py').replace('/', '.')}")
        for place in (kind, *PLUGIN_FOLDERS.get(kind, ()))
        for name in sorted(folder.code.files.paths)
        if name.startswith(f"{place}/") and name.endswith(".py") and name.count("/") == 1
    ]


@cache
def plugin_packages() -> tuple[str, ...]:
    """The installed packages that add something; a package installed later is for the next process."""
    from importlib.metadata import entry_points

    return tuple(sorted({entry.value for entry in entry_points(group=ENTRY_POINTS)}))


def package_modules(package: str, kind: str) -> list[str]:
    """The modules of an installed package that add a `kind`, such as "attacks"; imports the package itself."""
    places = [f"{package}.{place}" for place in (kind, *PLUGIN_FOLDERS.get(kind, ()))]
    folders = [(place, find_spec(place)) for place in places]
    return [
        f"{place}.{module.name}"
        for place, spec in folders
        if spec is not None and spec.submodule_search_locations
        for module in pkgutil.iter_modules(spec.submodule_search_locations)
        if not module.ispkg
    ]


def _look(named: str) -> Iterator[PluginFolder]:
    for text in filter(None, named.split(os.pathsep)):
        folder = Path(os.path.expanduser(text)).absolute()
        if not folder.is_dir():
            continue
        files = None
        try:
            files = files_of_plugins(folder)
            check_allowed(files)
        except RobustGuiError as error:
            yield PluginFolder(files, None, error)
        else:
            yield PluginFolder(files, AllowedCode(files, own_modules=False))
