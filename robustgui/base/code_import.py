"""Runs allowed code: modules are made of the very bytes that were allowed, whatever happens to the files meanwhile.

Nothing of the folder gets on `sys.path`, and no stored bytecode (`__pycache__`) is used. A finder before Python's own
looks at which code imports. To code that was loaded here, at once or later inside of its functions, it serves the
allowed files; what lies neither there nor among installed packages and on the path of the process is refused. Other
imports of the process are left alone. The alternative, to compare files with their digests before anything runs, would
trust whatever is imported later.
"""

from __future__ import annotations

import importlib
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from importlib.abc import Loader
from importlib.machinery import (
    BYTECODE_SUFFIXES,
    EXTENSION_SUFFIXES,
    ExtensionFileLoader,
    ModuleSpec,
    PathFinder,
    SourceFileLoader,
    SourcelessFileLoader,
)
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any, cast

from .code_files import SUFFIXES, CodeFiles, suffix_of
from .errors import RunError
from .files import read_regular
from .shell import shell_command

_starting: ContextVar[AllowedCode | None] = ContextVar("starting", default=None)
_switching = threading.RLock()
_present: AllowedCode | None = None  # its modules are the ones in `sys.modules`


class AllowedCode:
    """One piece of code that may import the files that were allowed, and what is installed.

    Args:
        files: were allowed, see `code_trust.check_allowed`; nothing of them runs yet.
        installed: it is trusted as it is installed, and Python itself imports it.
        own_modules: False for plug-ins, which do not import files of their folder by name. Else its modules are kept
            apart from those of the same names in other folders: in `sys.modules` stand those of the code that runs.
    """

    def __init__(self, files: CodeFiles, *, installed: bool = False, own_modules: bool = True) -> None:
        self.files = files
        self._installed = installed
        self._own_modules = own_modules and not installed
        # module name to file name; None: a folder without __init__
        self._modules = dict(_modules_of(files)) if self._own_modules else {}
        self._names = {str(path): name for name, path in files.paths.items()}
        self._path = tuple(str(Path(place).absolute()) for place in sys.path)
        self._stored: dict[str, ModuleType] = {}  # while those of other code are in `sys.modules`

    def __deepcopy__(self, _memo: object) -> AllowedCode:
        return self

    def run_file(self, name: str, module: str) -> ModuleType:
        """Run the file `name` as a module called `module`."""
        with self.running():
            spec = self._spec(module, name)
            loaded = module_from_spec(spec)
            if self._own_modules:
                self._modules[module] = name
            sys.modules[module] = loaded  # pydantic and torch look annotations and names up there
            try:
                cast("Loader", spec.loader).exec_module(loaded)
            except BaseException:
                del sys.modules[module]
                raise
            return loaded

    def load(self, module: str) -> ModuleType:
        """The module of that name, run if it has not been yet."""
        with self.running():
            mark = _starting.set(self)
            try:
                return importlib.import_module(module)
            finally:
                _starting.reset(mark)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Inside, functions of this code may be called; what it does to `sys.path` is undone."""
        _install_finder()
        if self._own_modules:
            self._switch()
        before = sys.path[:]
        try:
            yield
        finally:
            if sys.path != before:
                sys.path[:] = before

    def _switch(self) -> None:
        """Put these modules into `sys.modules`, in place of those of other code."""
        global _present
        with _switching:
            if _present is self:
                return
            if _present is not None:
                for name in _present._modules:
                    if _code_of(sys.modules.get(name)) is _present:
                        _present._stored[name] = sys.modules.pop(name)
            sys.modules.update(self._stored)
            self._stored.clear()
            _present = self

    def content(self, path: str) -> bytes:
        """What was allowed of a file of this code; of any other file what is in it."""
        name = self._names.get(path)
        return Path(path).read_bytes() if name is None else self.files.contents[name]

    def find_spec(self, name: str, path: Sequence[str] | None) -> ModuleSpec | None:
        """What `import name` in this code gets; None: it is left to the other finders.

        Raises:
            RunError: a file that was not allowed.
        """
        if self._installed:
            return None
        if name in self._modules:
            return self._spec(name, self._modules[name])
        search = sys.path if path is None else path
        spec = PathFinder.find_spec(name, [place for place in search if self._is_trusted(place)])
        if spec is not None:
            return spec
        spec = PathFinder.find_spec(name, search)
        if spec is None:
            return None
        origin = os.path.normpath(spec.origin) if spec.origin else ""
        if origin in self._names:  # the code has put its folder on the path itself
            self._modules[name] = self._names[origin]
            return self._spec(name, self._names[origin])
        raise RunError(
            "Your code {entry} imports {file}, which is not among the files that were allowed to run. Name it in an "
            "import statement and keep it in the folder {folder}, or install it as a package; then: {command}",
            entry=self.files.entry, file=spec.origin or ", ".join(spec.submodule_search_locations or ()),
            folder=str(self.files.folder), command=shell_command("allow", self.files.entry),
        )  # fmt: skip

    def _is_trusted(self, place: str) -> bool:
        """Whether the process had `place` on its path by itself; the folder of the code never counts."""
        whole = Path(place)
        length_of_known = max((len(start) for start in self._path if whole.is_relative_to(start)), default=-1)
        length_of_own = len(str(self.files.folder)) if whole.is_relative_to(self.files.folder) else -1
        return length_of_known > length_of_own

    def _spec(self, module: str, name: str | None) -> ModuleSpec:
        if name is None:
            spec = cast("ModuleSpec", spec_from_loader(module, _Folder(self), is_package=True))
            spec.submodule_search_locations = [str(self.files.folder.joinpath(*module.split(".")))]
            return spec
        path = self.files.paths[name]
        suffix = suffix_of(name)
        kind = _Extension if suffix in EXTENSION_SUFFIXES else _Bytecode if suffix in BYTECODE_SUFFIXES else _Source
        loader = kind(module, str(path))
        loader.code = self
        spec = cast("ModuleSpec", spec_from_loader(module, loader, origin=str(path), is_package=_is_package(name)))
        spec.has_location = True
        if _is_package(name):
            spec.submodule_search_locations = [str(path.parent)]
        return spec


class _Allowed:
    """Reads a file of `code` as it was allowed."""

    code: AllowedCode

    def get_data(self, path: str) -> bytes:
        return self.code.content(path)


class _Source(_Allowed, SourceFileLoader):  # type: ignore[misc]  # typeshed: two signatures of source_to_code
    def path_stats(self, path: Any) -> Any:
        raise OSError  # bytecode stored beside the source is not used, and none is stored


class _Bytecode(_Allowed, SourcelessFileLoader):
    pass


class _Extension(_Allowed, ExtensionFileLoader):
    def create_module(self, spec: ModuleSpec) -> Any:
        """The system's loader reads the file itself, so that it is compared right before."""
        allowed = self.code.content(self.path)
        if read_regular(Path(self.path), max(len(allowed), 1) << 1) != allowed:
            raise RunError("The Python code {file} has changed since it was allowed to run.", file=self.path)
        return super().create_module(spec)


class _Folder(_Allowed, Loader):
    """Of a folder without `__init__`."""

    def __init__(self, code: AllowedCode) -> None:
        self.code = code

    def create_module(self, _spec: ModuleSpec) -> None:
        return None

    def exec_module(self, _module: ModuleType) -> None:
        return None


class _Finder:
    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None = None, _target: object = None) -> ModuleSpec | None:
        code = _importing()
        return None if code is None else code.find_spec(name, path)


def _install_finder() -> None:
    """Put the finder before Python's own for files, behind those for what is built in."""
    if _Finder not in sys.meta_path:
        place = sys.meta_path.index(PathFinder) if PathFinder in sys.meta_path else len(sys.meta_path)
        sys.meta_path.insert(place, _Finder)


def _importing() -> AllowedCode | None:
    """The code that is importing at the moment, if it was loaded here."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        names = frame.f_globals
        if names is globals():
            return _starting.get()
        code = _code_of(names)
        if code is not None:
            return code
        package = str(names.get("__name__")).partition(".")[0]
        if "__spec__" in names and package not in ("importlib", "_frozen_importlib"):
            return None
        frame = frame.f_back  # a part of the import system, or a text that was given to `exec`
    return None


def _code_of(module: Any) -> AllowedCode | None:
    """The code that a module, or the names in it, belong to."""
    names = module if isinstance(module, dict) else getattr(module, "__dict__", {})
    loader = getattr(names.get("__spec__"), "loader", None)
    return loader.code if isinstance(loader, _Allowed) else None


def _modules_of(files: CodeFiles) -> Iterator[tuple[str, str | None]]:
    """Name of each module and of its file, those that Python prefers last; None: a folder without `__init__`."""
    names = sorted(files.paths, key=lambda name: (_is_package(name), -SUFFIXES.index(suffix_of(name))))
    for name in names:
        parents = name.split("/")[:-1]
        yield from ((".".join(parents[: depth + 1]), None) for depth in range(len(parents)))
    for name in names:
        stem = name.removesuffix(suffix_of(name))
        module = stem.removesuffix("/__init__").replace("/", ".")
        if all(part.isidentifier() for part in module.split(".")):
            yield module, name


def _is_package(name: str) -> bool:
    return name.rpartition("/")[2].removesuffix(suffix_of(name)) == "__init__"
