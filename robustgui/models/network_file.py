"""A network as one file that can be used alone: weights, and with them settings, units, classes and features."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ConfigDict, Field

from .. import __version__
from ..base.documents import parse_json
from ..base.errors import NotAllowed, RobustGuiError, RunError
from ..base.files import write_whole
from ..base.lazy import torch
from ..base.settings import Settings
from ..base.shell import shell_command
from ..base.versions import newer_file_error, newer_than_this
from ..data.fingerprints import Fingerprints
from .network_spec import NetworkSpec
from .python import has_source
from .tensor_file import NETWORK, TRAINED_ON, check_state, load_state, read_tensors, to_bytes

if TYPE_CHECKING:
    from torch import Tensor

    from .nets.interface import SequenceModule
    from .network import Network


class _FileFacts(Settings):
    """What the metadata of a network file say beside the spec of the network."""

    model_config = ConfigDict(extra="ignore")

    epoch: int = Field(0, ge=0)  # after which it was stored
    version: str = Field("", max_length=40)  # of the program that wrote it; empty: an earlier one, which did not say


def save_network(network: Network, path: Path, *, epoch: int, durable: bool = True) -> None:
    """Write `network` to `path` (.safetensors); raises `OSError`, and then what was there still is."""
    from safetensors.torch import save

    weights = {
        name: value.detach().cpu().clone(memory_format=torch.contiguous_format)
        for name, value in network.module.state_dict().items()
    }
    facts = network.spec.to_table() | {"epoch": epoch, "version": __version__}
    if network.trained_on is not None:
        weights[TRAINED_ON] = torch.frombuffer(bytearray(network.trained_on.to_bytes()), dtype=torch.uint8)
    metadata = {NETWORK: json.dumps(facts)}  # one key: several would be written in a random order
    write_whole(path, save(weights, metadata), durable=durable)


def read_network_spec(path: Path) -> NetworkSpec:
    """The spec of the network in `path`, of which no code runs; raises `RunError` if it is no network file of ours."""
    return _read(path)[1]


def read_epoch(path: Path) -> int:
    """The epoch that the network in `path` was stored after; raises `RunError` if it is no network file of ours."""
    return _read(path)[2].epoch


def load_network(path: Path, device: str = "cpu") -> Network:
    """The network in `path`, in eval mode on `device`; the file stays neither open nor mapped.

    Args:
        path: of the file.
        device: where the weights lie afterwards.

    Raises:
        RunError: it is no file of ours, is damaged, or needs a network that this installation does not have.
    """
    from .network import Network

    tensors, spec, facts = _read(path)
    stored = tensors.pop(TRAINED_ON, None)
    try:
        module = _build(spec, tensors)
        trained_on = None if stored is None else Fingerprints.from_bytes(to_bytes(stored))
    except NotAllowed as error:
        if not has_source(spec.model):
            raise _unusable(path, error, facts.version) from error
        raise NotAllowed(error.reason, shell_command("allow", path)) from error
    except (RobustGuiError, ValueError) as error:
        raise _unusable(path, error, facts.version) from error
    return Network(module.to(device).eval(), spec, trained_on)


def parse_spec(text: str) -> NetworkSpec:
    """The spec in the metadata of a network file; raises `ValueError` or `SettingError` for anything else."""
    return NetworkSpec(**_parse_table(text))


def _parse_table(text: str) -> dict[str, Any]:
    values = parse_json(text, nan=True)  # a feature without a value has no range
    if not isinstance(values, dict):
        raise ValueError("its description is not a JSON object")
    return values


def _parse_version(text: str) -> str:
    """The version that metadata name which cannot be parsed as a spec; empty: none."""
    try:
        version = _parse_table(text).get("version")
    except ValueError:
        return ""
    return version if isinstance(version, str) else ""


def _read(path: Path) -> tuple[dict[str, Tensor], NetworkSpec, _FileFacts]:
    """The weights in `path` and what it says of them; raises `RunError`, see `load_network`."""
    tensors, metadata = read_tensors(path)
    if NETWORK not in metadata:
        raise RunError(
            "{file} contains weights, but not a network of this program: their architecture is not stored in it.",
            file=str(path),
        )
    try:
        return tensors, parse_spec(metadata[NETWORK]), _FileFacts(**_parse_table(metadata[NETWORK]))
    except (RobustGuiError, ValueError) as error:
        raise _unusable(path, error, _parse_version(metadata[NETWORK])) from error


def _unusable(path: Path, error: Exception, version: str) -> RunError:
    """What is said of a network file, written by `version` of the program, that gave `error`."""
    if newer_than_this(version):
        return newer_file_error(str(path), version, error)
    return RunError(
        "{file} is damaged or of another version: {problem}.",
        file=str(path), problem=error.sentence if isinstance(error, RobustGuiError) else str(error),
    )  # fmt: skip


def _build(spec: NetworkSpec, tensors: dict[str, Tensor]) -> SequenceModule:
    """The module with the weights `tensors`.

    Raises:
        ValueError: they have other names or shapes; then nothing of that size was allocated.
        RunError: its settings do not go together, or its code may not run.
    """

    def build() -> SequenceModule:
        with torch.random.fork_rng(devices=[]):
            return spec.build()

    if spec.model.is_declarative:  # else its code runs once, and decides by itself how large it is
        with suppress(RuntimeError), torch.device("meta"):  # a plug-in's network may need values to be built
            check_state(build(), tensors)
    module = build()
    load_state(module, tensors)
    return module
