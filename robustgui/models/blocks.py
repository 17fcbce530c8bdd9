"""The parts of a network as its picture shows them, with the trainable parameters of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """One part: a front end, a layer, the readout.

    Attributes:
        setting: dotted path of its settings in a run's spec.
        title: in English.
        number: among equal parts, from 1; None: there is only one.
        directions: in which it reads the sequence: 1 forwards, 2 both, 0 it is not recurrent.
        units: values that one direction gives at each step; None: unknown, or it is not recurrent.
        detail: what else is worth knowing, in English.
        dropout: probability with which its values are zeroed in training.
        parameters: trainable ones; None: unknown until it is built.
        module: the name of its module in the built network, see `nets.interface`; empty: the whole core.
    """

    setting: str
    title: str
    number: int | None = None
    directions: int = 0
    units: int | None = None
    detail: str = ""
    dropout: float = 0.0
    parameters: int | None = None
    module: str = ""


def count_parameters(blocks: Iterable[Block]) -> int | None:
    """Trainable parameters of all `blocks`; None: those of one are unknown."""
    counts = [block.parameters for block in blocks]
    return None if None in counts else sum(count for count in counts if count is not None)
