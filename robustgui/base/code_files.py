"""Which files user code could run from its folder, with their present content.

Of a file: what its text imports from the folder beside it, packages whole, and so on from there. An import counts
wherever it stands; so do texts that spell a module or a file of the folder, for `importlib.import_module("helpers")`
and its like. Names that are computed at run time cannot be seen here: `code_import` refuses to import them.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import os
import re
import site
import sys
import sysconfig
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.machinery import EXTENSION_SUFFIXES, SOURCE_SUFFIXES, PathFinder, all_suffixes
from itertools import islice
from pathlib import Path

from .errors import RunError
from .files import check_regular, read_regular

SUFFIXES = tuple(dict.fromkeys((*EXTENSION_SUFFIXES, *all_suffixes())))  # in the order in which Python prefers them
_MOST_FILES = 2000
_MOST_BYTES = 64 << 20
_MOST_SOURCE = 1 << 20  # bytes of a text that is searched for imports
_MOST_ENTRIES = 20_000  # of folders that are searched: recordings lie beside code too
_SHOWN = 8


@dataclass(frozen=True)
class CodeFiles:
    """The files of one entry or of one plug-in folder.

    Attributes:
        entry: FILE.py:FUNCTION, PACKAGE.MODULE:FUNCTION, or a plug-in folder.
        folder: where the code lies and what it imports is looked for.
        contents: bytes by name: the path below `folder`, with slashes.
        paths: where each of them was read.
        main: the name of the file that is run first; empty: a plug-in folder, all of whose files are.
    """

    entry: str
    folder: Path
    contents: dict[str, bytes]
    paths: dict[str, Path]
    main: str = ""

    @cached_property
    def digests(self) -> dict[str, str]:
        """SHA-256 by name."""
        return {name: hashlib.sha256(content).hexdigest() for name, content in sorted(self.contents.items())}


def files_of_entry(entry: str) -> CodeFiles:
    """The files that could run for `entry`, which has the whole path of its file; none of them runs.

    Raises:
        RunError: a file or module is not there, cannot be read, or there are too many.
    """
    place = entry.rpartition(":")[0]
    if place.endswith(".py"):
        path = Path(place)
        if not path.is_file():
            raise RunError("There is no file {file}.", file=place)
        collection = _Collection(path.parent)
        collection.add(path.name, path)
        collection.follow()
        return collection.files(entry, path.name)
    root = place.partition(".")[0]
    package = _locate(root, place)
    collection = _Collection(package.parent)
    if package.is_dir():
        collection.add_package(root, package)
    else:
        collection.add(package.name, package)
    if not is_installed(package):
        collection.follow()
    main = next((name for name in _names_of_module(place) if name in collection.paths), "")
    if not main:
        raise RunError("There is no Python module called {name}.", name=place)
    return collection.files(entry, main)


def files_of_plugins(folder: Path) -> CodeFiles:
    """All Python files below a plug-in folder; raises `RunError` if they cannot be read or are too many."""
    collection = _Collection(folder)
    collection.add_package("", folder)
    return collection.files(str(folder))


def is_installed(path: Path) -> bool:
    """Whether `path` lies where packages are installed, or is a part of Python itself."""
    return any(path.is_relative_to(place) for place in _find_installed_places())


def format_names(names: list[str] | tuple[str, ...]) -> str:
    """Names for a sentence, the first few of many."""
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f", … (+{more})" if more > 0 else "") if names else "-"


def _find_installed_places() -> Iterator[Path]:
    places = sysconfig.get_paths()
    yield from (Path(places[name]) for name in ("stdlib", "platstdlib", "purelib", "platlib"))
    yield from map(Path, (*site.getsitepackages(), site.getusersitepackages()))


def _locate(root: str, place: str) -> Path:
    """The folder or the file of the top-level module `root`, of which nothing is run."""
    try:
        spec = importlib.util.find_spec(root)
    except (ImportError, ValueError) as error:
        raise RunError("There is no Python module called {name}.", name=place) from error
    if spec is not None:
        for folder in spec.submodule_search_locations or ():
            inner = [name.partition("/")[2] for name in _names_of_module(place)]
            if any(Path(folder, name).is_file() for name in inner if name):
                return Path(folder)
        if spec.origin and spec.submodule_search_locations is None and Path(spec.origin).is_file():
            return Path(spec.origin)
    raise RunError("There is no Python module called {name}.", name=place)


def _names_of_module(module: str) -> Iterator[str]:
    """The names that the file of `module` may have, the preferred first."""
    stem = module.replace(".", "/")
    yield from (f"{stem}/__init__{suffix}" for suffix in SUFFIXES)
    yield from (f"{stem}{suffix}" for suffix in SUFFIXES)


class _Collection:
    """Files that could run, added name by name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.paths: dict[str, Path] = {}
        self._contents: dict[str, bytes] = {}
        self._room = _MOST_BYTES
        self._followed: set[str] = set()

    def files(self, entry: str, main: str = "") -> CodeFiles:
        return CodeFiles(entry, self.folder, self._contents, self.paths, main)

    def add(self, name: str, path: Path) -> None:
        if name in self.paths:
            return
        if len(self.paths) >= _MOST_FILES:
            raise self._too_many()
        try:
            if check_regular(path) > self._room:
                raise self._too_many()
            content = read_regular(path, self._room)
        except OSError as error:
            raise RunError(
                "{file} cannot be read: {problem}.", file=str(path), problem=error.strerror or str(error)
            ) from error
        self._room -= len(content)
        self.paths[name], self._contents[name] = path, content

    def add_package(self, name: str, folder: Path) -> None:
        """Every file below `folder` that could be imported; `name`: of the package, empty: of none."""
        waiting, seen = [(name, folder)], set()
        room = _MOST_ENTRIES
        while waiting:
            name, place = waiting.pop()
            real = os.path.realpath(place)
            if real in seen:  # a link to a folder above
                continue
            seen.add(real)
            entries = self._scan(place, room)
            room -= len(entries)
            for entry in entries:
                below = f"{name}/{entry.name}" if name else entry.name
                if entry.is_dir():
                    if entry.name.isidentifier() and entry.name != "__pycache__":
                        waiting.append((below, Path(entry.path)))
                elif (suffix := suffix_of(entry.name)) and entry.name.removesuffix(suffix).isidentifier():
                    self.add(below, Path(entry.path))

    def follow(self) -> None:
        """Add what the files import from the folder, and what these import, until nothing new comes."""
        while waiting := [name for name in self.paths if name not in self._followed]:
            for name in waiting:
                self._followed.add(name)
                if name.endswith(tuple(SOURCE_SUFFIXES)) and len(self._contents[name]) <= _MOST_SOURCE:
                    modules, files = _mentions(self._contents[name])
                    for module in sorted(modules):
                        self._add_module(module)
                    for file in sorted(files):
                        self._add_named_file(file, self.paths[name].parent)

    def _add_module(self, name: str) -> None:
        """The top-level module `name`, if the folder holds one: Python looks for package, module, bare folder."""
        if name in sys.stdlib_module_names or name == "robustgui":
            return
        package = self.folder / name
        if any((package / f"__init__{suffix}").is_file() for suffix in SUFFIXES):
            self.add_package(name, package)
            return
        for suffix in SUFFIXES:
            if (path := self.folder / f"{name}{suffix}").is_file():
                self.add(path.name, path)
                return
        if package.is_dir() and not _is_regular_module(name):
            self.add_package(name, package)

    def _add_named_file(self, file: str, beside: Path) -> None:
        for start in (self.folder, beside):
            path = Path(os.path.normpath(start / file))
            if path.is_relative_to(self.folder) and path.is_file():
                self.add(path.relative_to(self.folder).as_posix(), path)

    def _scan(self, folder: Path, most: int) -> list[os.DirEntry[str]]:
        """What lies in `folder`, at most `most` entries; nothing of a virtual environment.

        A file that is left out here is not allowed to run either.
        """
        try:
            with os.scandir(folder) as entries:
                first = list(islice(entries, most))
        except OSError as error:
            raise RunError(
                "{file} cannot be read: {problem}.", file=str(folder), problem=error.strerror or str(error)
            ) from error
        return [] if any(entry.name == "pyvenv.cfg" for entry in first) else sorted(first, key=lambda entry: entry.name)

    def _too_many(self) -> RunError:
        return RunError(
            "The folder {folder} holds too many files to be allowed to run as a whole. Keep your code in a folder of "
            "its own.",
            folder=str(self.folder),
        )


def suffix_of(name: str) -> str:
    """The ending of a file that Python can import; empty: it cannot."""
    return next((suffix for suffix in SUFFIXES if name.endswith(suffix)), "")


def _is_regular_module(name: str) -> bool:
    """Whether Python finds a module of this name elsewhere: it is preferred to a folder without `__init__`."""
    try:
        spec = PathFinder.find_spec(name)
    except (ImportError, ValueError):
        return False
    return spec is not None and spec.origin is not None


def _mentions(source: bytes) -> tuple[set[str], set[str]]:
    """Top-level modules and files of Python that the text of a file names, in imports or in literals."""
    modules: set[str] = set()
    files: set[str] = set()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of escapes that Python will refuse one day
            tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # what cannot be read cannot be run
        return modules, files
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            modules.add(node.module.partition(".")[0])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 1000:
            first = re.split(r"[./\\]", node.value, maxsplit=1)[0]
            modules |= {first} if first.isidentifier() else set()
            if suffix_of(node.value) and "\0" not in node.value:
                files.add(node.value)
    return modules, files
