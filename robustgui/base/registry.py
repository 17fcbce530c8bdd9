"""A table of named classes that fills itself from the files of one package and of plug-in folders.

A plug-in folder is laid out like the program itself: `my_plugins/attacks/shake.py` adds an attack.
The folders are named by the environment variable ROBUSTGUI_PLUGINS (several: joined as in PATH).
"""

from __future__ import annotations

import difflib
import importlib
import importlib.util
import os
import pkgutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Generic, TypeVar

from .errors import PluginError, UnknownName
from .shorten import shorten

T = TypeVar("T")
PLUGINS_VARIABLE = "ROBUSTGUI_PLUGINS"


class Registry(Generic[T]):
    """Named classes of one kind. Registry key = file name; a new file is found by itself."""

    def __init__(self, kind: str, package: str) -> None:
        self.kind = kind  # singular, for messages: "attack"
        self.package = package  # where the files lie: "robustgui.attacks"
        self._classes: dict[str, type[T]] = {}
        self._plugins: set[Path] = set()  # that were loaded, or are being loaded
        self._unfinished: set[Path] = set()  # of these: being loaded; such a file may ask for what is registered
        self._loading = threading.RLock()
        self._complete = False  # whether every file of the package has been imported
        self._searched: str | None = None  # ROBUSTGUI_PLUGINS as it was when all its plug-ins had been loaded
        self._nested = threading.local()

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
            return self._classes[name]
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
        return name in self._classes

    def _load(self) -> None:
        """Import every file of the package and of the plug-in folders, each once; later accesses read no folder.

        A plug-in that is added later is for the next process; other folders in ROBUSTGUI_PLUGINS are searched at once.

        Threads that ask at the same time wait for each other: Python's own locks see to the files of the package, and
        find out where two imports would wait for each other for ever.
        """
        if not self._complete:
            self._import_package()
        named = os.environ.get(PLUGINS_VARIABLE, "")
        if named != self._searched:
            self._load_plugins(named)

    def _import_package(self) -> None:
        """Walking the folder takes milliseconds: once all is imported, that is not done again."""
        outermost = not getattr(self._nested, "inside", False)  # a file may ask for what is registered while it loads
        self._nested.inside = True
        try:
            package = importlib.import_module(self.package)
            for module in pkgutil.iter_modules(package.__path__):
                if not module.ispkg:
                    importlib.import_module(f"{self.package}.{module.name}")
            self._complete = self._complete or outermost
        finally:
            self._nested.inside = not outermost

    def _load_plugins(self, named: str) -> None:
        """Load the plug-ins of the folders in `named`; while one is broken, every access tries again and says so."""
        with self._loading:
            for folder in filter(None, named.split(os.pathsep)):
                for file in sorted(Path(folder, self.package.rpartition(".")[2]).glob("*.py")):
                    self._load_plugin(file)
            if not self._unfinished:
                self._searched = named

    def _load_plugin(self, file: Path) -> None:
        if file in self._plugins:
            return
        self._plugins.add(file)
        self._unfinished.add(file)
        try:
            _import_file(f"robustgui_plugins.{self.package.rpartition('.')[2]}.{file.stem}", file)
        except Exception as error:  # whatever somebody's code raises
            self._plugins.discard(file)
            raise PluginError(
                "The plug-in {file} cannot be loaded: {problem}. Correct it, or remove its folder from "
                "ROBUSTGUI_PLUGINS.",
                file=str(file), problem=f"{type(error).__name__}: {error}",
            ) from error  # fmt: skip
        finally:
            self._unfinished.discard(file)


def _import_file(name: str, file: Path) -> None:
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None
    assert spec.loader is not None  # a .py file always has one
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # pydantic looks annotations up here
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
