"""A network as one file that can be used alone: weights, and with them settings, units, classes and features."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from .. import __version__
from ..base.errors import RobustGuiError, RunError
from ..base.files import write_whole
from ..base.lazy import torch
from ..base.settings import named
from ..base.versions import newer_file_error, newer_than_this
from ..data.fingerprints import Fingerprints
from .assembly import assemble
from .file_keys import NETWORK, TRAINED_ON
from .module_state import check_state, load_state
from .network_facts import NetworkFacts
from .python import Python
from .tensor_file import read_tensors, to_bytes

if TYPE_CHECKING:
    from torch import Tensor

    from .nets.interface import SequenceModule
    from .network import Network


def save_network(network: Network, path: Path, *, epoch: int, durable: bool = True) -> None:
    """Write `network` to `path` (.safetensors); raises `OSError`, and then what was there still is."""
    from safetensors.torch import save

    from .nets.scaled import Scaled

    weights = {
        name: value.detach().cpu().clone(memory_format=torch.contiguous_format)
        for name, value in network.module.state_dict().items()
    }
    facts = {
        "model": named(network.model),
        "space": network.space.to_dict(),
        "task": network.task,
        "loss": network.loss,
        "classes": network.classes,
        "fronts": [named(front) for front in network.fronts],
        "vocabulary": network.vocabulary,
        "sample_rate": network.sample_rate,
        "targets": network.targets,
        "error_unit": network.error_unit,
        "features": network.features,
        "outputs": _outputs(network),
        "scaled": any(isinstance(part, Scaled) for part in network.module.modules()),
        "epoch": epoch,
        "version": __version__,
    }
    if network.trained_on is not None:
        weights[TRAINED_ON] = torch.frombuffer(bytearray(network.trained_on.to_bytes()), dtype=torch.uint8)
    metadata = {NETWORK: json.dumps(facts)}  # one key: several would be written in a random order
    write_whole(path, save(weights, metadata), durable=durable)


def read_epoch(path: Path) -> int:
    """The epoch that the network in `path` was stored after; raises `RunError` if it is no network file of ours."""
    _, facts = _read(path)
    return facts.epoch


def load_network(path: Path, device: str = "cpu") -> Network:
    """The network in `path`, in eval mode on `device`; the file stays neither open nor mapped.

    Raises:
        RunError: it is no file of ours, is damaged, or needs a network that this installation does not have.
    """
    from .network import Network

    tensors, facts = _read(path)
    stored = tensors.pop(TRAINED_ON, None)
    try:
        module = _build(facts, tensors)
        trained_on = None if stored is None else Fingerprints.from_bytes(to_bytes(stored))
    except (RobustGuiError, ValueError) as error:
        raise _unusable(path, error, facts.version) from error
    return Network(
        module=module.to(device).eval(),
        model=facts.model,
        space=facts.to_space(),
        task=facts.task,
        loss=facts.loss,
        classes=facts.classes,
        features=facts.features,
        fronts=facts.fronts,
        vocabulary=facts.vocabulary,
        sample_rate=facts.sample_rate,
        targets=facts.targets,
        error_unit=facts.error_unit,
        trained_on=trained_on,
    )


def _read(path: Path) -> tuple[dict[str, Tensor], NetworkFacts]:
    """The weights in `path` and what it says of them; raises `RunError`, see `load_network`."""
    tensors, metadata = read_tensors(path)
    if NETWORK not in metadata:
        raise RunError(
            "{file} contains weights, but not a network of this program: their architecture is not stored in it.",
            file=str(path),
        )
    try:
        return tensors, NetworkFacts.parse(metadata[NETWORK])
    except (RobustGuiError, ValueError) as error:
        raise _unusable(path, error, NetworkFacts.parse_version(metadata[NETWORK])) from error


def _unusable(path: Path, error: Exception, version: str) -> RunError:
    """What is said of a network file, written by `version` of the program, that gave `error`."""
    if newer_than_this(version):
        return newer_file_error(str(path), version, error)
    return RunError(
        "{file} is damaged or of another version: {problem}.",
        file=str(path), problem=error.sentence if isinstance(error, RobustGuiError) else str(error),
    )  # fmt: skip


def _build(facts: NetworkFacts, tensors: dict[str, Tensor]) -> SequenceModule:
    """The module with the weights `tensors`.

    Raises:
        ValueError: they have other names or shapes; then nothing of that size was allocated.
        RunError: its settings do not go together, or its code may not run.
    """

    def assembled() -> SequenceModule:
        with torch.random.fork_rng(devices=[]):
            return assemble(
                facts.model, facts.fronts, features=len(facts.features), sample_rate=facts.sample_rate,
                vocabulary=len(facts.vocabulary), outputs=facts.outputs, every_step=facts.task == "next_token",
                scaled=facts.scaled,
            )  # fmt: skip

    if not isinstance(facts.model, Python):  # whose code runs once, and decides by itself how large it is
        with suppress(RuntimeError), torch.device("meta"):  # a plug-in's network may need values to be built
            check_state(assembled(), tensors)
    module = assembled()
    load_state(module, tensors)
    return module


def _outputs(network: Network) -> int:
    """How many numbers it gives for one sequence, or for one step of it."""
    if network.task == "classification":
        return len(network.classes)
    if network.task == "next_token":
        return len(network.vocabulary)
    return len(network.targets)
