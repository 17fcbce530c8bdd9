"""Ways in which a folder, a network or a plug-in of a stranger could run code: each is tried, and runs none.

Each way lays a trap, which makes the folder `ran` if it springs, and then does what a user would do. That the trap is
one is shown by springing it, where there is something that does.
"""

from __future__ import annotations

import json
import os
import pickle
import py_compile
import runpy
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import torch
from safetensors import safe_open
from safetensors.torch import save_file
from support.networks import network_of
from support.traps import Trap, files_in, lay_modules, loaded_before, pickled, python, script, torch_archive

import robustgui as rg
from robustgui.base.apart import run_apart, share_process
from robustgui.base.code_files import files_of_plugins
from robustgui.base.code_trust import allow
from robustgui.base.errors import PluginWarning, RobustGuiError
from robustgui.base.paths import config_folder
from robustgui.base.safe_path import find_program
from robustgui.cli import app
from robustgui.data.by_name import locate_source
from robustgui.data.formats import READERS
from robustgui.engine.client import EngineClient
from robustgui.importing.weight_files.weights import read_weights
from robustgui.models.exports import export_network
from robustgui.models.imported import ImportedRecurrent
from robustgui.models.network_file import load_network, read_network_spec
from robustgui.models.user_code import allow_entry
from robustgui.runs.folder import RunFolder
from robustgui.runs.index import RunIndex
from robustgui.runs.run_writer import read_git_commit
from robustgui.runs.spec import RunSpec

ROOT = Path(__file__).parents[2]
POSIX = sys.platform != "win32"
WEIGHTS = (".pt", ".pth", ".ckpt", ".pkl", ".bin", ".safetensors", ".onnx", ".joblib", ".torch")
COMMANDS = (
    ("show",), ("evaluate", "--attack", "fgsm"), ("attack", "--attack", "fgsm"), ("audit", "--attack", "fgsm"),
    ("resume",), ("export", "out.pt"), ("export", "out.onnx"), ("list",),
)  # fmt: skip


@dataclass(frozen=True)
class Way:
    """One way to run code.

    Attributes:
        sentence: what the stranger does.
        lay: makes the trap in a folder; it springs by making the canary.
        use: what a user does with the folder.
        spring: what runs it; None: nothing that is installed here does any more.
    """

    sentence: str
    lay: Callable[[Path, Path], object]
    use: Callable[[Path], object]
    spring: Callable[[Path], object] | None = None
    posix: bool = False


def command(*arguments: object) -> None:
    """`robustgui ARGUMENTS`, in this process."""
    before = sys.argv
    sys.argv = ["robustgui", *map(str, arguments)]
    try:
        with suppress(SystemExit):
            app.main()
    finally:
        sys.argv = before


def program(*arguments: str, folder: Path, **variables: str) -> None:
    """`python ARGUMENTS` in `folder`, which must come to a good end."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | variables,
    )
    assert done.returncode == 0, done.stderr


@contextmanager
def current_folder(folder: Path, **variables: str) -> Iterator[None]:
    """Inside, this process is in `folder`, with some variables of its environment."""
    before, known = Path.cwd(), dict(os.environ)
    os.chdir(folder)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.chdir(before)
        for name in variables:
            os.environ.pop(name)
            os.environ.update({name: known[name]} if name in known else {})


def unpickle(file: Path) -> None:
    with suppress(Exception), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.load(file, weights_only=False)
    with suppress(Exception):
        pickle.loads(file.read_bytes())


def unpickle_all(folder: Path) -> None:
    for file in files_in(folder):
        unpickle(file)


# Weights ------------------------------------------------------------------------------------------


def lay_weights(folder: Path, canary: Path) -> None:
    for suffix in WEIGHTS:
        for protocol in (0, 2, 4):
            (folder / f"pickle{protocol}{suffix}").write_bytes(pickled(canary, protocol))
        (folder / f"archive{suffix}").write_bytes(torch_archive(canary))
    torch.save({"state_dict": {"rnn.weight": torch.zeros(2)}, "args": Trap(canary)}, folder / "checkpoint.ckpt")
    torch.save(Trap(canary), folder / "legacy.pth", _use_new_zipfile_serialization=False)


def read_all_weights(folder: Path) -> None:
    with share_process():
        for file in files_in(folder):
            with suppress(RobustGuiError):
                read_weights(file)


# Data ------------------------------------------------------------------------------------------


def lay_pickled_data(folder: Path, canary: Path) -> None:
    for suffix in sorted({suffix for name in READERS for suffix in READERS[name].suffixes} | {".pkl", ".joblib"}):
        (folder / f"data{suffix}").write_bytes(pickled(canary))


def lay_object_arrays(folder: Path, canary: Path) -> None:
    array = np.empty(4, object)
    array[:] = [Trap(canary)] * 4
    np.save(folder / "x.npy", array, allow_pickle=True)
    np.savez(folder / "x.npz", X=array, y=np.arange(4))
    fields = np.zeros(4, [("a", object)])
    fields["a"] = array
    np.save(folder / "fields.npy", fields, allow_pickle=True)


def lay_arrow(folder: Path, canary: Path) -> None:
    """A column of the extension type that Arrow once restored by unpickling it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    marks = {b"ARROW:extension:name": b"arrow.py_extension_type", b"ARROW:extension:metadata": pickled(canary)}
    fields = [pa.field("values", pa.list_(pa.float32()), metadata=marks), pa.field("label", pa.string())]
    table = pa.table([[[1.0, 2.0]] * 4, ["a", "b"] * 2], pa.schema(fields, metadata={b"pandas": pickled(canary)}))
    pq.write_table(table, folder / "x.parquet")
    with pa.OSFile(str(folder / "x.arrow"), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)


def read_all_data(folder: Path) -> None:
    with share_process():
        for path in (*files_in(folder), folder):
            command("preview", path)
            with suppress(RobustGuiError):
                rg.load(path)


def load_objects(folder: Path) -> None:
    with suppress(FileExistsError):
        np.load(folder / "x.npy", allow_pickle=True)


def lay_data_with_programs(folder: Path, canary: Path) -> None:
    """A folder of data, as of the hub, with programs of every usual name beside it."""
    rows = "".join(f"{number},{number * 2},{'ab'[number % 2]}\n" for number in range(8))
    (folder / "train.csv").write_text("a,b,label\n" + rows, encoding="utf-8")
    for name in (folder.name, "dataset", "__init__", "setup", "conftest", "load", "sitecustomize"):
        (folder / f"{name}.py").write_text(python(canary), encoding="utf-8")
    for kind in ("attacks", "readers", "models"):
        (folder / kind).mkdir()
        (folder / kind / "theirs.py").write_text(python(canary), encoding="utf-8")
    (folder / "dataset_infos.json").write_text(json.dumps({"default": {"builder_name": "dataset"}}), encoding="utf-8")


def run_programs(folder: Path) -> None:
    for file in folder.rglob("*.py"):
        exec(file.read_text(encoding="utf-8"))


def serve_from_hub(folder: Path) -> None:
    """`hub:owner/name`, where the whole folder is what the hub has."""
    module = ModuleType("huggingface_hub")

    def snapshot_download(repo_id: str, repo_type: str, local_dir: str, allow_patterns: list[str]) -> None:
        shutil.copytree(folder, local_dir, dirs_exist_ok=True)

    module.snapshot_download = snapshot_download  # type: ignore[attr-defined]
    sys.modules["huggingface_hub"], before = module, sys.modules.get("huggingface_hub")
    try:
        rg.load(str(locate_source("hub:owner/name")))
    finally:
        if before is None:
            del sys.modules["huggingface_hub"]
        else:
            sys.modules["huggingface_hub"] = before


# Run folders ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run folder with a checkpoint, snapshots and an evaluation."""
    folder = tmp_path_factory.mktemp("trained")
    stream = np.random.default_rng(1)
    rows = [f"{k % 2}\t" + "\t".join(f"{v:.3f}" for v in stream.standard_normal(5) + 2 * (k % 2)) for k in range(24)]
    for part in ("TRAIN", "TEST"):
        (folder / f"Tiny_{part}.tsv").write_text("\n".join(rows) + "\n", encoding="ascii")
    spec = RunSpec().replace_paths(
        {"data.train": str(folder / "Tiny_TRAIN.tsv"), "model.name": "gru", "model.hidden": 3, "training.epochs": 2,
         "training.batch_size": 8, "training.lr": 0.01, "watch.samples": 4, "watch.attack.steps": 1,
         "device.device": "cpu", "device.threads": 1}
    )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        run = rg.train(spec, runs=folder / "runs", progress=False)
    assert run.folder is not None
    return run.folder.path


TRAINED: dict[str, Path] = {}


@pytest.fixture(autouse=True)
def _remember(request: pytest.FixtureRequest) -> None:
    """The ways are plain functions: the run that some of them copy is put where they find it."""
    if any(mark in request.node.name for mark in ("run_folder", "index")):
        TRAINED["run"] = request.getfixturevalue("trained")


def copy_run(folder: Path, name: str = "theirs") -> Path:
    return Path(shutil.copytree(TRAINED["run"], folder / "runs" / name))


def lay_own_code(folder: Path, canary: Path) -> None:
    """Runs whose networks are code: a file in the folder, and functions of the standard library."""
    (folder / "net.py").write_text(python(canary) + "\ndef make(features, outputs): ...\n", encoding="utf-8")
    for number, entry in enumerate((f"{folder / 'net.py'}:make", "os:_exit")):
        run = copy_run(folder, f"entry{number}")
        spec = (run / "spec.toml").read_text(encoding="utf-8")
        start = spec.index("[model]")
        end = spec.index("\n[", start)
        text = f'[model]\nname = "python"\nentry = {json.dumps(entry)}\n'
        (run / "spec.toml").write_text(spec[:start] + text + spec[end:], encoding="utf-8")
        assert RunFolder(run).spec().model.name == "python"


def lay_source(folder: Path, canary: Path) -> None:
    """A run of a notebook: its spec and its network file hold the source of the network."""
    run = copy_run(folder)
    source = python(canary) + "\ndef robustgui_network(features, outputs): ...\n"
    (run / "network.py").write_text(source, encoding="utf-8")
    table = {"name": "python", "entry": "notebook:Theirs-0123456789abcdef", "source": source}
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in table.items())
    spec = (run / "spec.toml").read_text(encoding="utf-8")
    start = spec.index("[model]")
    (run / "spec.toml").write_text(
        f"{spec[:start]}[model]\n{lines}{spec[spec.index(chr(10) + '[', start) :]}", encoding="utf-8"
    )
    for file in [run / "model.safetensors", *(run / "snapshots").glob("*.safetensors")]:
        with safe_open(file, "pt") as network:
            weights, metadata = {name: network.get_tensor(name) for name in network.keys()}, network.metadata()  # noqa: SIM118
        (key,) = metadata
        save_file(weights, file, {key: json.dumps(json.loads(metadata[key]) | {"model": table})})
        assert read_network_spec(file).model.name == "python"


def lay_pickled_runs(folder: Path, canary: Path) -> None:
    run = copy_run(folder)
    for file in files_in(run):
        if file.suffix not in (".toml", ".lock"):
            file.write_bytes(pickled(canary))


def lay_run_plugins(folder: Path, canary: Path) -> None:
    run = copy_run(folder)
    for place in (run, run.parent):
        for kind in ("attacks", "models", "defences", "threats", "readers"):
            (place / kind).mkdir()
            (place / kind / "theirs.py").write_text(python(canary), encoding="utf-8")
        for name in ("conftest", "sitecustomize", "robustgui_plugins", "__init__"):
            (place / f"{name}.py").write_text(python(canary), encoding="utf-8")


def lay_name(folder: Path, canary: Path) -> None:
    """A spec that asks registries for what is a path, a module, or a name with dots."""
    (folder / "theirs.py").write_text(python(canary), encoding="utf-8")
    names = (str(folder / "theirs.py"), "robustgui.models.theirs")
    for number, name in enumerate(names):
        file = copy_run(folder, f"name{number}") / "spec.toml"
        spec = file.read_text(encoding="utf-8")
        file.write_text(spec.replace('name = "gru"', f"name = {json.dumps(name)}"), encoding="utf-8")


def use_runs(folder: Path) -> None:
    """Everything that a command line, a notebook and the page Runs do with stored runs."""
    runs = folder / "runs"
    index = RunIndex(runs)
    index.rows()
    index.close()
    with current_folder(folder):
        for run in sorted(path for path in runs.iterdir() if (path / "spec.toml").is_file()):
            for verb, *other_layers in COMMANDS:
                command(verb, *([] if verb == "list" else [run]), *other_layers, "--runs", runs)
            with suppress(RobustGuiError):
                rg.load_run(run)
            with suppress(RobustGuiError):
                load_network(run / "model.safetensors")
            command("run", run / "spec.toml", "--runs", folder / "new", "--set", "training.epochs=1")


# Plug-ins ------------------------------------------------------------------------------------------


def lay_plugins(folder: Path, canary: Path) -> None:
    for kind in ("attacks", "models", "readers", "threats"):
        (folder / kind).mkdir()
        (folder / kind / "theirs.py").write_text(python(canary), encoding="utf-8")


def name_plugins(folder: Path) -> None:
    program("-m", "robustgui", "list", "attacks", folder=folder.parent, ROBUSTGUI_PLUGINS=str(folder))
    program("-m", "robustgui", "list", "models", folder=folder, ROBUSTGUI_PLUGINS=f".{os.pathsep}")


def lay_changed_plugins(folder: Path, canary: Path) -> None:
    (folder / "attacks").mkdir()
    file = folder / "attacks" / "theirs.py"
    file.write_text("import os\n", encoding="utf-8")
    allow(files_of_plugins(folder))
    other = folder.parent / "other.py"
    other.write_text(python(canary), encoding="utf-8")
    cached = folder / "attacks" / "__pycache__" / f"theirs.{sys.implementation.cache_tag}.pyc"
    py_compile.compile(str(other), str(cached), invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
    (folder / "attacks" / "os.py").write_text(python(canary), encoding="utf-8")


# Own code that was allowed ------------------------------------------------------------------------------------------


NET = """
import helpers
from torch import nn
class Net(nn.Module):
    def __init__(self, features, outputs):
        super().__init__()
        self.out = nn.Linear(features, outputs)
    def forward(self, x):
        import late
        return self.out(x[:, -1])
def make(features, outputs):
    return Net(features, outputs)
"""


def lay_exchanged_helpers(folder: Path, canary: Path) -> None:
    """Code that was allowed; then what it imports is exchanged, at once and later."""
    from robustgui.models.python import Python

    for name, text in {"net": NET, "helpers": "", "late": ""}.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    allow_entry(f"{folder / 'net.py'}:make")
    network = network_of(Python(entry=f"{folder / 'net.py'}:make"))
    for name in ("late", "helpers", "torch", "json", "numpy"):
        (folder / f"{name}.py").write_text(python(canary), encoding="utf-8")
    network.outputs(torch.zeros(1, 4, 3), torch.ones(1, 4, dtype=torch.bool))


def build_own_code(folder: Path) -> None:
    from robustgui.models.python import Python

    with suppress(RobustGuiError):
        Python(entry=f"{folder / 'net.py'}:make").build(3, 4)


# The current folder ------------------------------------------------------------------------------------------


def lay_current_folder(folder: Path, canary: Path) -> None:
    before = folder.parent / "before"
    before.mkdir()
    lay_modules(folder, canary, but=loaded_before(before))


def import_from_current_folder(folder: Path) -> None:
    subprocess.run([sys.executable, "-c", "import typer"], cwd=folder, capture_output=True, check=False)


def start_program(folder: Path) -> None:
    program("-m", "robustgui", "list", "attacks", folder=folder)
    program("-m", "robustgui.gui.app", "--help", folder=folder)


def start_script(folder: Path) -> None:
    (folder / "sitecustomize.py").unlink()  # Python runs these two before any program, from wherever PYTHONPATH says
    (folder / "usercustomize.py").unlink()
    start = folder.parent / "robustgui"
    start.write_text("import re, sys\nfrom robustgui.cli import main\nmain()\n", encoding="utf-8")
    for variable in (f"{os.pathsep}{ROOT}", f".{os.pathsep}{ROOT}", f"{ROOT}{os.pathsep}"):
        program(str(start), "list", "attacks", folder=folder, PYTHONPATH=variable)


def start_children(folder: Path) -> None:
    """The engine, and the process in which readers run."""
    variable = f"{os.pathsep}.{os.pathsep}{os.environ.get('PYTHONPATH', ROOT)}"
    with current_folder(folder, PYTHONPATH=variable):
        assert run_apart(len, "abc", seconds=60, memory=1 << 30) == 3
        client = EngineClient(warm=False)
        client.start()
        assert [type(report).__name__ for report in client.poll(60)] == ["Ready"]
        assert client.close(20)


def lay_programs(folder: Path, canary: Path) -> None:
    for name in ("git", "ldd", "aplay", "pw-play", "paplay", "play", "ffplay"):
        script(folder / name, canary)


def ask_programs(folder: Path) -> None:
    with current_folder(folder, PATH=f".{os.pathsep}{os.pathsep}{os.environ['PATH']}"):
        read_git_commit(ROOT)
        for name in ("git", "ldd", "aplay", "pw-play", "paplay", "play", "ffplay"):
            if (path := find_program(name)) is not None:
                assert Path(path).parent != folder


def lay_checkout(folder: Path, canary: Path) -> None:
    """A repository whose own configuration names programs."""
    for arguments in (
        ("init", "-q"),
        ("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", "a"),
    ):
        subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
    hook = script(folder.parent / "hook", canary)
    (folder / ".git" / "config").open("a").write(f"[core]\n\tfsmonitor = {hook}\n\thooksPath = {folder.parent}\n")


# What is written ------------------------------------------------------------------------------------------


def lay_names(folder: Path, canary: Path) -> None:
    """A network whose classes and features are called so that they are code where they are written carelessly."""

    code = python(canary)
    names = (f'"""\n{code}\n"""', f"'\n{code}\n#", f"{{{code}}}", f'\\"+{code}+"')
    network = network_of(ImportedRecurrent(hidden=3))
    network = network.copy_with(classes=names, features=(f'"\n{code}\n', *network.features[1:]))
    for file in (f'a"+{code.replace("/", "~")}+".pt', "plain.safetensors", "'''.pt", '""".pt', "a\\.pt", "b\n1+.pt"):
        export_network(network, folder / file)


def run_exports(folder: Path) -> None:
    with current_folder(folder):
        for file in folder.glob("*.py"):
            runpy.run_path(str(file), run_name="__main__")


def lay_window_settings(folder: Path, canary: Path) -> None:
    """An ini file that Qt reads, with an object of Python."""
    from PySide6.QtCore import QSettings

    settings = QSettings(str(folder.parent / "made.ini"), QSettings.Format.IniFormat)
    for key in ("dataset", "theme", "window/state"):
        settings.setValue(key, Trap(canary))
    settings.sync()
    del settings
    content = (folder.parent / "made.ini").read_bytes()
    assert b"@Variant" in content
    (folder / "plain.ini").write_bytes(content)
    (folder / "escaped.ini").write_bytes(content.replace(b"@Variant", b"@V\\x61riant"))
    (folder / "octal.ini").write_bytes(content.replace(b"@Variant", b"\\100Variant"))


def open_window_settings(folder: Path) -> None:
    from robustgui.gui.settings_store import SettingsStore

    for file in folder.glob("*.ini"):
        config_folder().mkdir(parents=True, exist_ok=True)
        shutil.copy(file, config_folder() / "window.ini")
        store = SettingsStore()
        assert (store.text("dataset"), store.text("theme"), store.bytes("window/state").size()) == ("", "", 0)


def read_with_qt(folder: Path) -> None:
    from PySide6.QtCore import QSettings

    for file in folder.glob("*.ini"):
        (folder.parent / "ran").rmdir() if (folder.parent / "ran").exists() else None
        QSettings(str(file), QSettings.Format.IniFormat).value("dataset")
        assert (folder.parent / "ran").exists(), file.name


WAYS = {
    "weights_are_pickles": Way(
        "A file of weights is a pickle, whatever its ending says.", lay_weights, read_all_weights, unpickle_all
    ),
    "data_are_pickles": Way(
        "A file of data is a pickle, whatever its ending says.", lay_pickled_data, read_all_data, unpickle_all
    ),
    "arrays_of_objects": Way(
        "An array of NumPy holds objects, which are pickles.", lay_object_arrays, read_all_data, load_objects
    ),
    "arrow_extension_types": Way("A column of Arrow has a type that is a pickle.", lay_arrow, read_all_data),
    "programs_beside_data": Way(
        "A folder of data brings loading scripts, plug-ins and modules along.",
        lay_data_with_programs, read_all_data, run_programs,
    ),
    "programs_from_the_hub": Way(
        "A dataset of the hub brings loading scripts along.", lay_data_with_programs, serve_from_hub, run_programs
    ),
    "run_folder_names_code": Way(
        "A run that was copied from elsewhere names a network of Python code.", lay_own_code, use_runs,
        run_programs,
    ),
    "run_folder_holds_source": Way(
        "A run that was copied from elsewhere holds the source of a network of a notebook.", lay_source, use_runs,
        run_programs,
    ),
    "run_folder_of_pickles": Way(
        "Network, snapshots, checkpoint and results of a run are pickles.", lay_pickled_runs, use_runs, unpickle_all
    ),
    "run_folder_with_plugins": Way(
        "A run folder is laid out like a plug-in folder.", lay_run_plugins, use_runs, run_programs
    ),
    "run_folder_names_paths": Way(
        "A spec names a file or a module where the name of a class is expected.", lay_name, use_runs, run_programs
    ),
    "plugins": Way("A plug-in folder is named that was never allowed.", lay_plugins, name_plugins, run_programs),
    "plugins_changed": Way(
        "A plug-in folder that was allowed gets stored bytecode of another text, and a file that shadows a module.",
        lay_changed_plugins, name_plugins, run_programs,
    ),
    "helpers_exchanged": Way(
        "What allowed code imports is exchanged, before and after it was compared.",
        lay_exchanged_helpers, build_own_code, run_programs,
    ),
    "current_folder_of_program": Way(
        "The current folder holds modules of all names, and the program is started in it.",
        lay_current_folder, start_program, import_from_current_folder,
    ),
    "current_folder_in_pythonpath": Way(
        "The current folder holds modules of all names, and PYTHONPATH has an empty or relative entry.",
        lay_current_folder, start_script, import_from_current_folder,
    ),
    "current_folder_of_children": Way(
        "The current folder holds modules of all names when the engine and readers start.",
        lay_current_folder, start_children, import_from_current_folder,
    ),
    "current_folder_of_programs": Way(
        "The current folder holds programs of the names that are called, and PATH names it.",
        lay_programs, ask_programs,
        lambda folder: subprocess.run(
            ["git"], cwd=folder, env=os.environ | {"PATH": f".{os.pathsep}{os.environ['PATH']}"}, check=False
        ),
        posix=True,
    ),
    "git_configuration": Way(
        "The configuration of a checkout names programs that git runs.", lay_checkout, read_git_commit,
        lambda folder: subprocess.run(["git", "status"], cwd=folder, capture_output=True, check=False), posix=True,
    ),
    "window_settings": Way(
        "The settings of the window hold an object of Python.", lay_window_settings, open_window_settings, read_with_qt
    ),
    "exported_source": Way(
        "Classes, features and files are called so that an exported program runs their names.", lay_names, run_exports,
        lambda folder: exec(python(folder.parent / "ran")), posix=True,
    ),
}  # fmt: skip


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Way, Path, Path]:
    """A way with its trap laid: the way, the folder and the canary, which is not there."""
    way: Way = WAYS[request.param]
    if way.posix and not POSIX:
        pytest.skip("of POSIX systems")
    folder, canary = tmp_path / "theirs", tmp_path / "ran"
    folder.mkdir()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PluginWarning)
        way.lay(folder, canary)
    assert not canary.exists(), "it sprang while it was laid"
    return way, folder, canary


@pytest.mark.parametrize("place", WAYS, indirect=True)
@pytest.mark.filterwarnings("ignore")
def test_that_no_code_of_a_stranger_runs(place: tuple[Way, Path, Path]) -> None:
    way, folder, canary = place
    way.use(folder)
    assert not canary.exists(), way.sentence


@pytest.mark.parametrize("place", [name for name, way in WAYS.items() if way.spring is not None], indirect=True)
@pytest.mark.filterwarnings("ignore")
def test_that_the_trap_would_spring(place: tuple[Way, Path, Path]) -> None:
    way, folder, canary = place
    spring: Any = way.spring
    spring(folder)
    assert canary.exists(), way.sentence
