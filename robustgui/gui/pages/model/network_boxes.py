"""The boxes of a network's picture: its blocks in words, between input and output."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ....base.errors import RobustGuiError
from ....base.templates import fill_in
from ....data import NUMERIC, Dataset
from ....data.summary import lengths_of
from ....models.base import Block
from ....models.front_chain import list_blocks, resolve_fronts
from ....runs.spec import RunSpec
from ...i18n.numbers import format_count, format_lengths
from ...i18n.sentences import core_text
from .network_picture import Box


def blocks_for(spec: RunSpec, dataset: Dataset | None) -> tuple[Block, ...]:
    """The blocks of the network of `spec`; without sizes if there are no data, or the front ends do not suit them."""
    if dataset is not None:
        try:
            return list_blocks(spec.model, resolve_fronts(spec.front, dataset.train), dataset.train, spec.defence)
        except RobustGuiError:  # the configuration dock shows the problem
            pass
    return spec.defence.blocks(spec.model, None, None)


def boxes_for(blocks: tuple[Block, ...], dataset: Dataset | None) -> tuple[Box, ...]:
    """Input, `blocks` and output; without data the sizes that depend on them are letters."""
    return _input_box(dataset), *map(_box, blocks), _output_box(dataset)


def _box(block: Block) -> Box:
    translate = QCoreApplication.translate
    title = core_text(block.title)
    lines = [core_text(block.detail)] if block.detail else []
    if block.units is not None:
        units = f"2 × {block.units}" if block.directions == 2 else str(block.units)
        lines.append(fill_in(translate("NetworkBlocks", "{units} {units:unit|units}"), units=units))
    if block.parameters:
        lines.append(
            fill_in(
                translate("NetworkBlocks", "{count} {count:parameter|parameters}"), count=format_count(block.parameters)
            )
        )
    return Box(
        block.setting,
        title if block.number is None else f"{title} {block.number}",
        tuple(lines),
        forwards=block.directions > 0,
        backwards=block.directions > 1,
    )


def _input_box(dataset: Dataset | None) -> Box:
    translate = QCoreApplication.translate
    length = format_lengths(lengths_of(dataset)) if dataset else "T"
    F = str(len(dataset.train.features)) if dataset else "F"
    features = fill_in(translate("NetworkBlocks", "{F} {F:feature|features}"), F=F)
    steps = fill_in(translate("NetworkBlocks", "{T} {T:step|steps}"), T=length)
    return Box("data", translate("NetworkBlocks", "Input"), (steps, features))


def _output_box(dataset: Dataset | None) -> Box:
    translate = QCoreApplication.translate
    K = str(dataset.train.outputs) if dataset else "K"
    if dataset is not None and dataset.train.task in NUMERIC:
        words = translate("NetworkBlocks", "{K} {K:target|targets}")
    else:
        words = translate("NetworkBlocks", "{K} {K:class|classes}")
    return Box("data", translate("NetworkBlocks", "Output"), (fill_in(words, K=K),))
