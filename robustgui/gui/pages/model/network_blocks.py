"""From the settings of a network to the boxes of its picture, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ....data import NUMERIC, Dataset
from ....data.summary import lengths_of
from ....models import Model
from ....models.automatic import Automatic
from ....models.recurrent import Recurrent
from ...i18n.numbers import format_count, format_lengths
from ...i18n.sentences import core_text
from .network_picture import Block
from .parameter_count import Counts, count_parameters

_CELLS = {"RNN": "Elman", "GRU": "GRU", "LSTM": "LSTM"}


def counts_for(model: Model, dataset: Dataset | None) -> Counts | None:
    """Trainable parameters, if the network is of a kind whose formula is known and the data are there."""
    if not isinstance(model, Recurrent) or dataset is None:
        return None
    train = dataset.train
    return count_parameters(model, len(train.features), train.outputs, every_step=train.task == "next_token")


def _features_text(F: str) -> str:
    translate = QCoreApplication.translate
    return (
        translate("NetworkBlocks", "1 feature") if F == "1" else translate("NetworkBlocks", "{F} features").format(F=F)
    )


def _outputs_text(K: str, regression: bool) -> str:
    translate = QCoreApplication.translate
    if regression:
        return (
            translate("NetworkBlocks", "1 target")
            if K == "1"
            else translate("NetworkBlocks", "{K} targets").format(K=K)
        )
    return translate("NetworkBlocks", "1 class") if K == "1" else translate("NetworkBlocks", "{K} classes").format(K=K)


def blocks_for(model: Model, dataset: Dataset | None) -> tuple[Block, ...]:
    """Input, layers, readout and outputs; sizes that only the data tell stay letters without data."""
    F = str(len(dataset.train.features)) if dataset else "F"
    K = str(dataset.train.outputs) if dataset else "K"
    regression = dataset is not None and dataset.train.task in NUMERIC
    length = format_lengths(lengths_of(dataset)) if dataset else "T"
    translate = QCoreApplication.translate
    entry = Block(
        "data",
        translate("NetworkBlocks", "Input"),
        (
            translate("NetworkBlocks", "{T} steps").format(T=length),
            _features_text(F),
        ),
    )
    exit_ = Block(
        "data",
        translate("NetworkBlocks", "Output"),
        (_outputs_text(K, regression),),
    )
    if not isinstance(model, Recurrent):
        return entry, Block("model", core_text(type(model).title or model.name), (), forwards=True), exit_
    counts = counts_for(model, dataset)
    layers = []
    for i in range(model.layers):
        size = model.sizes()[i]
        units = f"2 × {size}" if model.bidirectional else str(size)
        lines = [translate("NetworkBlocks", "{units} units").format(units=units)]
        if counts:
            lines.append(translate("NetworkBlocks", "{count} parameters").format(count=format_count(counts.layers[i])))
        name = "GRU / LSTM" if isinstance(model, Automatic) else _CELLS.get(model.cell, model.cell)
        title = f"{name} {i + 1}" if model.layers > 1 else name
        layers.append(Block("model", title, tuple(lines), forwards=True, backwards=model.bidirectional))
    choices = type(model).model_fields["readout"].json_schema_extra
    names = choices["choices"] if isinstance(choices, dict) else {}
    lines = [core_text(str(names.get(model.readout, model.readout)))]  # type: ignore[union-attr]
    if counts:
        lines.append(translate("NetworkBlocks", "{count} parameters").format(count=format_count(counts.readout)))
    return entry, *layers, Block("model.readout", translate("NetworkBlocks", "Readout"), tuple(lines)), exit_
