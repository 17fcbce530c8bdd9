"""A network as one file that can be used alone: weights, and with them settings, units, classes and features."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..base.errors import RobustGuiError, RunError
from ..base.files import write_whole
from ..base.lazy import torch
from ..base.settings import named
from ..base.units import Space
from ..models import MODELS

if TYPE_CHECKING:
    from ..models.network import Network

FORMAT = "robustgui network 1"  # the one key of the metadata: several would be written in a random order


def save_network(network: Network, path: Path, *, epoch: int, durable: bool = True) -> None:
    """Write `network` to `path` (.safetensors); raises `OSError`, and then what was there still is."""
    from safetensors.torch import save

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
        "features": network.features,
        "outputs": _outputs(network),
        "epoch": epoch,
    }
    write_whole(path, save(weights, {FORMAT: json.dumps(facts)}), durable=durable)


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
    if FORMAT not in metadata:
        raise RunError(
            "{file} holds weights, but no network of this program: how they belong together is not said in it.",
            file=str(path),
        )
    try:
        facts: dict[str, Any] = json.loads(metadata[FORMAT])
        settings = {key: value for key, value in facts["model"].items() if key != "name"}
        model = MODELS[facts["model"]["name"]](**settings)
        with torch.random.fork_rng(devices=[]):
            module = model.build(len(facts["features"]), facts["outputs"])
        module.load_state_dict(weights)
        network = Network(
            module=module.to(device).eval(),
            model=model,
            space=Space.from_dict(facts["space"]),
            task=facts["task"],
            loss=facts["loss"],
            classes=tuple(facts["classes"]),
            features=tuple(facts["features"]),
        )
    except (RobustGuiError, KeyError, TypeError, ValueError, RuntimeError) as error:
        raise RunError(
            "{file} is damaged or of another version: {problem}.", file=str(path), problem=str(error)
        ) from error
    return network


def _outputs(network: Network) -> int:
    """How many outputs the module has: for regression only the module knows."""
    x = torch.zeros(1, 1, len(network.features), device=network.device)
    mask = torch.ones(1, 1, dtype=torch.bool, device=network.device)
    with network.evaluating(), torch.no_grad():
        return int(network.outputs(x, mask).shape[1])
