"""Writes the folder of a run while it is executed; or nothing, for a notebook without folders."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..base.errors import RunError, Sentence
from ..base.events import Event
from ..base.safe_path import find_program
from ..training.checkpoint import Checkpoints, Position, Restored, UnreadableCheckpoint
from ..training.devices import count_threads, get_device_name
from .events import RunFinished, RunStarted
from .execution import explain_write_errors
from .folder import CHECKPOINTS, RunFolder
from .restart import explain_missing_checkpoint, has_finished_epoch, restart
from .spec import RunSpec

if TYPE_CHECKING:
    from ..data.fingerprints import Fingerprints
    from ..models.network import Network
    from ..training.loop import Trainer
    from ..training.settings import DeviceSettings


_PACKAGES = ("robustgui", "torch", "numpy", "pydantic", "safetensors", "scipy", "scikit-learn")


def describe_environment(device: str, device_name: str, threads: int) -> dict[str, Any]:
    """Plain values for `environment.json`."""
    return {
        "python": platform.python_version(),
        "packages": read_versions(),
        "system": platform.platform(),
        "machine": platform.machine(),
        "device": device,
        "device_name": device_name,
        "threads": threads,
        "git": read_git_commit(Path(__file__).parents[2]),
    }


def read_versions() -> dict[str, str]:
    """The installed versions of the packages that numbers depend on."""
    installed = {}
    for package in _PACKAGES:
        try:
            installed[package] = version(package)
        except PackageNotFoundError:  # a checkout that was never installed
            installed[package] = "unknown"
    return installed


def read_git_commit(folder: Path) -> str | None:
    """The commit of the checkout at `folder`, with "+changes" if files differ from it; None outside of one."""
    git = find_program("git")
    if git is None or not (folder / ".git").exists():
        return None
    try:
        commit = _run_git(git, folder, "rev-parse", "HEAD")
        changes = _run_git(git, folder, "status", "--porcelain", "--untracked-files=no", "--ignore-submodules=all")
        return commit + ("+changes" if changes else "")
    except (OSError, subprocess.SubprocessError):  # no git, or a checkout that it refuses to read
        return None


def _run_git(git: str, folder: Path, *arguments: str) -> str:
    """The output of git; it runs no program that the checkout's own configuration names."""
    nothing_else = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")
    answer = subprocess.run(
        [git, *nothing_else, "-C", str(folder), *arguments], capture_output=True, text=True, timeout=5, check=True
    )
    return answer.stdout.strip()


class RunWriter:
    """Writes one run folder; every method raises `RunError`, which names the folder, if it cannot.

    Attributes:
        folder: None: nothing is written.
    """

    def __init__(self, folder: RunFolder | None) -> None:
        self.folder = folder
        if folder is not None:
            with explain_write_errors(folder.path):
                if not folder.lock.take():
                    raise RunError("The run {run} is already running.", run=folder.name)
            folder.sweep()

    @classmethod
    def new(cls, runs: Path | None, spec: RunSpec) -> RunWriter:
        """A new folder below `runs`, or none."""
        if runs is None:
            return cls(None)
        with explain_write_errors(Path(runs)):
            return cls(RunFolder.create(Path(runs), spec))

    def close(self) -> None:
        """Release the lock of the folder."""
        if self.folder is not None:
            self.folder.lock.release()

    def add(self, event: Event) -> None:
        """Append `event` to the log."""
        self._store(lambda folder: folder.log.append(event))

    def write_environment(self, device: str, settings: DeviceSettings, notes: dict[str, Any]) -> None:
        """Store what it is computed with, and `notes`."""
        if self.folder is not None:
            values = describe_environment(device, get_device_name(device), count_threads(settings))
            self._store(lambda folder: folder.write_environment(values | notes))

    def write_trained_on(self, fingerprints: Fingerprints) -> None:
        """Store fingerprints of the training data.

        Raises:
            RunError: a resumed run was begun with other training data.
        """
        if self.folder is None:
            return
        before = self.folder.read_fingerprints()
        if before is not None and not before.is_of(fingerprints):
            raise RunError(
                "The training data of {run} have changed since it was started: some sequences are not those that it "
                "was trained on. Start a new run.",
                run=self.folder.name,
            )  # fmt: skip
        self._store(lambda folder: folder.write_trained_on(fingerprints))

    def save_network(self, network: Network, epoch: int) -> None:
        """Store the network that `epoch` ended with."""
        self._store(lambda folder: folder.save_network(network, epoch))

    def save_checkpoint(self, trainer: Trainer, position: Position) -> None:
        """Store the state from which the training can be resumed."""
        state = trainer.network.module, trainer.optimiser, position, trainer.method
        self._store(lambda folder: self._checkpoints(folder).save(*state))

    def restore(self, trainer: Trainer, network_every: int | None = None) -> Restored:
        """Load the newest readable checkpoint into `trainer`; if no epoch is finished, it starts from the beginning.

        Args:
            trainer: fresh.
            network_every: allows to continue from the newest stored network where no checkpoint can be read; how often
                an epoch is measured. None: that is refused.

        Raises:
            NoCheckpoint: epochs are finished, but no checkpoint can be read.
            RunError: the run is finished, or its data have changed.
        """
        if self.folder is None:
            return Restored(Position())
        events = self.folder.events(steps=False)
        if any(isinstance(event, RunFinished) for event in events):
            raise RunError("The run {run} is finished: there is nothing to resume.", run=self.folder.name)
        for event in events:
            if isinstance(event, RunStarted) and event.train_samples != len(trainer.batches):
                raise RunError(
                    "The training data of {run} have changed since it was started: {now} "
                    "{now:sequence|sequences} instead of {then}. Start a new run.",
                    run=self.folder.name, now=len(trainer.batches), then=event.train_samples,
                )  # fmt: skip
        problem: Sentence | None = None
        restored: Restored | None = None
        try:
            restored = self._checkpoints(self.folder).load(trainer.network.module, trainer.optimiser, trainer.method)
        except UnreadableCheckpoint as error:
            problem = error.sentence
        if restored is not None:
            trainer.step = restored.position.step
            return restored
        if not has_finished_epoch(self.folder, events):
            return Restored(Position())
        if network_every is None:
            raise explain_missing_checkpoint(self.folder, problem)
        position, epoch = restart(self.folder, trainer, network_every)
        return Restored(position, network_epoch=epoch)

    def is_resumable(self) -> bool:
        """Whether there is a checkpoint."""
        return self.folder is not None and self.folder.has_checkpoint()

    def _store(self, write: Callable[[RunFolder], None]) -> None:
        if self.folder is not None:
            with explain_write_errors(self.folder.path):
                write(self.folder)

    @staticmethod
    def _checkpoints(folder: RunFolder) -> Checkpoints:
        return Checkpoints(folder.path / CHECKPOINTS)
