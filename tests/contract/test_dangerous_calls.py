"""Calls that can run what they are given stand only where it was looked at why they are safe."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "robustgui"
CALLS = {
    "eval", "exec", "compile", "__import__", "import_module", "spec_from_file_location", "exec_module", "load_module",
    "runpy.run_path", "runpy.run_module", "pickle.loads", "pickle.load", "Unpickler", "marshal.loads", "jit.load",
    "hub.load", "torch.load", "np.load", "joblib.load", "dill.loads", "cloudpickle.loads", "yaml.load", "shelve.open",
    "read_pickle", "os.system", "os.popen", "os.startfile", "subprocess.run", "subprocess.Popen", "subprocess.call",
    "subprocess.check_output", "setProgram", "startDetached", "openUrl", "QSettings", "enable_load_extension",
    "sqlite3.connect", "trust_remote_code", "setOpenExternalLinks", "loadmat", "which",
}  # fmt: skip
BUILT_IN = {"eval", "exec", "compile"}
LOOKED_AT = {
    ("base/child_process.py", "subprocess.Popen"): "this interpreter and a module of ours",
    ("base/code_import.py", "import_module"): "code that was allowed",
    ("base/code_import.py", "exec_module"): "code that was allowed",
    ("base/lazy.py", "import_module"): "torch",
    ("base/registries.py", "import_module"): "packages of ours, by literal names",
    ("base/registry.py", "import_module"): "files of our own packages",
    ("base/former_imports.py", "import_module"): "a module of ours, by its present name",
    ("base/tabular.py", "import_module"): "a literal name",
    ("base/wire.py", "Unpickler"): "between our own processes, over private pipes",
    ("data/cache/arrays.py", "np.load"): "allow_pickle=False",
    ("data/formats/mat/level5.py", "loadmat"): "runs nothing; elements.py refuses objects and functions first",
    ("data/formats/native/libraries.py", "import_module"): "libraries by literal names",
    ("engine/process.py", "import_module"): "a module of ours, named by the client",
    ("evaluation/peers/art.py", "import_module"): "a literal name",
    ("evaluation/peers/base.py", "import_module"): "libraries by literal names",
    ("evaluation/peers/cleverhans.py", "import_module"): "names of our own table",
    ("evaluation/peers/foolbox.py", "import_module"): "a literal name",
    ("evaluation/peers/torchattacks.py", "import_module"): "a literal name",
    ("gui/open_folder.py", "openUrl"): "folders alone",
    ("gui/plots/menu.py", "QSettings"): "the user's own settings",
    ("gui/settings_store.py", "QSettings"): "refused if it holds objects",
    ("gui/shell/display.py", "subprocess.run"): "ldd by its whole path, on a library of Qt",
    ("gui/views/sample.py", "np.load"): "allow_pickle=False",
    ("gui/views/sound.py", "setProgram"): "a player by its whole path",
    ("importing/weight_files/checkpoints.py", "torch.load"): "weights_only=True",
    ("runs/run_writer.py", "subprocess.run"): "git by its whole path, with nothing of the checkout's own run",
    ("runs/__init__.py", "import_module"): "a literal name",
    ("__init__.py", "import_module"): "modules of ours, by literal names",
    ("runs/event_json.py", "import_module"): "events of our own packages",
    ("runs/index.py", "sqlite3.connect"): "no extensions, no trusted schema, one known table",
}


def calls(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and name, with the last two parts of it, of every call that can run what it is given."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            parts = ast.unparse(node.func).split(".")
            for name in dict.fromkeys((parts[-1], ".".join(parts[-2:]))):
                if name in CALLS and not (name in BUILT_IN and len(parts) > 1):  # module.eval(), re.compile()
                    yield node.lineno, name
            yield from ((node.lineno, word.arg) for word in node.keywords if word.arg in CALLS)
            yield from (
                (node.lineno, "shell=True") for word in node.keywords
                if word.arg == "shell" and ast.unparse(word.value) != "False"
            )  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [
        "eval(text)", "torch.load(path, weights_only=False)", "pickle.loads(body)", "subprocess.run('x', shell=True)",
        "importlib.import_module(name)", "QDesktopServices.openUrl(url)", "load_dataset(n, trust_remote_code=True)",
    ],
)  # fmt: skip
def test_that_such_a_call_is_noticed(source: str) -> None:
    assert list(calls(ast.parse(source)))


def test_that_every_such_call_was_looked_at() -> None:
    here = {
        (file.relative_to(ROOT).as_posix(), name): line
        for file in sorted(ROOT.rglob("*.py"))
        for line, name in calls(ast.parse(file.read_text(encoding="utf-8")))
    }
    assert [f"{file}:{here[file, name]} {name}" for file, name in here.keys() - LOOKED_AT.keys()] == []
    assert LOOKED_AT.keys() - here.keys() == set()


def test_that_arrays_and_weights_are_never_unpickled() -> None:
    safe = {"np.load": "allow_pickle=False", "torch.load": "weights_only=True"}
    wrong = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in sorted(ROOT.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and (safe.get(ast.unparse(node.func), "") not in ast.unparse(node))
    ]
    assert wrong == []
