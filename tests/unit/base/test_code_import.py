"""Code of others runs the files that were allowed, in the bytes that were allowed, however it imports them."""

from __future__ import annotations

import importlib.util
import itertools
import json
import os
import py_compile
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from robustgui.base import code_files
from robustgui.base.code_files import files_of_entry
from robustgui.base.code_import import AllowedCode
from robustgui.base.code_trust import allow, check_allowed
from robustgui.base.errors import RunError
from robustgui.base.paths import config_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with code of somebody; what was imported from it is forgotten afterwards."""
    place = tmp_path / "theirs"
    place.mkdir()
    return place


@pytest.fixture(autouse=True)
def no_module_is_left():
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        del sys.modules[name]


def write(folder: Path, **files: str) -> None:
    """`write(folder, helpers="VALUE = 1", pkg__sub="", pkg___="")`: helpers.py, pkg/sub.py, pkg/__init__.py."""
    for name, text in files.items():
        path = folder / (f"{name[:-3]}/__init__.py" if name.endswith("___") else f"{name.replace('__', '/')}.py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def allowed(folder: Path) -> AllowedCode:
    """The code of mine.py in `folder`, allowed as it is now."""
    files = files_of_entry(f"{folder / 'mine.py'}:make")
    allow(files)
    return opened(folder)


def opened(folder: Path) -> AllowedCode:
    """The code of mine.py, if it is what was allowed."""
    files = files_of_entry(f"{folder / 'mine.py'}:make")
    check_allowed(files)
    return AllowedCode(files)


def run(code: AllowedCode) -> ModuleType:
    return code.run_file("mine.py", "robustgui_own_mine")


WAYS = {
    "a module": ("import helpers", "helpers.py", "helpers.VALUE"),
    "a name of a module": ("from helpers import VALUE", "helpers.py", "VALUE"),
    "a package": ("import pkg", "pkg/__init__.py", "pkg.VALUE"),
    "a part of a package": ("import pkg.deep.sub as sub", "pkg/deep/sub.py", "sub.VALUE"),
    "a folder without __init__": ("from bare import sub", "bare/sub.py", "sub.VALUE"),
    "importlib": ("import importlib\nhelpers = importlib.import_module('helpers')", "helpers.py", "helpers.VALUE"),
    "importlib, in parts": (
        "import importlib\nname = 'sub'\nsub = importlib.import_module(f'pkg.{name}')", "pkg/sub.py", "sub.VALUE"
    ),
    "__import__": ("helpers = __import__('helpers')", "helpers.py", "helpers.VALUE"),
    "exec": ("exec('import helpers', globals())\n'helpers'", "helpers.py", "helpers.VALUE"),
    "exec with names of its own": (
        "names = {}\nexec('import helpers', names)\n'helpers'", "helpers.py", "names['helpers'].VALUE"
    ),
    "its folder on the path": (
        "import os, sys\nsys.path.insert(0, os.path.dirname(__file__))\nimport helpers", "helpers.py", "helpers.VALUE"
    ),
    "a folder below on the path": (
        "import os, sys\nsys.path.append(os.path.join(os.path.dirname(__file__), 'lib'))\nimport helpers\n",
        "lib/helpers.py", "helpers.VALUE",
    ),
    "bytecode alone": ("import helpers", "helpers.pyc", "helpers.VALUE"),
    "a file by its path": (
        "import importlib.util, os\n"
        "spec = importlib.util.spec_from_file_location('h', os.path.join(os.path.dirname(__file__), 'helpers.py'))\n"
        "helpers = importlib.util.module_from_spec(spec)\nspec.loader.exec_module(helpers)",
        "helpers.py", "helpers.VALUE",
    ),
    "the text of a file": (
        "import pathlib\nexec(pathlib.Path(__file__).with_name('helpers.py').read_text())", "helpers.py", "VALUE"
    ),
}  # fmt: skip


def write_way(folder: Path, way: str, value: int) -> Path:
    """mine.py that imports a file in that way; the file is given back."""
    statement, name, expression = WAYS[way]
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    if name.startswith("pkg/"):
        for parent in itertools.takewhile(lambda parent: parent != folder, file.parents):
            (parent / "__init__.py").touch()
    (folder / "mine.py").write_text(f"{statement}\ndef make(): return {expression}\n", encoding="utf-8")
    if name.endswith(".pyc"):
        source = folder.parent / "source.py"
        source.write_text(f"VALUE = {value}\n", encoding="utf-8")
        py_compile.compile(str(source), str(file), doraise=True)
    else:
        file.write_text(f"VALUE = {value}\n", encoding="utf-8")
    return file


@pytest.mark.parametrize("way", WAYS)
def test_that_what_it_imports_runs(folder: Path, way: str) -> None:
    write_way(folder, way, 7)
    assert run(allowed(folder)).make() == 7


@pytest.mark.parametrize("way", WAYS)
def test_that_an_exchanged_file_is_named_and_nothing_runs(folder: Path, way: str) -> None:
    file = write_way(folder, way, 7)
    allowed(folder)
    write_way(folder, way, 8)
    with pytest.raises(RunError, match=f"changed: {file.relative_to(folder).as_posix()}; new: -"):
        opened(folder)


BY_PATH = {"a file by its path", "the text of a file"}  # the code reads them itself, when it likes


@pytest.mark.parametrize("way", [way for way in WAYS if way not in BY_PATH])
def test_that_a_file_exchanged_after_it_was_compared_does_not_run(folder: Path, way: str) -> None:
    write_way(folder, way, 7)
    code = allowed(folder)
    write_way(folder, way, 8)
    assert run(code).make() == 7


def test_that_an_import_inside_of_a_function_gets_what_was_allowed(folder: Path) -> None:
    write(folder, mine="def make():\n    import late\n    return late.VALUE\n", late="VALUE = 7\n")
    module = run(allowed(folder))
    write(folder, late="VALUE = 8\n")
    assert module.make() == 7


def test_that_a_file_that_came_later_is_named(folder: Path) -> None:
    write(folder, mine="try:\n    import late\nexcept ImportError:\n    late = None\ndef make(): return late\n")
    assert run(allowed(folder)).make() is None
    write(folder, late="VALUE = 8\n")
    with pytest.raises(RunError, match=r"changed: -; new: late\.py"):
        opened(folder)


def test_that_a_file_that_came_while_it_runs_is_not_imported(folder: Path) -> None:
    write(folder, mine="import os, sys\nsys.path.insert(0, os.path.dirname(__file__))\ndef make():\n    import late\n")
    module = run(allowed(folder))
    write(folder, late="raise SystemExit\n")
    with pytest.raises(ModuleNotFoundError):
        module.make()


@pytest.mark.parametrize("name", ["late", "pkg.late", "bare.late"])
def test_that_a_name_computed_at_run_time_is_refused(folder: Path, name: str) -> None:
    statement = "import importlib, os, sys, pkg\nfrom bare import known\n"
    backwards = " ".join(name.split("."))[::-1]
    body = (
        "    sys.path.append(os.path.dirname(__file__))\n"
        f"    importlib.import_module('\\x2e'.join({backwards!r}[::-1].split(' ')))"
    )
    write(folder, mine=f"{statement}def make():\n{body}\n", pkg___="", bare__known="")
    code = allowed(folder)
    (folder / f"{name.replace('.', '/')}.py").write_text("raise SystemExit\n", encoding="utf-8")
    module = run(code)
    with code.running(), pytest.raises(RunError, match=r"late\.py, which is not among the files"):
        module.make()


def test_that_bytecode_stored_beside_the_source_is_neither_used_nor_written(folder: Path) -> None:
    write(folder, mine="import helpers\ndef make(): return helpers.VALUE\n", helpers="VALUE = 7\n")
    source = folder / "helpers.py"
    other = folder.parent / "other.py"
    other.write_text("VALUE = 8\n", encoding="utf-8")
    cached = Path(importlib.util.cache_from_source(str(source)))
    py_compile.compile(
        str(other), str(cached), doraise=True, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH
    )
    before = cached.read_bytes()
    assert run(allowed(folder)).make() == 7
    assert cached.read_bytes() == before
    assert [file.name for file in folder.glob("__pycache__/*")] == [cached.name]


def test_that_folders_with_files_of_the_same_name_stay_apart(tmp_path: Path) -> None:
    modules = []
    for value in (1, 2):
        place = tmp_path / str(value)
        write(place, mine="import helpers\ndef make():\n    import late\n    return helpers.VALUE, late.VALUE\n",
              helpers=f"VALUE = {value}\n", late=f"VALUE = {value}\n")  # fmt: skip
        code = allowed(place)
        modules.append((code, run(code)))
    for value, (code, module) in (*enumerate(modules, 1), *enumerate(modules, 1)):
        with code.running():
            assert module.make() == (value, value)
            assert value == sys.modules["helpers"].VALUE


def test_that_files_that_are_imported_by_a_path_of_their_own_stay_apart_too(tmp_path: Path) -> None:
    for value in (1, 2):
        place = tmp_path / str(value)
        write_way(place, "a folder below on the path", value)
        assert run(allowed(place)).make() == value


def test_that_the_standard_library_and_installed_packages_are_those_of_the_process(folder: Path) -> None:
    write(folder, mine="import queue, json\nimport numpy\ndef make(): return queue.Queue, json.dumps, numpy.ndarray\n",
          queue="raise SystemExit\n", json="raise SystemExit\n")  # fmt: skip
    import queue

    import numpy as np

    code = allowed(folder)
    assert "queue.py" not in code.files.contents
    assert run(code).make() == (queue.Queue, json.dumps, np.ndarray)


def test_that_only_imports_of_the_code_itself_are_looked_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, mine="def make(): ...\n", late="VALUE = 8\n")
    run(allowed(folder))
    monkeypatch.syspath_prepend(str(folder))
    assert importlib.import_module("late").VALUE == 8


def test_that_code_outside_of_its_folder_is_refused_unless_it_is_installed(folder: Path) -> None:
    write(
        folder, mine="import os, sys\nsys.path.append(os.path.join(os.path.dirname(__file__), '..'))\nimport outside\n"
    )
    write(folder.parent, outside="VALUE = 1\n")
    path = sys.path[:]
    with pytest.raises(RunError, match=r"outside\.py, which is not among the files"):
        run(allowed(folder))
    assert sys.path == path


def test_that_a_module_entry_covers_its_package_and_what_lies_beside_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(
        folder,
        theirs___="",
        theirs__net="import beside_theirs\n",
        theirs__unused="",
        beside_theirs="VALUE = 1\n",
        other="",
    )
    monkeypatch.syspath_prepend(str(folder))
    files = files_of_entry("theirs.net:make")
    assert [*files.digests] == ["beside_theirs.py", "theirs/__init__.py", "theirs/net.py", "theirs/unused.py"]
    code = AllowedCode(files)
    write(folder, beside_theirs="VALUE = 2\n")
    assert code.load("theirs.net").beside_theirs.VALUE == 1


def test_that_an_installed_package_is_covered_itself_alone() -> None:
    files = files_of_entry("platformdirs.unix:Unix")
    assert "platformdirs/unix.py" in files.contents
    assert all(name.startswith("platformdirs/") for name in files.contents)
    import platformdirs

    assert AllowedCode(files, installed=True).load("platformdirs.unix").Unix is platformdirs.unix.Unix


def test_that_a_permission_of_earlier_versions_is_asked_for_again(folder: Path) -> None:
    write(folder, mine="import helpers\n", helpers="")
    entry = f"{folder / 'mine.py'}:make"
    config_folder().mkdir(parents=True)
    (config_folder() / "allowed_code.json").write_text(json.dumps({entry: "0" * 64}), encoding="utf-8")
    with pytest.raises(
        RunError, match=r"by an earlier version.*Files of .* that would run: helpers\.py, mine\.py\. If you trust"
    ):
        opened(folder)


@pytest.mark.parametrize("content", ["", "[]", "{", "[" * 100_000, '{"a": {"b": 1}}', "\udcff"])
def test_that_a_damaged_list_of_permissions_allows_nothing(folder: Path, content: str) -> None:
    write(folder, mine="")
    config_folder().mkdir(parents=True)
    (config_folder() / "allowed_code.json").write_bytes(content.encode(errors="surrogateescape"))
    with pytest.raises(RunError, match="has not been allowed"):
        opened(folder)
    assert run(allowed(folder))


def test_that_folders_of_recordings_and_of_environments_are_not_searched(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code_files, "_MOST_ENTRIES", 50)
    write(folder, mine="import pkg\nDATA = 'data'\n", pkg___="", pkg__sub="", env__module="")
    (folder / "env" / "pyvenv.cfg").touch()
    (folder / "data").mkdir()
    for number in range(200):
        (folder / "data" / f"{number}.wav").touch()
    assert {"mine.py", "pkg/__init__.py", "pkg/sub.py"} == set(allowed(folder).files.contents)


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX systems")
def test_that_links_in_a_circle_and_pipes_end(folder: Path) -> None:
    write(folder, mine="import pkg\n", pkg___="")
    (folder / "pkg" / "again").symlink_to(folder / "pkg", target_is_directory=True)
    assert set(allowed(folder).files.contents) == {"mine.py", "pkg/__init__.py"}
    os.mkfifo(folder / "pkg" / "pipe.py")
    with pytest.raises(RunError, match=r"pipe\.py is a named pipe"):
        allowed(folder)


DEEP = (
    "(" * 100_000, "-" * 100_000 + "1", "a" + ".b" * 50_000, "f(" * 50_000, "not " * 50_000 + "1", "[" * 90 + "\0",
    "lambda: " * 20_000 + "1", "x = 1 if " * 20_000, "a\n" * 200_000, "'\\d'", "\ufeff# coding: utf-7\n+AGEAYg-",
)  # fmt: skip


def test_that_looking_at_the_code_of_a_stranger_ends_well(folder: Path) -> None:
    for number, text in enumerate(DEEP):
        (folder / f"mine{number}.py").write_text(text, encoding="utf-8")
    script = (
        "import sys; from robustgui.base.code_files import files_of_entry\n"
        "for file in sys.argv[1:]: assert len(files_of_entry(f'{file}:make').contents) == 1"
    )
    files = sorted(map(str, folder.glob("mine*.py")))
    done = subprocess.run([sys.executable, "-c", script, *files], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


STATEMENTS: list[Callable[[str], str]] = [
    lambda name: f"import {name}",
    lambda name: f"from {name} import x as _",
    lambda name: f"def later():\n    import {name}",
    lambda name: f"__import__({name!r})",
    lambda name: f"import importlib; importlib.import_module({name!r})",
    lambda name: f"try:\n    import {name}\nexcept ZeroDivisionError: pass",
]
NAMES = ("a", "b", "c", "d.e", "d.f", "g.h")
IMPORTS = st.tuples(st.sampled_from([*NAMES, "d"]), st.sampled_from(STATEMENTS))
GRAPHS = st.dictionaries(st.sampled_from(["mine", *NAMES]), st.lists(IMPORTS, max_size=4))


@given(GRAPHS, st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_that_whatever_ran_was_allowed_and_no_exchange_of_it_goes_unnoticed(
    tmp_path_factory: pytest.TempPathFactory, graph: dict[str, list], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("graph")
    for name in ("mine", *NAMES):
        path = folder / f"{name.replace('.', '/')}.py"
        path.parent.mkdir(exist_ok=True)
        lines = [form(other) for other, form in graph.get(name, ())]
        mark = "import sys; sys.ran.append(__file__)"
        path.write_text("\n".join([mark, "x = 1", *lines, "if 'later' in globals(): later()"]), encoding="utf-8")
    (folder / "d" / "__init__.py").write_text("import sys; sys.ran.append(__file__)\nx = 1\n", encoding="utf-8")
    sys.ran = []  # type: ignore[attr-defined]
    try:
        code = allowed(folder)
        run(code)
        ran = {Path(file).relative_to(folder).as_posix() for file in sys.ran}  # type: ignore[attr-defined]
    except ImportError:  # a circle
        return
    finally:
        del sys.ran  # type: ignore[attr-defined]
    assert ran <= set(code.files.contents)
    victim = data.draw(st.sampled_from(sorted(ran)))
    (folder / victim).write_text("raise SystemExit", encoding="utf-8")
    with pytest.raises(RunError, match=f"changed: {victim};"):
        opened(folder)
