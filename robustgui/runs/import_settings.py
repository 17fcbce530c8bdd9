"""What is said when a network that was trained elsewhere is opened: its file, its data, and what no file tells."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import model_validator

from ..base.settings import AsTuple, Settings, setting, wrong
from ..data import DataSettings


class NetworkImport(Settings):
    """Opening a network. What is left to be found out is chosen by how well the network then answers its data."""

    weights: str = setting(
        "",
        title="Weights",
        browse=True,
        help="A state dict (.pt, .pth), .safetensors or .onnx; empty where the Python code brings its own.",
    )
    entry: str = setting(
        "",
        title="Python code",
        advanced=True,
        help="package.module:function or file.py:function that gives the network; empty: the layout is recognised.",
    )
    data: DataSettings = setting(title="Data", help="What the network was trained for.", default_factory=DataSettings)
    readout: Literal["auto", "last", "position", "mean", "max", "concat"] = setting(
        "auto",
        title="Readout",
        choices={
            "auto": "found out by its answers",
            "last": "last step of each direction (h_n)",
            "position": "last position (out[:, -1])",
            "mean": "mean pooling",
            "max": "max pooling",
            "concat": "last step, max and mean pooling",
        },
        help="Which hidden states the decision is made from; weights do not tell.",
    )
    joining: Literal["auto", "both", "sum", "mean", "forwards", "backwards"] = setting(
        "auto",
        title="Directions",
        choices={
            "auto": "found out by its answers",
            "both": "concatenated",
            "sum": "summed",
            "mean": "averaged",
            "forwards": "forward only",
            "backwards": "backward only",
        },
        help="What the linear layers read of two directions.",
    )
    activation: Literal["auto", "tanh", "relu"] = setting(
        "auto",
        title="Activation",
        choices={"auto": "found out by its answers", "tanh": "tanh", "relu": "ReLU"},
        help="Nonlinearity of plain recurrent cells.",
    )
    head_activation: Literal["auto", "relu", "tanh", "gelu", "elu", "leaky_relu", "sigmoid", "none"] = setting(
        "auto",
        title="Activation of linear layers",
        choices={
            "auto": "found out by its answers",
            "relu": "ReLU",
            "tanh": "tanh",
            "gelu": "GELU",
            "elu": "ELU",
            "leaky_relu": "leaky ReLU",
            "sigmoid": "sigmoid",
            "none": "none",
        },
        help="Behind each linear layer but the last.",
    )
    values: Literal["auto", "as_is", "normalise"] = setting(
        "auto",
        title="Values",
        choices={
            "auto": "found out by its answers",
            "as_is": "as they are in the data",
            "normalise": "each feature at mean 0, deviation 1",
        },
        help="What the network was fed.",
    )
    classes: Annotated[tuple[str, ...], AsTuple] = setting(
        (), title="Order of classes", help="The class of each output, in order; empty: found out by its answers."
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
