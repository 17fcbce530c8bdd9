"""Checkpoints: weights, optimiser, method and position in one file, written atomically; the last two are kept."""

from __future__ import annotations

import hashlib
import json
import re
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..base.documents import parse_json
from ..base.errors import RunError, Sentence
from ..base.files import list_names, make_folder, write_whole
from ..base.lazy import torch
from ..models.tensor_file import load_state, read_tensors, to_bytes
from .events import StepDone
from .method_state import pack_state, unpack_state

if TYPE_CHECKING:
    from torch import Tensor
    from torch.nn import Module
    from torch.optim import Optimizer

    from ..defences.base import Method

_GENERATIONS = 2
_LARGEST = 2**53  # steps, epochs, seconds
_FILE = re.compile(r"step_(\d{9,12})\.safetensors", re.ASCII)
_WEIGHTS, _OPTIMISER, _METHOD = "weights.", "optimiser.", "method."  # begin the names of tensors


@dataclass(frozen=True)
class Position:
    """The progress of a training.

    Attributes:
        step: training steps done.
        epoch: epochs finished, their measurement included.
        loss_sum: of the steps since then that made an update.
        skipped: steps since then that made none.
        seconds: of wall-clock spent so far, over all resumes.
        epoch_seconds: of those, since the last finished epoch.
    """

    step: int = 0
    epoch: int = 0
    loss_sum: float = 0.0
    skipped: int = 0
    seconds: float = 0.0
    epoch_seconds: float = 0.0

    def after(self, step: StepDone, seconds: float, epoch_seconds: float) -> Position:
        """The progress once `step` is done."""
        loss = step.loss if step.updates else 0.0
        return Position(
            step.step, self.epoch, self.loss_sum + loss, self.skipped + (not step.updates), seconds, epoch_seconds
        )

    def mean_loss(self, steps: int) -> float:
        """Mean over the steps of an epoch of `steps` that made an update; 0 if none did."""
        return self.loss_sum / max(1, steps - self.skipped)


class UnreadableCheckpoint(RunError):
    """There are checkpoints, but none can be read."""


@dataclass(frozen=True)
class Restored:
    """What a training resumes from.

    Attributes:
        position: of the training.
        damaged: newer checkpoints, which could not be read.
        network_epoch: of the stored network that was used in place of a checkpoint; 0: none was.
    """

    position: Position
    damaged: tuple[Path, ...] = ()
    network_epoch: int = 0

    @property
    def warning(self) -> Sentence | None:
        """What is said where training does not resume from the newest checkpoint."""
        if not self.damaged:
            return None
        return Sentence(
            "The checkpoint {file} is damaged. Training resumes from the one before it, step {step}, and repeats the "
            "steps in between.",
            {"file": str(self.damaged[0]), "step": self.position.step},
            severity="warning",
        )


class Checkpoints:
    """The checkpoints of one run, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def files(self) -> list[Path]:
        """Newest first."""
        numbered = [(int(m[1]), name) for name in list_names(self.folder) if (m := _FILE.fullmatch(name))]
        return [self.folder / name for _, name in sorted(numbered, reverse=True)]

    def save(self, module: Module, optimiser: Optimizer, position: Position, method: Method | None = None) -> None:
        """Store everything that the next step depends on; raises `OSError`; the previous one is then still valid."""
        from safetensors.torch import save

        tensors = {_WEIGHTS + name: _plain(value) for name, value in module.state_dict().items()}
        for index, values in optimiser.state_dict()["state"].items():
            for key, value in values.items():
                if isinstance(value, torch.Tensor):  # SGD's first momentum is None
                    tensors[f"{_OPTIMISER}{index}.{key}"] = _plain(value)
        metadata = {"state": json.dumps(asdict(position))}
        if method is not None and (state := method.state_dict()):
            metadata["method"], named = pack_state(state)
            tensors |= {_METHOD + name: _plain(value) for name, value in named.items()}
        metadata["digest"] = _digest(metadata, tensors)
        make_folder(self.folder)
        file = self.folder / f"step_{position.step:09d}.safetensors"
        write_whole(file, save(tensors, metadata))
        stored = self.files()
        older = [other for other in stored if other.name < file.name]
        for other in stored:
            if other != file and other not in older[: _GENERATIONS - 1]:  # one with a later step was found unreadable
                with suppress(OSError):  # a folder, or held by another program: it stays
                    other.unlink()

    def load(self, module: Module, optimiser: Optimizer, method: Method | None = None) -> Restored | None:
        """Bring all three to the newest checkpoint that is sound; None if there has never been one.

        No file stays open or mapped.

        Raises:
            UnreadableCheckpoint: there are checkpoints, but none can be read.
            RunError: the newest is of another network.
        """
        problem: RunError | None = None
        damaged: list[Path] = []
        for file in self.files():
            try:
                stored = _read(file)
            except RunError as error:
                problem = problem or error
                damaged.append(file)
                continue
            try:
                _restore(module, optimiser, method, stored)
            except ValueError as error:
                raise RunError(
                    "The checkpoint {file} is of another network than the spec and the data now ask for. "
                    "Put back the spec and the data of the run, or start a new run.",
                    file=str(file),
                ) from error
            return Restored(stored.position, tuple(damaged))
        if problem is None:
            return None
        raise UnreadableCheckpoint(
            "No checkpoint in {folder} can be read ({problem}).",
            folder=str(self.folder),
            problem=problem.sentence,
        ) from problem


@dataclass(frozen=True)
class _Stored:
    """The content of a checkpoint; `method` is empty for a method without state."""

    position: Position
    tensors: dict[str, Tensor]
    method: str

    def select(self, kind: str) -> dict[str, Tensor]:
        """Tensors with names that begin with `kind`, by the rest of the name."""
        return {name.removeprefix(kind): value for name, value in self.tensors.items() if name.startswith(kind)}


def _read(file: Path) -> _Stored:
    """The content of a checkpoint; raises `RunError` if the file is damaged."""
    tensors, metadata = read_tensors(file)
    try:
        if metadata.get("digest") != _digest(metadata, tensors):
            raise RunError("{file} is damaged: its content does not match its check sum.", file=str(file))
        return _Stored(_parse_position(metadata.get("state", "")), tensors, metadata.get("method", ""))
    except (ValueError, TypeError) as error:
        raise RunError("{file} is damaged: it does not say which step it is of.", file=str(file)) from error


def _parse_position(state: str) -> Position:
    """The inverse of writing a `Position` as JSON; raises `ValueError` or `TypeError` for anything else."""
    position = Position(**parse_json(state, nan=True))  # the loss of a training that diverged
    for name, value in asdict(position).items():
        kind = type(getattr(Position, name))
        if type(value) not in (kind, int) or (name != "loss_sum" and not 0 <= value <= _LARGEST):
            raise ValueError(f"{name} is out of range")
    return position


def _restore(module: Module, optimiser: Optimizer, method: Method | None, stored: _Stored) -> None:
    """Raises `ValueError` where names or shapes are not those of `module` and `optimiser`."""
    parameters = [parameter for group in optimiser.param_groups for parameter in group["params"]]
    states: dict[int, dict[str, Tensor]] = {}
    for name, value in stored.select(_OPTIMISER).items():
        index, _, key = name.partition(".")
        if int(index) not in range(len(parameters)) or value.shape not in ((), parameters[int(index)].shape):
            raise ValueError(f"{name} belongs to no parameter")
        states.setdefault(int(index), {})[key] = value
    names = _state_names(optimiser)
    if any(state.keys() != names for state in states.values()):
        raise ValueError("the state is that of another optimiser")
    load_state(module, stored.select(_WEIGHTS))
    optimiser.load_state_dict({"state": states, "param_groups": optimiser.state_dict()["param_groups"]})
    if method is not None and stored.method:
        device = str(parameters[0].device)
        method.load_state_dict(unpack_state(stored.method, stored.select(_METHOD), device))


def _state_names(optimiser: Optimizer) -> set[str]:
    """What an optimiser of this kind with these settings keeps of each parameter."""
    parameter = torch.nn.Parameter(torch.zeros(1))
    parameter.grad = torch.zeros(1)
    fresh = type(optimiser)([parameter], **optimiser.defaults)
    fresh.step()
    return {name for name, value in fresh.state[parameter].items() if isinstance(value, torch.Tensor)}


def _plain(value: Tensor) -> Tensor:
    """A copy on the processor that shares memory with nothing: fused kernels keep weights in one block."""
    return value.detach().cpu().clone(memory_format=torch.contiguous_format)


def _digest(metadata: dict[str, str], tensors: dict[str, Tensor]) -> str:
    text = metadata.get("state", "") + metadata.get("method", "")
    digest = hashlib.blake2b(text.encode(), digest_size=16)
    for name in sorted(tensors):
        digest.update(name.encode())
        digest.update(to_bytes(tensors[name]))
    return digest.hexdigest()
