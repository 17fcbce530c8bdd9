"""Named weights out of a file of any kind; nothing in the file is ever executed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...base.errors import RunError, Sentence

if TYPE_CHECKING:
    from torch import Tensor

    from ...data.fingerprints import Fingerprints
    from .layout import Hints

SUFFIXES = (".pt", ".pth", ".ckpt", ".pkl", ".bin", ".safetensors", ".onnx")
ADVICE = Sentence(
    "Save its state dict with torch.save(model.state_dict(), 'weights.pt') where it was trained and open that, "
    "or name a function of your own that builds it (--entry)."
)


@dataclass(frozen=True)
class Weights:
    """What a file holds.

    Attributes:
        tensors: float32 on the processor, by the names in the file, in its order.
        origin: the file.
        key: where in a checkpoint they were; empty: the file holds nothing else.
        trained_on: fingerprints of the training data, of a network of ours; None: unknown.
        hints: what the file says about the layout beyond the weights; None: nothing.
    """

    tensors: dict[str, Tensor] = field(repr=False)
    origin: Path
    key: str = ""
    hints: Hints | None = None
    trained_on: Fingerprints | None = field(default=None, repr=False)


def read_weights(path: Path) -> Weights:
    """The weights in `path`: .safetensors, .onnx, or whatever torch.save wrote.

    Raises:
        RunError: there is no such file, it cannot be read without running code, or it holds no weights.
    """
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise RunError(
            "{file} cannot be read: {problem}.", file=str(path), problem=error.strerror or str(error)
        ) from error
    if path.suffix == ".onnx":
        from .onnx_file import read_onnx

        return read_onnx(path)
    if path.suffix == ".safetensors" or head[8:9] == b"{":
        return _safetensors(path)
    from .checkpoints import read_checkpoint

    return read_checkpoint(path)


def _safetensors(path: Path) -> Weights:
    from safetensors import SafetensorError, safe_open

    from .our_files import hints_of, training_data_of

    try:
        with safe_open(path, framework="pt") as opened:
            metadata = opened.metadata() or {}
            tensors = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118
    except (OSError, SafetensorError) as error:
        raise RunError(
            "{file} is not a valid .safetensors file: {problem}.", file=str(path), problem=str(error)
        ) from error
    trained_on = training_data_of(metadata, tensors)
    hints = hints_of(metadata, tensors)
    return Weights(plain(tensors, path), path, hints=hints, trained_on=trained_on)


def plain(tensors: dict[str, Any], path: Path) -> dict[str, Tensor]:
    """`tensors` in float32, contiguous, each with memory of its own; whole numbers are left out, as counters are.

    Raises:
        RunError: one is of a kind that cannot be a plain weight, or claims more values than the file holds.
    """
    found = {}
    for name, value in tensors.items():
        if value.is_complex() or value.is_quantized or value.layout is not _strided() or value.is_meta:
            raise RunError(
                "{file}: the weight {name} is complex, quantised or sparse. Convert it to plain float32 first.",
                file=str(path), name=name,
            )  # fmt: skip
        if value.numel() * value.element_size() > value.untyped_storage().nbytes():
            raise RunError(
                "{file} is damaged: {name} declares more values than it contains.", file=str(path), name=name
            )
        if value.is_floating_point():
            found[name] = value.detach().float().cpu().clone()
    return found


def _strided() -> Any:
    import torch

    return torch.strided
