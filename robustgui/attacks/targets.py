"""The goal of an attack on a batch: any misclassification, a target class, or larger or smaller predictions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.errors import RunError
from ..base.lazy import torch
from ..data import NUMERIC

if TYPE_CHECKING:
    from torch import Tensor

    from ..models.network import Network
    from ..threats import Threat
    from .problem import Direction


def find_target_classes(network: Network, threat: Threat, x: Tensor, mask: Tensor) -> Tensor | None:
    """The target class of each sequence, (B,); None for untargeted attacks.

    Raises:
        RunError: there is no such class, or the network is no classifier.
    """
    if threat.aim not in ("class", "least_likely"):
        return None
    if network.task != "classification":
        raise RunError(
            "The threat model is targeted at a class, but the network does not predict classes. Choose another goal."
        )
    if threat.aim == "class":
        return torch.full((len(x),), find_class(network, threat.target), device=x.device)
    with torch.no_grad():
        least: Tensor = network.outputs(x, mask).argmin(1)
    return least


def find_direction(network: Network, threat: Threat) -> Direction:
    """Direction in which predicted numbers are to be moved.

    Raises:
        RunError: the goal is larger or smaller predictions, but the network does not predict numbers.
    """
    if threat.aim not in ("up", "down"):
        return "away"
    if network.task not in NUMERIC:
        raise RunError(
            "The threat model asks for larger or smaller predictions, but the network does not predict numbers. "
            "Choose another goal."
        )
    return "up" if threat.aim == "up" else "down"


def find_class(network: Network, target: int | str) -> int:
    """Index of a class, given by name or by number from 0.

    Raises:
        RunError: there is no such class.
    """
    if target in network.classes:
        return network.classes.index(str(target))
    text = str(target).strip()
    if text.isdecimal() and int(text) < len(network.classes):
        return int(text)
    raise RunError(
        "There is no target class {target}. Known classes: {known}.",
        target=target, known=", ".join(network.classes) or "none, for the network predicts numbers",
    )  # fmt: skip
