"""A network as one file that can be used alone: weights, and with them settings, units, classes and features."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..base.errors import RobustGuiError, RunError
from ..base.files import write_whole
from ..base.lazy import torch
from ..base.registry import Registry
from ..base.settings import named
from ..base.units import Space
from ..data.fingerprints import Fingerprints
from ..models import MODELS
from ..models.assembly import assemble
from ..models.file_keys import NETWORK, TRAINED_ON
from ..models.fronts import FRONTS

if TYPE_CHECKING:
    from ..models.network import Network


def save_network(network: Network, path: Path, *, epoch: int, durable: bool = True) -> None:
    """Write `network` to `path` (.safetensors); raises `OSError`, and then what was there still is."""
    from safetensors.torch import save

    from ..models.nets.scaled import Scaled

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
    }
    if network.trained_on is not None:
        weights[TRAINED_ON] = torch.frombuffer(bytearray(network.trained_on.to_bytes()), dtype=torch.uint8)
    metadata = {NETWORK: json.dumps(facts)}  # one key: several would be written in a random order
    write_whole(path, save(weights, metadata), durable=durable)


def read_epoch(path: Path) -> int:
    """The epoch that the network in `path` was stored after; raises `RunError` if it is no network file of ours."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="pt") as opened:
            return int(json.loads((opened.metadata() or {})[NETWORK])["epoch"])
    except (OSError, SafetensorError, KeyError, TypeError, ValueError) as error:
        raise RunError("{file} cannot be read as a network: {problem}.", file=str(path), problem=str(error)) from error


def load_network(path: Path, device: str = "cpu") -> Network:
    """The network in `path`, in eval mode on `device`.

    Raises:
        RunError: it is no file of ours, is damaged, or needs a network that this installation does not have.
    """
    from safetensors import SafetensorError, safe_open

    from ..models.network import Network

    try:
        with safe_open(path, framework="pt") as opened:
            metadata = opened.metadata() or {}
            weights = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118
    except (OSError, SafetensorError) as error:
        raise RunError("{file} cannot be read as a network: {problem}.", file=str(path), problem=str(error)) from error
    if NETWORK not in metadata:
        raise RunError(
            "{file} contains weights, but not a network of this program: their architecture is not stored in it.",
            file=str(path),
        )
    try:
        facts: dict[str, Any] = json.loads(metadata[NETWORK])
        model = _built(MODELS, facts["model"])
        fronts = tuple(_built(FRONTS, front) for front in facts.get("fronts", [{"name": "normalise"}]))
        rate, vocabulary = facts.get("sample_rate"), tuple(facts.get("vocabulary", ()))
        with torch.random.fork_rng(devices=[]):
            module = assemble(
                model, fronts, features=len(facts["features"]), sample_rate=rate, vocabulary=len(vocabulary),
                outputs=facts["outputs"], every_step=facts["task"] == "next_token",
                scaled=facts.get("scaled", False),
            )  # fmt: skip
        trained_on = weights.pop(TRAINED_ON, None)
        module.load_state_dict(weights)
        network = Network(
            module=module.to(device).eval(),
            model=model,
            space=Space.from_dict(facts["space"]),
            task=facts["task"],
            loss=facts["loss"],
            classes=tuple(facts["classes"]),
            features=tuple(facts["features"]),
            fronts=fronts,
            vocabulary=vocabulary,
            sample_rate=rate,
            targets=tuple(facts.get("targets", ())),
            error_unit=facts.get("error_unit", 1.0),
            trained_on=None if trained_on is None else Fingerprints.from_bytes(trained_on.numpy().tobytes()),
        )
    except (RobustGuiError, KeyError, TypeError, ValueError, RuntimeError) as error:
        raise RunError(
            "{file} is damaged or of another version: {problem}.", file=str(path), problem=str(error)
        ) from error
    return network


def _built(registry: Registry[Any], table: dict[str, Any]) -> Any:
    """The registered class that `table` names, with its settings."""
    return registry[table["name"]](**{key: value for key, value in table.items() if key != "name"})


def _outputs(network: Network) -> int:
    """How many numbers it gives for one sequence, or for one step of it."""
    if network.task == "classification":
        return len(network.classes)
    if network.task == "next_token":
        return len(network.vocabulary)
    return len(network.targets)
