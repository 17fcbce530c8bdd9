"""No library of compiled code looks at a file in the process that shows, trains or calls, whichever reader it is."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import h5py
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import soundfile

from robustgui.data import READERS

PACKAGE = Path(__file__).parents[2] / "robustgui"
# They compute with arrays and texts that are in memory. What opens files belongs to `import_native`.
ARRAYS_ONLY = {"numpy", "scipy", "charset_normalizer", "pydantic", "pydantic_core", "typing_extensions"}
PROGRAM = """
import importlib.machinery, json, sys
from robustgui.base.apart import share_process
from robustgui.data.formats.base import READERS, reader_for
from robustgui.data.import_preview import preview
from robustgui.data.settings import DataSettings
from pathlib import Path

len(READERS)
seen = {}
for name in sys.argv[1:]:
    path = Path(name)
    reader = reader_for(path)
    with share_process():
        for method in ("guess", "preview", "read", "read_test"):
            getattr(reader, method)(path)
        preview(DataSettings(train=name))
    endings = tuple(importlib.machinery.EXTENSION_SUFFIXES)
    compiled = {root.partition(".")[0] for root, module in list(sys.modules.items())
                if str(getattr(module, "__file__", "")).endswith(endings)}
    seen[name] = sorted(compiled - set(sys.stdlib_module_names))
print(json.dumps(seen))
"""


def sound(folder: Path) -> Path:
    """FLAC, and a .wav whose codec needs a library, among plain ones."""
    path = READERS["wav_folder"].sample(folder)
    soundfile.write(path / "no" / "4.flac", np.zeros(99), 8000)
    soundfile.write(path / "no" / "5.wav", np.zeros(99), 8000, subtype="IMA_ADPCM")
    return path


def sound_in_a_table(folder: Path) -> Path:
    path = folder / "sound.parquet"
    soundfile.write(folder / "one.flac", np.sin(np.arange(99.0)), 8000)
    cell = {"bytes": (folder / "one.flac").read_bytes(), "path": "one.flac"}
    pq.write_table(pa.table({"audio": [cell] * 4, "label": [0, 1, 0, 1]}), path)
    return path


def mat73(folder: Path) -> Path:
    path = folder / "late.mat"
    with h5py.File(path, "w") as file:
        file["X"], file["Y"] = np.arange(24.0).reshape(3, 4, 2), np.array([[1.0, 2.0]])
    return path


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """For each kind of source the compiled libraries that are in a process after everything was done with it."""
    makers = {name: READERS[name].sample for name in READERS if name != "recognised"}
    makers |= {"sound": sound, "sound in a table": sound_in_a_table, "mat73": mat73}
    paths = {}
    for name, make in makers.items():
        folder = tmp_path_factory.mktemp("source")
        paths[name] = str(make(folder))
    command = [sys.executable, "-c", PROGRAM, *paths.values()]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seen = json.loads(done.stdout)
    return {name: seen[path] for name, path in paths.items()}


@pytest.mark.parametrize(
    "name", [*(name for name in READERS if name != "recognised"), "sound", "sound in a table", "mat73"]
)
def test_that_what_reads_a_source_leaves_no_compiled_library_here(name, compiled):
    assert set(compiled[name]) <= ARRAYS_ONLY, f"{name}: import it by formats.native.libraries.import_native"


def test_that_readers_import_other_libraries_in_one_way_only():
    """Also what no sample needs: an import of another library is written as `import_native`."""
    wrong = []
    for file in (PACKAGE / "data" / "formats").rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        samples = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == "sample"]
        writing = {id(node) for sample in samples for node in ast.walk(sample)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("importlib.import_module", "__import__"):
                names = ["importlib"] if file.name != "libraries.py" else []
            else:
                continue
            roots = {name.partition(".")[0] for name in names}
            if id(node) not in writing and roots - set(sys.stdlib_module_names) - ARRAYS_ONLY:
                wrong.append(f"{file.name}:{node.lineno} {', '.join(names)}")
            if "importlib" in roots and file.name != "libraries.py":
                wrong.append(f"{file.name}:{node.lineno} importlib")
    assert wrong == []
