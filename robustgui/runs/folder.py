"""The folder of one run: its files, and how they are read."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..base.code_files import CodeFiles
from ..base.documents import parse_json
from ..base.errors import RobustGuiError, RunError, Sentence
from ..base.files import check_regular, list_names, read_regular, sync_folder, write_whole
from ..base.lock import FolderLock
from ..base.parts import part_path, sweep_parts
from ..base.plain_values import decode
from ..data.fingerprints import Fingerprints
from ..models.network_file import load_network, read_network_spec, save_network
from ..models.python import Python
from ..models.user_code import SOURCE_FILE, source_files
from .automatic_settings import parse_paths, reopen_automatic
from .data_store import find_moved_data, find_moved_weights
from .event_log import EventLog
from .recorded_events import RecordedEvents
from .snapshots import Snapshots
from .spec import RunSpec, read_spec_text

if TYPE_CHECKING:
    from ..models.network import Network

SPEC = "spec.toml"
EVENTS = "events.jsonl"
MODEL = "model.safetensors"
ENVIRONMENT = "environment.json"
CHECKPOINTS = "checkpoint"
SNAPSHOTS = "snapshots"
RESULTS = ("evaluations", "audits", "opinions", "measurements/*")  # of measurements
TRAINED_ON = "trained_on.npz"
UNFINISHED = "unfinished"
LOCK = ".lock"
_NAME = re.compile(r"\d{4}-\d\d-\d\d_\d{6}_(.+)")
_MOST_ENVIRONMENT = 1 << 20  # bytes
_MOST_FINGERPRINTS = 1 << 28  # bytes; of some three million sequences
AUTOMATIC = "automatic"  # in the environment: paths of the settings that were chosen by the data


def parse_label(folder: Path | str) -> str:
    """The label of a run, as its folder (or the name of that) has it behind date and time; of another, its name."""
    name = folder if isinstance(folder, str) else folder.name
    named = _NAME.fullmatch(name)
    return named[1] if named else name


class RunFolder:
    """One stored run.

    spec.toml           everything that is needed to repeat it
    network.py          the source of a network from a notebook, to be read; what runs is the same text in the spec
    events.jsonl        its events, append only
    model.safetensors   its newest network, loadable alone
    snapshots/          its network at up to about 60 epochs
    checkpoint/         the two newest states to resume from
    evaluations/        robustness curves
    audits/             reliability checks of these
    opinions/           cross-checks by other libraries
    measurements/       results of other measurements
    unfinished/         measurements in progress or interrupted
    trained_on.npz      fingerprints of its training data
    environment.json    versions, machine, device, commit
    """

    def __init__(self, path: Path) -> None:
        """Open an existing folder.

        Raises:
            RunError: `path` is no run folder, or may not be looked into.
        """
        self.path = Path(path)
        try:
            check_regular(self.path / SPEC)
        except (FileNotFoundError, NotADirectoryError):
            raise RunError(
                "{folder} is not a run folder: there is no {file} in it. Choose a folder that 'robustgui list' shows.",
                folder=str(path),
                file=SPEC,
            ) from None
        except (OSError, ValueError) as error:
            raise _unreadable(self.path / SPEC, error) from error
        self.log = EventLog(self.path / EVENTS)
        self.snapshots = Snapshots(self.path / SNAPSHOTS)
        self.lock = FolderLock(self.path / LOCK)

    def __repr__(self) -> str:
        return f"<RunFolder {self.path}>"

    @classmethod
    def create(cls, runs: Path, spec: RunSpec, now: datetime | None = None) -> RunFolder:
        """A new folder below `runs` for `spec`, named by the time and the spec's label.

        Raises:
            OSError: it cannot be made; then nothing is left of it.
        """
        stem = f"{now or datetime.now():%Y-%m-%d_%H%M%S}_{make_file_name(spec.label)}"
        runs.mkdir(parents=True, exist_ok=True)
        sweep_parts(runs)
        part = part_path(runs / stem)
        try:
            part.mkdir()
            write_whole(part / SPEC, spec.to_toml())
            if isinstance(spec.model, Python) and spec.model.source:
                write_whole(part / SOURCE_FILE, spec.model.source)
            path = _name_folder(part, stem)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        sync_folder(runs)
        return cls(path)

    def sweep(self) -> None:
        """Remove the partial files of processes that have ended."""
        results = (folder for pattern in RESULTS for folder in self.path.glob(pattern))
        for folder in (self.path, self.path / CHECKPOINTS, self.path / SNAPSHOTS, *results):
            sweep_parts(folder, all_ours=True)

    @property
    def name(self) -> str:
        """The folder's name, which is unique below its runs folder."""
        return self.path.absolute().name

    def spec(self) -> RunSpec:
        """The stored spec.

        Raises:
            RunError: it cannot be read.
            SettingError: it asks for what this version does not know.
        """
        path = self.path / SPEC
        spec = RunSpec.from_toml(read_spec_text(path), source=str(path))
        data = find_moved_data(spec.data, self.path.parent)
        model = find_moved_weights(spec.model, self.path.parent)
        is_moved = data is not spec.data or model is not spec.model
        return spec.copy_with(data=data, model=model) if is_moved else spec

    def read_requested_spec(self) -> RunSpec:
        """The stored spec as it was submitted: settings that were chosen by the data are automatic again."""
        return reopen_automatic(self.spec(), parse_paths(self.environment().get(AUTOMATIC)))

    def write_spec(self, spec: RunSpec) -> None:
        """Store `spec`, which may differ from the old one in its name only."""
        write_whole(self.path / SPEC, spec.to_toml())

    def events(self, *, steps: bool = True, exact: bool = True) -> RecordedEvents:
        """What the run reported, each step and epoch once; see `EventLog.read`.

        Raises:
            RunError: the log cannot be read.
        """
        try:
            return self.log.read(steps=steps, exact=exact)
        except OSError as error:
            raise _unreadable(self.log.path, error) from error

    def epochs(self) -> tuple[int, ...]:
        """The epochs of the stored networks, ascending."""
        return self.snapshots.epochs()

    def save_network(self, network: Network, epoch: int) -> None:
        """Store the network as it is after `epoch`; raises `OSError`."""
        self.snapshots.save(network, epoch)
        save_network(network, self.path / MODEL, epoch=epoch)

    def load_network(self, epoch: int | None = None, device: str = "cpu") -> Network:
        """The network of a stored epoch, or the newest one, in eval mode.

        Raises:
            RunError: that epoch is not stored, no epoch is finished yet, or the file is damaged.
        """
        path = self.path / MODEL if epoch is None else self.snapshots.path(epoch)
        if not os.path.lexists(path):
            stored = self.epochs()
            if epoch is None or not stored:
                raise RunError("The run {run} has no network yet: no epoch is finished.", run=self.name)
            raise RunError(
                "The network of epoch {epoch} is not stored in {run}. Stored are {stored}.",
                epoch=epoch, run=self.name, stored=", ".join(map(str, stored)),
            )  # fmt: skip
        network = load_network(path, device)
        return network if network.trained_on is not None else replace(network, trained_on=self.read_fingerprints())

    def read_fingerprints(self) -> Fingerprints | None:
        """Fingerprints of its training data; None: a run of an earlier version, or a network from elsewhere.

        Raises:
            RunError: the file cannot be read.
        """
        path = self.path / TRAINED_ON
        try:
            return Fingerprints.from_bytes(read_regular(path, _MOST_FINGERPRINTS))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise _unreadable(path, error) from error

    def write_trained_on(self, fingerprints: Fingerprints) -> None:
        """Store what is trained on; raises `OSError`."""
        write_whole(self.path / TRAINED_ON, fingerprints.to_bytes())

    def has_checkpoint(self) -> bool:
        """Whether there is a checkpoint to resume from."""
        names = list_names(self.path / CHECKPOINTS)
        return any(name.startswith("step_") and name.endswith(".safetensors") for name in names)

    def is_resumable(self) -> bool:
        """Whether an unfinished run can continue: from a checkpoint, or where that is lost from a stored network."""
        return self.has_checkpoint() or bool(self.epochs()) or os.path.isfile(self.path / MODEL)

    def is_running(self) -> bool:
        """Whether a process is working on it."""
        return self.lock.is_held()

    def problem(self) -> Sentence | None:
        """A warning about unreadable lines of the log, which are left out; None: there are none."""
        try:
            return self.events(steps=False).problem(EVENTS)
        except RobustGuiError as error:
            return error.sentence

    def write_environment(self, values: dict[str, Any]) -> None:
        """Store what it was computed with; raises `OSError`."""
        write_whole(self.path / ENVIRONMENT, json.dumps(values, indent=2) + "\n")

    def environment(self) -> dict[str, Any]:
        """What it was computed with; empty if that is not stored, or cannot be read."""
        try:
            return decode(dict[str, Any], parse_json(read_regular(self.path / ENVIRONMENT, _MOST_ENVIRONMENT)))
        except (OSError, ValueError, RobustGuiError):  # such as a run that broke before it was written
            return {}


def code_of_run(path: Path) -> CodeFiles:
    """The code from a notebook that the run in a folder, or a network file, holds; none of it runs.

    Raises:
        RunError: there is none, or it cannot be read.
    """
    model = RunFolder(path).spec().model if path.is_dir() else read_network_spec(path).model
    if not isinstance(model, Python) or not model.source:
        raise RunError("{run} holds no code of a notebook, so there is nothing to allow.", run=str(path))
    return source_files(model.entry, model.source)


def _unreadable(path: Path, error: Exception) -> RunError:
    problem = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
    return RunError("{file} cannot be read: {problem}.", file=str(path), problem=problem)


def make_file_name(label: str) -> str:
    """`label` with only what every file system takes, and not too long."""
    return re.sub(r"[^\w.+-]+", "-", label).strip(".-")[:80] or "run"


def _name_folder(part: Path, stem: str) -> Path:
    """Call `part` the first of `stem`, `stem-2`, `stem-3` ... that is not taken."""
    for number in itertools.count(1):
        path = part.with_name(stem if number == 1 else f"{stem}-{number}")
        try:
            if not os.path.lexists(path):
                return part.rename(path)
        except OSError:
            if not os.path.lexists(path):  # else another process was faster
                raise
    raise AssertionError("there are numbers enough")
