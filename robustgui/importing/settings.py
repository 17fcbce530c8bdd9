"""The settings of an import: file, data, and what the weights of a network do not determine."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import model_validator

from ..base.settings import AsTuple, Settings, setting, wrong
from ..data import DataSettings
from ..models.cells import (
    ACTIVATION_CHOICES,
    CELL_ACTIVATION_CHOICES,
    IMPORTED_CHOICES,
    JOINING_CHOICES,
    ActivationName,
    ImportedReadout,
    Joining,
)


def _make_setting(title: str, choices: dict[str, str], explanation: str) -> Any:
    """A setting that is detected from the predictions of the network, or one of `choices`."""
    return setting("auto", title=title, choices={"auto": "detected from its predictions", **choices}, help=explanation)


class NetworkImport(Settings):
    """Opening a network. What is left to be detected is chosen by how well the network then predicts its data."""

    weights: str = setting(
        "",
        title="Weights",
        browse=True,
        help="A state dict (.pt, .pth), .safetensors or .onnx; empty where the Python code provides its own.",
    )
    entry: str = setting(
        "",
        title="Python code",
        advanced=True,
        help="package.module:function or file.py:function that returns the network; empty: the architecture is "
        "identified from the weights.",
    )
    data: DataSettings = setting(
        title="Data", help="Data that the network was trained on.", default_factory=DataSettings
    )
    readout: Literal["auto", ImportedReadout] = _make_setting(
        "Readout", IMPORTED_CHOICES, "Hidden states that the output layer reads; it cannot be read from the weights."
    )
    joining: Literal["auto", Joining] = _make_setting(
        "Directions", JOINING_CHOICES, "How the two directions are combined for the linear layers."
    )
    activation: Literal["auto", "tanh", "relu"] = _make_setting(
        "Activation", CELL_ACTIVATION_CHOICES, "Nonlinearity of plain recurrent cells."
    )
    head_activation: Literal["auto", ActivationName] = _make_setting(
        "Activation of linear layers", ACTIVATION_CHOICES, "Nonlinearity after each linear layer but the last."
    )
    values: Literal["auto", "as_is", "normalise"] = setting(
        "auto",
        title="Values",
        choices={
            "auto": "detected from its predictions",
            "as_is": "as they are in the data",
            "normalise": "each feature standardised to mean 0, std 1",
        },
        help="Scaling of the inputs that the network was trained on.",
    )
    classes: Annotated[tuple[str, ...], AsTuple] = setting(
        (), title="Order of classes", help="The class of each output, in order; empty: detected from its predictions."
    )
    vocabulary: str = setting(
        "",
        title="Vocabulary",
        browse=True,
        advanced=True,
        help="Of a network that reads text: a file with one token a line, or JSON, in the order of its numbers.",
    )
    name: str = setting("", max_length=80, title="Name", help="For the list of runs; empty: that of the file.")

    @model_validator(mode="after")
    def _check(self) -> Self:
        if len(set(self.classes)) < len(self.classes):
            raise wrong("names a class twice", field="classes")
        return self
