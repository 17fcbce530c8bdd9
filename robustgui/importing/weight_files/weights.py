"""Named weights out of a file of any kind; nothing in the file is ever executed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ...base.apart import run_apart
from ...base.documents import parse_json
from ...base.errors import ApartCrashed, ApartError, ApartTooSlow, RobustGuiError, RunError, Sentence
from ...base.files import check_regular, open_regular
from ...base.interrupts import no_cancel
from ...base.settings import to_table
from ...data.fingerprints import Fingerprints
from ...models.front_chain import is_in_space
from ...models.imported import ImportedRecurrent
from ...models.network_file import parse_spec
from ...models.tensor_file import NETWORK, PLAIN, TRAINED_ON, explain_unreadable, parse_tensors, to_bytes
from ..architecture.head import NORMALISE
from ..architecture.identification import Hints
from .contents import MOST, Contents, Floats, digest_of, largest_content, read_content, to_arrays

if TYPE_CHECKING:
    from torch import Tensor

    from ...data.fingerprints import Fingerprints
    from ..architecture.identification import Hints


SUFFIXES = (".pt", ".pth", ".ckpt", ".pkl", ".bin", ".safetensors", ".onnx")
_SECONDS, _BYTES_PER_SECOND = 8.0, 5_000_000  # that a file of no size may take, and what is read in each further one
_MEMORY = 400 << 20  # bytes that a file of no size may need: what libraries allocate when they are first used


def read_weights(path: Path, stop: Callable[[], bool] = no_cancel) -> Contents:
    """The weights in `path`: .safetensors, .onnx, or whatever torch.save wrote.

    The last two are read in a process of their own, within limits of time and memory that follow from the size of the
    file: their libraries are of compiled code.

    Raises:
        RunError: there is no such file, it cannot be read without running code, or it holds no weights.
        Interrupted: `stop` said so.
    """
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
    from .weights import hints_of, training_data_of

    content = read_content(path)
    tensors, metadata = parse_tensors(content, path)
    hints, statistics = hints_of(metadata)
    trained_on = training_data_of(metadata, tensors)
    arrays = to_arrays(tensors, len(content), path) | statistics
    return Contents(arrays, path, digest_of(content), hints=hints, trained_on=trained_on)


_KNOWN = ("readout", "activation", "joining", "head_activation")


def hints_of(metadata: dict[str, str]) -> tuple[Hints | None, dict[str, Floats]]:
    """Hints in a file of this program, and statistics that scale its inputs; None and {}: another file."""
    statistics: dict[str, Floats] = {}
    model: object
    try:
        if NETWORK in metadata:
            facts = parse_spec(metadata[NETWORK])
            model = to_table(facts.model)
            if is_in_space(facts.fronts):
                with np.errstate(over="ignore"):  # what is infinite in float32 is refused as such
                    for name in ("mean", "std"):
                        statistics[f"{NORMALISE}.{name}"] = np.array(getattr(facts.space, name)).astype(np.float32)
        else:
            model = _parse_export(metadata).get("model")
    except (RobustGuiError, ValueError):
        return None, {}
    if not isinstance(model, dict):
        return None, {}
    settings = {
        name: model[name] for name in _KNOWN if model.get(name) in _choices(ImportedRecurrent.model_fields[name])
    }
    return Hints(settings, Sentence("Readout and activations are those that robustgui stored.")), statistics


def training_data_of(metadata: dict[str, str], tensors: dict[str, Tensor]) -> Fingerprints | None:
    """Fingerprints of the training data in a .safetensors file of ours; None: the file has none."""
    stored = tensors.get(TRAINED_ON)
    try:
        if stored is not None:
            return Fingerprints.from_bytes(to_bytes(stored))
        return Fingerprints.from_text(_parse_export(metadata).get(TRAINED_ON))
    except ValueError:
        return None


def _parse_export(metadata: dict[str, str]) -> dict[str, Any]:
    """What an export for plain torch says of itself; raises `ValueError` if that cannot be read."""
    facts = parse_json(metadata.get(PLAIN, "{}"), nan=True)
    return facts if isinstance(facts, dict) else {}


def _choices(field: Any) -> tuple[str, ...]:
    return tuple(field.json_schema_extra["choices"])
