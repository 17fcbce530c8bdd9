"""A network taken apart for plain torch: the weights under torch's own names, and what they do not say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from ...base.errors import RunError
from ...base.lazy import torch
from ..imported import ImportedRecurrent
from ..recurrent import Recurrent

if TYPE_CHECKING:
    from torch import Tensor

    from ...data.fingerprints import Fingerprints
    from ..nets.stack import RecurrentStack
    from ..network import Network


@dataclass(frozen=True)
class Plain:
    """One recurrent stack.

    Attributes:
        model: with the settings of `ImportedRecurrent`, whatever kind of ours it was.
        features: values a step that the recurrent layers read.
        outputs: how many numbers it answers.
        state: float32 weights: rnn (or rnn.0, rnn.1 where the layers differ in size), head, embedding; float64
            statistics: normalise.mean and .std of the features, scale.mean and .std of the targets.
        classes, feature_names, targets, vocabulary: what the numbers mean.
        trained_on: fingerprints of the training data, so that they are known where the network is opened again.
    """

    model: ImportedRecurrent
    features: int
    outputs: int
    state: dict[str, Tensor] = field(repr=False)
    classes: tuple[str, ...]
    feature_names: tuple[str, ...]
    targets: tuple[str, ...]
    vocabulary: tuple[str, ...] = field(repr=False)
    trained_on: Fingerprints | None = field(default=None, repr=False)

    @property
    def sizes(self) -> tuple[int, ...]:
        """The hidden units of each layer."""
        return self.model.sizes()

    @property
    def head_widths(self) -> tuple[int, ...]:
        """From what is read out to the answer."""
        return (self.model.read_width, *self.model.head, self.outputs)


def plain_of(network: Network) -> Plain:
    """`network` taken apart.

    Raises:
        RunError: it holds more than a recurrent stack with normalised values, or vectors of tokens, before it.
    """
    from ..nets.front_embedding import Embedded
    from ..nets.scaled import Scaled
    from ..nets.stack import RecurrentStack

    model = network.model
    if not isinstance(model, Recurrent) or network.task == "next_token":
        raise RunError(
            "The network '{kind}' cannot be written as plain recurrent layers. "
            "Export it as torchscript or torch_export.",
            kind=model.title,
        )
    for place, front in enumerate(network.fronts):
        plain = front.name == "as_is" or (front.name == "normalise" and getattr(front, "by", "") == "feature")
        if not (plain and place == 0) and front.name != "as_is" and not (front.name == "embedding" and place == 0):
            raise RunError(
                "The front end '{front}' has no place among plain recurrent layers. "
                "Export the network as torchscript or torch_export.",
                front=front.title,
            )  # fmt: skip
    state: dict[str, Tensor] = {}
    if not network.symbolic and network.fronts and network.fronts[0].name == "normalise":
        state |= {f"normalise.{name}": torch.tensor(getattr(network.space, name)) for name in ("mean", "std")}
    for part in network.module.modules():
        if isinstance(part, Embedded):
            state["embedding.weight"] = _copy(part.table.weight)
        elif isinstance(part, Scaled):
            state |= {f"scale.{name}": _copy(getattr(part, name)).double() for name in ("mean", "std")}
        elif isinstance(part, RecurrentStack):
            state |= _stack(part, len(set(model.sizes())) > 1)
    first = state.get("rnn.weight_ih_l0", state.get("rnn.0.weight_ih_l0"))
    imported = _as_imported(model)
    outputs = len(state[f"{imported.linear_name(len(imported.head))}.weight"])
    return Plain(
        model=imported,
        features=int(cast("Tensor", first).shape[1]),
        outputs=outputs,
        state=state,
        classes=network.classes,
        feature_names=network.features,
        targets=network.targets,
        vocabulary=network.vocabulary,
        trained_on=network.trained_on,
    )


def _as_imported(model: Recurrent) -> ImportedRecurrent:
    """The same network in the settings that have everything."""
    if isinstance(model, ImportedRecurrent):
        return model
    values: dict[str, Any] = {name: getattr(model, name) for name in ("hidden", "layers", "bidirectional", "readout")}
    values |= {"kind": model.cell, "activation": model.nonlinearity() or "tanh"}
    return ImportedRecurrent(**values)


def _stack(stack: RecurrentStack, uneven: bool) -> dict[str, Tensor]:
    """The weights of a stack as one module of torch names them; as one module a layer where sizes differ."""
    found: dict[str, Tensor] = {}
    for number, layer in enumerate(stack.layers):
        for side, end in (("forwards", ""), ("backwards", "_reverse")):
            cell = getattr(layer, side)
            for name, value in () if cell is None else cell.named_parameters():
                where = f"rnn.{number}.{name}" if uneven else f"rnn.{name.removesuffix('_l0')}_l{number}"
                found[where + end] = _copy(value)
    for name, value in stack.head.state_dict().items():
        found[f"head.{name}"] = _copy(value)
    return found


def _copy(value: Tensor) -> Tensor:
    return value.detach().cpu().clone(memory_format=torch.contiguous_format)
