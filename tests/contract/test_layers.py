"""Who may know whom: imports point down, Qt stays in gui/, torch stays out of the window."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "robustgui"
FLOORS = [
    ["base"],
    ["data"],
    ["poisons"],
    ["models"],
    ["threats"],
    ["attacks"],
    ["defences"],
    ["regularisers"],
    ["training"],
    ["evaluation"],
    ["runs"],
    ["measurements"],
    ["importing"],
    ["engine"],
    ["api"],
    ["gui", "cli"],
]
GUI_BASICS = {"icons", "literal", "palette", "theme", "i18n.numbers", "i18n.sentences"}
HEIGHT = {"__main__": len(FLOORS)} | {room: height for height, rooms in enumerate(FLOORS) for room in rooms}
FILES = sorted(ROOT.rglob("*.py"))


def room_of(path: Path) -> str:
    """The top folder (or file) of the package that a file belongs to."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def module_of(path: Path) -> str:
    """The name by which a file is imported."""
    return ".".join(("robustgui", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")


MODULES = {module_of(path) for path in FILES}


def imported(path: Path, tree: ast.Module | None = None) -> Iterator[tuple[int, str]]:
    """Line and absolute name of every module that a file imports, wherever in it (or in `tree`, a part of it)."""
    package = ["robustgui", *path.relative_to(ROOT).parts[:-1]]
    for node in ast.walk(tree or ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*start, *([node.module] if node.module else [])])
            yield node.lineno, base
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def test_that_imports_only_point_down() -> None:
    wrong = []
    for path in FILES:
        here = HEIGHT.get(room_of(path))
        if here is None:  # robustgui/__init__.py, which opens everything lazily
            continue
        for line, name in imported(path):
            parts = name.split(".")
            if parts[0] == "robustgui" and len(parts) > 1 and parts[1] in HEIGHT:
                there = HEIGHT[parts[1]]
                if there > here or (there == here and parts[1] != room_of(path)):
                    wrong.append(f"{path.relative_to(ROOT)}:{line} imports {name}")
    lazily = {"cli"}  # the command line opens the window, and uses the notebook's functions
    assert [w for w in wrong if w.split("/")[0].split(".")[0] not in lazily] == []


def real_imports(path: Path) -> set[str]:
    """Modules of the program that a file imports when it runs, at once or in a function; not for type checking."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            node.body = [ast.Pass()]
    names = {(line, name) for line, name in imported(path, tree) if name in MODULES}
    packages = {(line, name.rpartition(".")[0]) for line, name in names}  # of `from .package import module`
    return {name for _, name in names - packages}


def circles(imports: dict[str, set[str]]) -> list[str]:
    """The modules that lead back to themselves: what is left when all that import nothing that is left are removed."""
    left = {module: names - {module} for module, names in imports.items()}
    while free := {module for module, names in left.items() if not names & left.keys()}:
        left = {module: names for module, names in left.items() if module not in free}
    needed = set().union(*left.values())
    while idle := left.keys() - needed:  # they only lead to a circle
        left = {module: names for module, names in left.items() if module not in idle}
        needed = set().union(*left.values())
    return sorted(left)


def test_that_no_modules_import_each_other_in_a_circle() -> None:
    lazy = ROOT / "__init__.py"  # opens everything when it is asked for
    assert circles({module_of(path): real_imports(path) for path in FILES if path != lazy}) == []


def test_that_a_circle_is_noticed() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set(), "e": {"d"}}) == ["b", "c"]


def test_that_only_the_window_names_qt() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in FILES
        for line, name in imported(path)
        if room_of(path) != "gui" and name.split(".")[0] in {"PySide6", "pyqtgraph", "shiboken6"}
    ]
    assert wrong == []


def test_that_widgets_know_nothing_of_the_domain() -> None:
    """What names data, networks, attacks or runs belongs to its page, or to the part of the window that uses it."""
    allowed = ("robustgui.base", "robustgui.gui.widgets", *(f"robustgui.gui.{name}" for name in GUI_BASICS))
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in sorted((ROOT / "gui" / "widgets").rglob("*.py"))
        for line, name in imported(path)
        if name in MODULES and not any(name == root or name.startswith(f"{root}.") for root in allowed)
    ]
    assert wrong == []


def test_that_neither_window_nor_data_name_torch() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in FILES
        for line, name in imported(path)
        if room_of(path) in {"gui", "data"} and (name.split(".")[0] == "torch" or name.endswith("lazy.torch"))
    ]
    assert wrong == []


def test_that_torch_modules_live_in_files_that_only_the_engine_imports() -> None:
    wrong = []
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and path.parent.name != "nets":
                wrong += [f"{path}:{node.lineno}" for base in node.bases if ast.unparse(base).endswith("nn.Module")]
    assert wrong == []


@pytest.mark.parametrize(
    "modules",
    ["robustgui", "robustgui.data", "robustgui.runs.spec", "robustgui.engine.messages", "robustgui.engine.client"],
)
def test_that_importing_it_loads_neither_torch_nor_qt(modules: str) -> None:
    code = (
        f"import sys, {modules}; print([m for m in ('torch', 'PySide6', 'pyqtgraph', 'sklearn') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_that_every_file_says_its_purpose_in_its_first_line() -> None:
    without = [str(p.relative_to(ROOT)) for p in FILES if not ast.get_docstring(ast.parse(p.read_text("utf-8")))]
    assert without == []


def test_that_no_file_grows_without_end() -> None:
    generated = {ROOT / "gui" / "i18n" / "core_texts.py"}
    long = {
        str(p.relative_to(ROOT)): n
        for p in FILES
        if p not in generated and (n := len(p.read_text("utf-8").splitlines())) > 300
    }
    assert long == {}
