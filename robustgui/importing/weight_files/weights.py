"""Named weights out of a file of any kind; nothing in the file is ever executed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ...base.apart import run_apart
from ...base.errors import ApartCrashed, ApartError, ApartTooSlow, RunError
from ...base.files import check_regular, open_regular
from ...base.interrupts import no_cancel
from ...base.lazy import torch
from ...models.tensor_file import explain_unreadable, parse_tensors
from .contents import MOST, Contents, digest_of, largest_content, read_content
from .plain_tensors import to_arrays

if TYPE_CHECKING:
    from torch import Tensor

    from ...data.fingerprints import Fingerprints
    from ..architecture.identification import Hints

SUFFIXES = (".pt", ".pth", ".ckpt", ".pkl", ".bin", ".safetensors", ".onnx")
_SECONDS, _BYTES_PER_SECOND = 8.0, 5_000_000  # that a file of no size may take, and what is read in each further one
_MEMORY = 400 << 20  # bytes that a file of no size may need: what libraries allocate when they are first used


@dataclass(frozen=True)
class Weights:
    """What a file holds.

    Attributes:
        tensors: float32 on the processor, by the names in the file, in its order.
        origin: the file.
        digest: SHA-256 of the file.
        key: where in a checkpoint they were; empty: the file holds nothing else.
        trained_on: fingerprints of the training data, of a network of ours; None: unknown.
        hints: what the file says about the layout beyond the weights; None: nothing.
    """

    tensors: dict[str, Tensor] = field(repr=False)
    origin: Path
    digest: str = ""
    key: str = ""
    hints: Hints | None = None
    trained_on: Fingerprints | None = field(default=None, repr=False)


def read_weights(path: Path, stop: Callable[[], bool] = no_cancel) -> Weights:
    """The weights in `path`: .safetensors, .onnx, or whatever torch.save wrote.

    The last two are read in a process of their own, within limits of time and memory that follow from the size of the
    file: their libraries are of compiled code.

    Raises:
        RunError: there is no such file, it cannot be read without running code, or it holds no weights.
        Interrupted: `stop` said so.
    """
    contents = _read(path, stop)
    tensors = {name: torch.from_numpy(array) for name, array in contents.arrays.items()}
    return Weights(tensors, path, contents.digest, contents.key, contents.hints, contents.trained_on)


def _read(path: Path, stop: Callable[[], bool]) -> Contents:
    size, head = _look(path)
    if path.suffix == ".onnx":
        from .onnx_file import read_onnx

        return _read_apart(read_onnx, path, size, stop)
    if path.suffix == ".safetensors" or head[8:9] == b"{":
        return read_safetensors(path)
    from .checkpoints import read_checkpoint

    return _read_apart(read_checkpoint, path, size, stop)


def _look(path: Path) -> tuple[int, bytes]:
    """Size and first bytes of a file."""
    with explain_unreadable(path):
        size = check_regular(path)
        with open_regular(path) as file:
            return size, file.read(16)


def _read_apart(read: Callable[[Path], Contents], path: Path, size: int, stop: Callable[[], bool]) -> Contents:
    size = min(size, MOST)
    seconds = _SECONDS + size / _BYTES_PER_SECOND
    try:
        return run_apart(read, path, seconds=seconds, memory=_MEMORY + size + 2 * largest_content(size), stop=stop)
    except ApartError as error:
        raise _describe_failure(error, path) from error


def _describe_failure(error: ApartError, path: Path) -> RunError:
    """What happened to the process that read `path`."""
    facts = error.sentence.facts
    if isinstance(error, ApartCrashed):
        return RunError(
            "Reading {file} crashed the process that read it ({reason}): the file is damaged, or made to do harm. "
            "Get it again from its source.",
            file=str(path), reason=facts["reason"],
        )  # fmt: skip
    if isinstance(error, ApartTooSlow):
        return RunError(
            "{file} was not read within {seconds:.0f} s, far longer than a file of its size takes: the file is "
            "damaged, or made to do harm. Get it again from its source.",
            file=str(path), seconds=facts["seconds"],
        )  # fmt: skip
    return RunError(
        "Reading {file} needs more than {gib:.1f} GiB of memory, far more than a file of its size needs: the file is "
        "damaged, or made to do harm. Get it again from its source.",
        file=str(path), gib=facts["gib"],
    )  # fmt: skip


def read_safetensors(path: Path) -> Contents:
    """The weights in a .safetensors file; a format so plain that it needs no library.

    Raises:
        RunError: it is damaged.
    """
    from .own_formats import hints_of, training_data_of

    content = read_content(path)
    tensors, metadata = parse_tensors(content, path)
    hints, statistics = hints_of(metadata)
    trained_on = training_data_of(metadata, tensors)
    arrays = to_arrays(tensors, len(content), path) | statistics
    return Contents(arrays, digest_of(content), hints=hints, trained_on=trained_on)
