"""Exports a network to a file of one of five formats, with the files that are needed beside it."""

from __future__ import annotations

import io
import json
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from ...base.errors import RunError
from ...base.lazy import torch
from ...base.settings import to_table
from ...base.together import Consent, Content, write_together
from ..python import Python, has_source
from ..tensor_file import PLAIN, TRAINED_ON
from .own import source_of_own, weights_of_own
from .plain import to_plain
from .source import source_of

if TYPE_CHECKING:
    from torch import Tensor

    from ..base import Model
    from ..network import Network


Format = Literal["state_dict", "safetensors", "torchscript", "torch_export", "onnx"]
FORMATS: tuple[Format, ...] = get_args(Format)
SUFFIXES: dict[Format, str] = {
    "state_dict": ".pt", "safetensors": ".safetensors", "torchscript": ".pt", "torch_export": ".pt2", "onnx": ".onnx",
}  # fmt: skip


@dataclass(frozen=True)
class Exported:
    """The written files."""

    format: Format
    files: tuple[Path, ...]


def side_files(path: Path, to: Format) -> tuple[Path, ...]:
    """The files that may be written beside `path`: the Python file for weights, the vocabulary of a text network."""
    source = (path.with_suffix(".py"),) if to in ("state_dict", "safetensors") else ()
    return (*source, vocabulary_file(path))


def vocabulary_file(path: Path) -> Path:
    """Where the vocabulary of a network that is written to `path` lies."""
    return path.with_name(f"{path.stem}_vocabulary.json")


def find_format(path: Path) -> Format | None:
    """The format for the extension of `path`, .pt being a state dict; None: unknown."""
    return next((name for name, suffix in SUFFIXES.items() if path.suffix.lower() == suffix), None)


def export_network(
    network: Network, path: Path, to: Format | None = None, *, steps: int = 0, overwrite: Consent = False
) -> Exported:
    """Write `network` to `path`. The exported network reads inputs in the units of the data.

    Args:
        network: of a run; on any device.
        path: in a folder that exists.
        to: the format; None: by the ending of `path`, .pt being a state dict.
        steps: the longest sequence, for torch_export alone: shorter ones are padded to it.
        overwrite: which files that are there may be replaced, those beside `path` included.

    Raises:
        ExistsError: one of the files is there, and `overwrite` is false.
        RunError: the format is unknown, cannot hold this network, needs an extra, or the file cannot be written.
    """
    form = to or find_format(path)
    if form is None:
        raise RunError(
            "The extension of {file} is not a known format. Choose one of {known}.",
            file=path.name, known=", ".join(FORMATS),
        )  # fmt: skip
    if form not in FORMATS:
        raise RunError("There is no format called '{name}'. Known: {known}.", name=form, known=", ".join(FORMATS))
    if not path.name or (path.suffix.lower() == ".py" and form in ("state_dict", "safetensors")):
        raise RunError(
            "A network cannot be written to {file}. Name a file such as {example}; beside it lies a Python file.",
            file=str(path), example=f"network{SUFFIXES[form]}",
        )  # fmt: skip
    contents: dict[Path, Content] = {}
    if form in ("torchscript", "torch_export"):
        from .programs import torch_export, torchscript

        if form == "torch_export" and steps < 1:
            raise RunError("torch.export fixes the number of steps: name the longest sequence that the program is for.")
        contents[path] = torchscript(network) if form == "torchscript" else torch_export(network, steps)
    elif form == "onnx" and isinstance(network.model, Python):
        from .programs import onnx_program

        contents[path] = onnx_program(network)
    elif form == "onnx":
        from .onnx_graph import onnx_of

        contents[path] = onnx_of(to_plain(network))
    elif has_source(network.model):
        weights = weights_of_own(network)
        contents[path] = _safetensors(weights, network) if form == "safetensors" else _state_dict(weights, network)
        contents[path.with_suffix(".py")] = source_of_own(network, path)
    else:
        plain = to_plain(network)
        contents[path] = (
            _safetensors(plain.state, network, plain.model)
            if form == "safetensors"
            else _state_dict(plain.state, network)
        )
        contents[path.with_suffix(".py")] = source_of(plain, path)
    if network.vocabulary:
        contents[vocabulary_file(path)] = json.dumps(network.vocabulary, ensure_ascii=False)
    write_together(contents, overwrite=overwrite)
    return Exported(form, tuple(contents))


def _state_dict(weights: dict[str, Tensor], network: Network) -> bytes:
    content = io.BytesIO()
    state = OrderedDict(weights)
    if network.trained_on is not None:  # beside the names, where torch keeps versions: loading the state ignores it
        vars(state)["_metadata"] = OrderedDict({TRAINED_ON: network.trained_on.to_text()})
    torch.save(state, content)
    return content.getvalue()


def _safetensors(weights: dict[str, Tensor], network: Network, model: Model | None = None) -> bytes:
    """`model`: the settings by which this program knows the weights again; None: of the user's own code."""
    from safetensors.torch import save

    facts: dict[str, object] = {"classes": network.classes, "features": network.features, "targets": network.targets}
    if network.trained_on is not None:
        facts[TRAINED_ON] = network.trained_on.to_text()
    if model is None:
        return save(weights, {key: json.dumps(value) for key, value in facts.items()})
    return save(weights, {PLAIN: json.dumps({"model": to_table(model)} | facts)})
