"""Proves that the numbers of two states of the program are equal, bit for bit on the CPU.

    python tools/compare_releases.py OLD NEW [--only SPEC ...] [--keep FOLDER]

OLD and NEW are checkouts or revisions of this repository. For each spec of `tools/compared_specs` both train, stop and
resume where the spec says so, evaluate and audit, by the command line in processes of their own. NEW also resumes,
evaluates and audits what OLD has trained. Compared are weights, curves, losses, evaluations and audits. Prints a table;
exit status 1: a number differs. `--keep` stores what OLD did, so that it is done once.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import tomli_w
from compared_data import write_data
from compared_results import Differences, compare_run, load_former_names

TOOLS = Path(__file__).parent
ROOT = TOOLS.parent
SPECS = TOOLS / "compared_specs"
_MOST_LINES = 12  # of what differs in one spec
_DONE = "done.toml"  # the spec that was recorded
_FIXED = {"device": {"device": "cpu", "threads": 1}}


def main() -> int:
    """The exit status."""
    names = sorted(path.stem for path in SPECS.glob("*.toml"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", help="checkout or revision")
    parser.add_argument("new", help="checkout or revision")
    parser.add_argument("--only", nargs="+", choices=names, metavar="SPEC", default=names, help=", ".join(names))
    parser.add_argument("--keep", type=Path, help="folder for what OLD did; what is there already is not done again")
    options = parser.parse_args()
    with ExitStack() as stack:
        new = Side(stack.enter_context(checkout(options.new)))
        work = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="compare_")))
        kept = (options.keep or work / "old").absolute()
        write_data(kept / "data")
        old: Side | None = None
        differing = 0
        for name in options.only:
            started = time.monotonic()
            if not is_recorded(name, kept):
                old = old or Side(stack.enter_context(checkout(options.old)))
                record(old, name, kept)
            differences = check(new, name, kept, work)
            differing += bool(differences.lines)
            verdict, seconds = "DIFFERS" if differences.lines else "equal", time.monotonic() - started
            row = f"{name:20} {verdict:8} {differences.count:7} numbers {seconds:6.1f} s"
            sys.stdout.write("\n    ".join([row, *differences.lines[:_MOST_LINES]]) + "\n")
            sys.stdout.flush()
        return 1 if differing else 0


@contextmanager
def checkout(text: str) -> Iterator[Path]:
    """The folder of a checkout; a revision is checked out for as long."""
    if (Path(text) / "robustgui").is_dir():
        yield Path(text).absolute()
        return
    with tempfile.TemporaryDirectory(prefix="release_") as place:
        folder = Path(place) / "checkout"
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", str(folder), text], check=True)
        try:
            yield folder
        finally:
            subprocess.run([*git, "remove", "--force", str(folder)], check=True)


class Side:
    """The command line of one state of the program."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.former_names = load_former_names(root)

    def run(self, *arguments: str | Path, stop_after: int | None = None, event: str = "StepDone") -> None:
        """One command.

        Args:
            arguments: of `robustgui`, `--json` among them.
            stop_after: interrupt it (Ctrl+C) after so many events of the kind `event`.

        Raises:
            RuntimeError: it failed.
        """
        with tempfile.TemporaryFile("w+") as errors, tempfile.TemporaryDirectory() as home:
            environment = os.environ | {"PYTHONPATH": str(self.root), "OMP_NUM_THREADS": "1", "HOME": home}
            process = subprocess.Popen(
                [sys.executable, "-m", "robustgui", *map(str, arguments)],
                cwd=home, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True,
            )  # fmt: skip
            assert process.stdout is not None
            count = 0
            for line in process.stdout:
                count += f'"{event}"' in line
                if stop_after is not None and count == stop_after:
                    process.send_signal(signal.SIGINT)
                    stop_after = None
            if process.wait() not in (0, 130):
                errors.seek(0)
                command = " ".join(map(str, arguments))
                raise RuntimeError(f"{self.root}: robustgui {command}: status {process.returncode}\n{errors.read()}")


def read_spec(name: str, data: Path) -> tuple[str, dict[str, Any]]:
    """The spec as TOML, and what is to be done with its run."""
    values = tomllib.loads((SPECS / f"{name}.toml").read_text(encoding="utf-8").replace("{folder}", data.as_posix()))
    todo = values.pop("compare")
    return tomli_w.dumps(values | _FIXED), todo


def train(side: Side, name: str, data: Path, folder: Path) -> None:
    """Train in `folder`/trained; where the spec says so in two parts, the first of which stays in `folder`/stopped."""
    text, todo = read_spec(name, data)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    spec = folder / "spec.toml"
    spec.write_text(text, encoding="utf-8")
    stop_after = todo.get("stop_after")
    side.run("run", spec, "--runs", folder / "runs", "--json", stop_after=stop_after)
    (run,) = (path for path in (folder / "runs").iterdir() if path.is_dir())
    if stop_after is not None:
        shutil.copytree(run, folder / "stopped")
        side.run("resume", run, "--json")
    run.rename(folder / "trained")


def measure(side: Side, name: str, data: Path, run: Path) -> None:
    """Evaluate and audit as the spec says; the results lie in the folder of the run."""
    for command, *options in read_spec(name, data)[1]["measure"]:
        side.run(command, run, *options, "--json")


def record(old: Side, name: str, kept: Path) -> None:
    """What the old state does, in a folder of its own below `kept`."""
    folder = kept / name
    train(old, name, kept / "data", folder)
    shutil.copytree(folder / "trained", folder / "measured")
    measure(old, name, kept / "data", folder / "measured")
    shutil.copy(SPECS / f"{name}.toml", folder / _DONE)


def is_recorded(name: str, kept: Path) -> bool:
    """Whether the old state has done all of the spec as it is now."""
    done = kept / name / _DONE
    return done.exists() and done.read_bytes() == (SPECS / f"{name}.toml").read_bytes()


def check(new: Side, name: str, kept: Path, work: Path) -> Differences:
    """Do the same with the new state, with its own network and with that of the old one, and compare."""
    old, folder = kept / name, work / name
    differences = Differences()
    try:
        train(new, name, kept / "data", folder)
        compare_run(old / "trained", folder / "trained", new.former_names, differences, "trained")
        if (old / "stopped").exists():
            shutil.copytree(old / "stopped", folder / "resumed")
            new.run("resume", folder / "resumed", "--json")
            compare_run(
                old / "trained", folder / "resumed", new.former_names, differences, "resumed from the old checkpoint"
            )
        shutil.copytree(old / "trained", folder / "measured")
        measure(new, name, kept / "data", folder / "measured")
        compare_run(old / "measured", folder / "measured", new.former_names, differences, "measured")
    except RuntimeError as error:
        differences.lines.append(str(error))
    return differences


if __name__ == "__main__":
    sys.exit(main())
