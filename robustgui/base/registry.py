"""A table of named classes that fills itself from the files of one package and of plug-ins (`plugins`)."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from types import ModuleType
from typing import Any, Generic, TypeVar

from .code_import import AllowedCode
from .errors import PluginError, PluginWarning, UnknownName
from .former_names import PLUGIN_FOLDERS
from .plugins import (
    PluginFolder,
    forget_plugin_folders,
    package_modules,
    plugin_folders,
    plugin_modules,
    plugin_packages,
)
from .renamed import present_key
from .visible import shorten

T = TypeVar("T")


class Registry(Generic[T]):
    """Named classes of one kind. Registry key = file name; a new file is found by itself.

    Args:
        kind: singular, for messages: "attack".
        package: where the files lie: "robustgui.attacks".
        file_in_folders: a class may also be a folder of the package with a file of this name: "reader".

    Former keys (`renamed`) give the class as well, and are not listed.
    """

    def __init__(self, kind: str, package: str, file_in_folders: str = "") -> None:
        self.kind = kind
        self.package = package
        self._file_in_folders = file_in_folders
        self._classes: dict[str, type[T]] = {}
        self._plugins: set[str] = set()  # modules that were loaded, or are being loaded
        self._unfinished: set[str] = set()  # of these: being loaded; such a file may ask for what is registered
        self._loading = threading.RLock()
        self._has_packages = False  # whether the plug-ins of installed packages have been imported
        self._complete = False  # whether every file of the package has been imported
        self._searched: tuple[PluginFolder, ...] | None = None  # all plug-ins of these have been loaded
        self._nested = threading.local()
        REGISTRIES.append(self)

    def register(self, name: str) -> Callable[[type[T]], type[T]]:
        """Decorate a class to make it available as `name`."""

        def add(cls: type[T]) -> type[T]:
            other = self._classes.setdefault(name, cls)
            if other is not cls:
                raise ValueError(f"two {self.kind}s are called {name!r}: {other} and {cls}")
            cls.name = name  # type: ignore[attr-defined]
            return cls

        return add

    def __getitem__(self, name: str) -> type[T]:
        self._load()
        try:
            return self._classes[name if name in self._classes else present_key(self.kind, name)]
        except KeyError:
            close = difflib.get_close_matches(name, self._classes, n=1)
            if close:
                raise UnknownName(
                    "There is no {kind} called '{name}'. Did you mean '{close}'?",
                    kind=self.kind,
                    name=shorten(name),
                    close=close[0],
                ) from None
            raise UnknownName(
                "There is no {kind} called '{name}'. Known: {known}.",
                kind=self.kind,
                name=shorten(name),
                known=", ".join(self),
            ) from None

    def __iter__(self) -> Iterator[str]:
        self._load()
        return iter(sorted(self._classes))

    def __len__(self) -> int:
        self._load()
        return len(self._classes)

    def __contains__(self, name: object) -> bool:
        self._load()
        return name in self._classes or (isinstance(name, str) and present_key(self.kind, name) in self._classes)

    def _load(self) -> None:
        """Import every file of the package and of all plug-ins, each once; later accesses read no folder.

        A plug-in that is added later is for the next process; other folders in ROBUSTGUI_PLUGINS are searched at once.

        Threads that ask at the same time wait for each other: Python's own locks see to the files of the package, and
        find out where two imports would wait for each other for ever.
        """
        if not self._complete:
            self._import_package()
        if not self._has_packages:
            self._import_plugin_packages()
        folders = plugin_folders()
        if folders is not self._searched:
            self._load_plugins(folders)

    def _import_package(self) -> None:
        """Walking the folder takes milliseconds: once all is imported, that is not done again."""
        outermost = not getattr(self._nested, "inside", False)  # a file may ask for what is registered while it loads
        self._nested.inside = True
        try:
            package = importlib.import_module(self.package)
            for module in pkgutil.iter_modules(package.__path__):
                name = f"{self.package}.{module.name}"
                if not module.ispkg:
                    importlib.import_module(name)
                elif self._file_in_folders and find_spec(f"{name}.{self._file_in_folders}"):
                    importlib.import_module(f"{name}.{self._file_in_folders}")
            self._complete = self._complete or outermost
        finally:
            self._nested.inside = not outermost

    def _import_plugin_packages(self) -> None:
        """Import what installed packages add; while one is broken, every access tries again and says so."""
        with self._loading:
            for package in plugin_packages():
                try:
                    for module in package_modules(package, self.package.rpartition(".")[2]):
                        if module not in self._plugins:
                            self._plugins.add(module)
                            importlib.import_module(module)
                except Exception as error:  # whatever the package raises
                    self._plugins = {name for name in self._plugins if not name.startswith(f"{package}.")}
                    self._has_packages = False  # a file that asked for what is registered may have said otherwise
                    raise PluginError(
                        "The plug-in package {package} cannot be loaded: {problem}. Correct it, or uninstall it.",
                        package=package, problem=f"{type(error).__name__}: {error}",
                    ) from error  # fmt: skip
            self._has_packages = True

    def _load_plugins(self, folders: tuple[PluginFolder, ...]) -> None:
        """Load the plug-ins of `folders`; while one is broken, every access tries again and says so."""
        with self._loading:
            for folder in folders:
                if folder.code is not None:
                    for file, module in plugin_modules(folder, self.package.rpartition(".")[2]):
                        self._load_plugin(folder.code, file, module)
            if not self._unfinished:
                self._searched = folders
        for folder in folders:
            if folder.refusal is not None:
                warnings.warn(f"Plug-ins are ignored. {folder.refusal}", PluginWarning, stacklevel=2)

    def _load_plugin(self, code: AllowedCode, file: str, module: str) -> None:
        if module in self._plugins:
            return
        self._plugins.add(module)
        self._unfinished.add(module)
        try:
            _add_packages(module)
            code.run_file(file, module)
        except Exception as error:  # whatever the plug-in raises
            self._plugins.discard(module)
            forget_plugin_folders()  # the file may be mended, and allowed again
            raise PluginError(
                "The plug-in {file} cannot be loaded: {problem}. Correct it, or remove its folder from "
                "ROBUSTGUI_PLUGINS.",
                file=str(code.files.paths[file]), problem=f"{type(error).__name__}: {error}",
            ) from error  # fmt: skip
        finally:
            self._unfinished.discard(module)


REGISTRIES: list[Registry[Any]] = []  # all that this process has imported


def load_plugins_of(module: str) -> None:
    """Load the plug-ins of the kind of the plug-in `module`: what it defines comes from another process."""
    kind = module.split(".")[1]
    for registry in REGISTRIES:
        kind_folder = registry.package.rpartition(".")[2]
        if kind in (kind_folder, *PLUGIN_FOLDERS.get(kind_folder, ())):
            len(registry)


def _add_packages(module: str) -> None:
    """Put the packages of a plug-in into `sys.modules`: pickle imports them before the module."""
    package = module.rpartition(".")[0]
    while package:
        if package not in sys.modules:
            sys.modules[package] = ModuleType(package)
            sys.modules[package].__path__ = []
        package = package.rpartition(".")[0]
