"""Things that a stranger may leave behind: each does nothing but make a folder called as it is told, if it is run."""

from __future__ import annotations

import importlib.metadata
import os
import pickle
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path


class Trap:
    """Makes the folder `canary` when it is unpickled."""

    def __init__(self, canary: Path) -> None:
        self.canary = str(canary)

    def __reduce__(self) -> tuple[object, ...]:
        return os.makedirs, (self.canary, 0o777, True)


def pickled(canary: Path, protocol: int = 2) -> bytes:
    return pickle.dumps({"rnn.weight_ih_l0": Trap(canary)}, protocol=protocol)


def torch_archive(canary: Path) -> bytes:
    """A file as torch.save writes it, around a pickle that springs."""
    import io

    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("archive/data.pkl", pickled(canary))
        archive.writestr("archive/version", "3\n")
    return content.getvalue()


def python(canary: Path) -> str:
    """A text of Python that springs when it is run, on one line."""
    return f"__import__('os').path.isdir({str(canary)!r}) or __import__('os').mkdir({str(canary)!r})"


def script(path: Path, canary: Path) -> Path:
    """A program of a shell that springs when it is started."""
    path.write_text(f"#!/bin/sh\nmkdir -p '{canary}'\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def module_names() -> set[str]:
    """Top-level modules that a program may import: of the standard library and of what is installed."""
    usual = {"sitecustomize", "usercustomize", "conftest", "readline"}
    return {name for name in {*sys.stdlib_module_names, *importlib.metadata.packages_distributions(), *usual}
            if name.isidentifier() and name not in {"robustgui", "sys", "builtins"}}  # fmt: skip


def lay_modules(folder: Path, canary: Path, *, but: set[str]) -> None:
    """A module of every name in `folder`, which springs when it is imported."""
    for name in module_names() - but:
        (folder / f"{name}.py").write_text(
            f"import os\nos.makedirs({str(canary)!r}, exist_ok=True)\n"
            f"raise SystemExit('the module {name} of the current folder was imported')\n",
            encoding="utf-8",
        )


def loaded_before(folder: Path) -> set[str]:
    """What Python itself, and the head of a script that pip writes, import before any line of a program runs."""
    blank = folder / "blank"
    blank.mkdir()
    (blank / "__init__.py").write_text("import re, sys\nnames = {name.partition('.')[0] for name in sys.modules}\n")
    (blank / "__main__.py").write_text("from . import names\nprint(*names)\n")
    done = subprocess.run(
        [sys.executable, "-m", "blank"], cwd=folder, capture_output=True, text=True, check=True,
        env=os.environ | {"PYTHONPATH": str(folder)},
    )  # fmt: skip
    return set(done.stdout.split())


def files_in(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.rglob("*")) if path.is_file())
