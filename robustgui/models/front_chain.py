"""The chain of front ends that data need, and the blocks of a network behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.errors import RunError
from .base import Block
from .fronts import FRONTS, Front

if TYPE_CHECKING:
    from ..data import SequenceSet
    from .base import CoreBuilder, Model


def resolve_fronts(fronts: tuple[Front, ...], train: SequenceSet) -> tuple[Front, ...]:
    """The front ends that are meant: `fronts`, or, where there are none, what such data usually need.

    Raises:
        RunError: they do not suit the data.
    """
    if train.symbolic:
        if not fronts or fronts[0].takes != "tokens":
            fronts = (FRONTS["embedding"](), *fronts)
    elif not fronts:
        fronts = (FRONTS["normalise"](),)
        if _is_sound(train):
            fronts = (FRONTS["log_mel"](), *fronts)
        elif train.kind == "prices" and all((chunk > 0).all() for chunk in train.chunks()):
            fronts = (FRONTS["log_returns"](), *fronts)
    for place, front in enumerate(fronts):
        needed = "tokens" if train.symbolic and place == 0 else "values"
        if front.takes != needed:
            raise RunError(
                "The front end '{front}' cannot be used at position {place} for {data}. Remove it.",
                front=front.title, place=place + 1, data=train.name,
            )  # fmt: skip
    return fronts


def stride(fronts: tuple[Front, ...], train: SequenceSet) -> int:
    """How many steps of the data become one state of the network, with `fronts` or, where there are none, the usual."""
    rate, steps = train.sample_rate, 1
    for front in fronts or ((FRONTS["log_mel"](),) if _is_sound(train) else ()):
        hop = front.stride(rate)
        rate, steps = None if rate is None else rate / hop, steps * hop
    return steps


def _is_sound(train: SequenceSet) -> bool:
    return train.kind == "speech" and bool(train.sample_rate) and not train.symbolic


def is_in_space(fronts: tuple[Front, ...]) -> bool:
    """Whether the first front end is the plain normalising of features, which the network's `Space` does already."""
    return bool(fronts) and fronts[0].standardises_features


def list_blocks(model: Model, fronts: tuple[Front, ...], train: SequenceSet, builder: CoreBuilder) -> tuple[Block, ...]:
    """The parts of the network that `NetworkSpec.build` would make for `train`; `fronts` as from `resolve_fronts`."""
    features: int | None = len(train.features)
    sample_rate, vocabulary, blocks = train.sample_rate, len(train.vocabulary), []
    for place, front in enumerate(fronts[1:] if is_in_space(fronts) else fronts):
        if front.is_identity:
            continue
        shape = None if features is None else front.shape(features, sample_rate, vocabulary)
        features = None if shape is None else shape.features
        blocks.append(Block(
            "front", type(front).title or front.name, units=features,
            parameters=None if shape is None else shape.parameters, module=f"fronts.{place}",
        ))  # fmt: skip
        sample_rate, vocabulary = sample_rate and sample_rate / front.stride(sample_rate), 0
    return (*blocks, *builder.blocks(model, features, train.outputs, every_step=train.task == "next_token"))
