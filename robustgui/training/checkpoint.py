"""Checkpoints: weights, optimiser and position in one file that is whole or not there; the last two are kept."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..base.errors import RunError
from ..base.files import write_whole
from ..base.lazy import torch

if TYPE_CHECKING:
    from torch import Tensor
    from torch.nn import Module
    from torch.optim import Optimizer

_GENERATIONS = 2
_FILE = re.compile(r"step_(\d+)\.safetensors")
_WEIGHTS, _OPTIMISER = "weights.", "optimiser."


@dataclass(frozen=True)
class Position:
    """Where a training stands.

    Attributes:
        step: optimiser steps taken.
        epoch: epochs finished, their measurement included.
        loss_sum: of the steps since then.
        seconds: of wall-clock spent so far, over all resumes.
        epoch_seconds: of those, since the last finished epoch.
    """

    step: int = 0
    epoch: int = 0
    loss_sum: float = 0.0
    seconds: float = 0.0
    epoch_seconds: float = 0.0


class UnreadableCheckpoint(RunError):
    """There are checkpoints, but none can be read."""


class Checkpoints:
    """The checkpoints of one run, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def files(self) -> list[Path]:
        """Newest first."""
        if not self.folder.is_dir():
            return []
        numbered = [(int(m[1]), file) for file in self.folder.iterdir() if (m := _FILE.fullmatch(file.name))]
        return [file for _, file in sorted(numbered, reverse=True)]

    def save(self, module: Module, optimiser: Optimizer, position: Position) -> None:
        """Store everything that the next step depends on; raises `OSError`, and then the last one still stands."""
        from safetensors.torch import save

        tensors = {_WEIGHTS + name: _plain(value) for name, value in module.state_dict().items()}
        for index, values in optimiser.state_dict()["state"].items():
            for key, value in values.items():
                if isinstance(value, torch.Tensor):  # SGD's first momentum is None
                    tensors[f"{_OPTIMISER}{index}.{key}"] = _plain(value)
        state = json.dumps(asdict(position))
        metadata = {"state": state, "digest": _digest(state, tensors)}
        self.folder.mkdir(exist_ok=True)
        file = self.folder / f"step_{position.step:09d}.safetensors"
        write_whole(file, save(tensors, metadata))
        older = [other for other in self.files() if other.name < file.name]
        for other in self.files():
            if other != file and other not in older[: _GENERATIONS - 1]:  # one with a later step was found unreadable
                other.unlink(missing_ok=True)

    def load(self, module: Module, optimiser: Optimizer) -> Position | None:
        """Bring `module` and `optimiser` to the newest checkpoint that is sound; None if there has never been one.

        Raises:
            UnreadableCheckpoint: there are checkpoints, but none can be read.
            RunError: the newest is of another network.
        """
        problem: Exception | None = None
        files = self.files()
        for file in files:
            try:
                position, tensors = _read(file)
            except (OSError, ValueError, KeyError, TypeError) as error:
                problem = problem or error
                continue
            try:
                _restore(module, optimiser, tensors)
            except RuntimeError as error:  # load_state_dict: other names or shapes
                raise RunError(
                    "The checkpoint {file} is of another network than the spec and the data now ask for. "
                    "Put back the spec and the data of the run, or start a new run.",
                    file=str(file),
                ) from error
            return position
        if problem is None:
            return None
        raise UnreadableCheckpoint(
            "No checkpoint in {folder} can be read ({problem}).",
            folder=str(self.folder),
            problem=str(problem),
        ) from problem


def _read(file: Path) -> tuple[Position, dict[str, Tensor]]:
    """Position and tensors of a checkpoint; raises `ValueError` and its like if the file is damaged."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(file, framework="pt") as opened:
            metadata = opened.metadata() or {}
            tensors = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118
    except SafetensorError as error:
        raise ValueError(f"{file.name}: {error}") from error
    if metadata.get("digest") != _digest(metadata.get("state", ""), tensors):
        raise ValueError(f"{file.name}: its content does not match its check sum")
    return Position(**json.loads(metadata["state"])), tensors


def _restore(module: Module, optimiser: Optimizer, tensors: dict[str, Tensor]) -> None:
    states: dict[int, dict[str, Tensor]] = {}
    for name, value in tensors.items():
        if name.startswith(_OPTIMISER):
            index, _, key = name.removeprefix(_OPTIMISER).partition(".")
            states.setdefault(int(index), {})[key] = value
    module.load_state_dict(
        {name.removeprefix(_WEIGHTS): value for name, value in tensors.items() if name.startswith(_WEIGHTS)}
    )
    optimiser.load_state_dict({"state": states, "param_groups": optimiser.state_dict()["param_groups"]})


def _plain(value: Tensor) -> Tensor:
    """A copy on the processor that shares memory with nothing: fused kernels keep weights in one block."""
    return value.detach().cpu().clone(memory_format=torch.contiguous_format)


def _digest(state: str, tensors: dict[str, Tensor]) -> str:
    digest = hashlib.blake2b(state.encode(), digest_size=16)
    for name in sorted(tensors):
        digest.update(name.encode())
        digest.update(tensors[name].numpy().tobytes())
    return digest.hexdigest()
