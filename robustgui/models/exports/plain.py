"""A network as plain torch weights under torch's own names, with the settings that the weights do not determine."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...base.errors import RunError
from ...base.lazy import torch
from ..front_chain import is_in_space

if TYPE_CHECKING:
    from torch import Tensor

    from ...data.fingerprints import Fingerprints
    from ..imported import ImportedRecurrent
    from ..network import Network


@dataclass(frozen=True)
class Plain:
    """One recurrent stack.

    Attributes:
        model: its settings, as those of an imported network.
        features: input size of the recurrent layers.
        outputs: number of outputs.
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
        """Sizes from the readout to the outputs."""
        return (self.model.read_width, *self.model.head, self.outputs)


def to_plain(network: Network) -> Plain:
    """The weights and settings of `network`.

    Raises:
        RunError: it is more than a recurrent stack behind standardised values or a token embedding.
    """
    imported, parts = network.model.as_imported(), network.module.parts()
    weights = parts.core.plain_weights()
    if imported is None or weights is None or network.task == "next_token":
        raise RunError(
            "The network '{kind}' cannot be written as plain recurrent layers. "
            "Export it as torchscript or torch_export.",
            kind=network.model.title,
        )
    for place, front in enumerate(network.fronts):
        is_plain = front.name == "embedding" or is_in_space((front,))
        if not front.is_identity and not (is_plain and place == 0):
            raise RunError(
                "The front end '{front}' has no place among plain recurrent layers. "
                "Export the network as torchscript or torch_export.",
                front=front.title,
            )  # fmt: skip
    state: dict[str, Tensor] = {}
    if not network.symbolic and network.fronts and network.fronts[0].standardises_features:
        state |= {f"normalise.{name}": torch.tensor(getattr(network.space, name)) for name in ("mean", "std")}
    if network.symbolic:
        state["embedding.weight"] = network.table.detach()
    if parts.scale is not None:
        state |= {"scale.mean": parts.scale.mean.double(), "scale.std": parts.scale.std.double()}
    state = {
        name: value.cpu().clone(memory_format=torch.contiguous_format) for name, value in (state | weights).items()
    }
    return Plain(
        model=imported,
        features=network.table.shape[1] if network.symbolic else len(network.features),
        outputs=network.spec.outputs,
        state=state,
        classes=network.classes,
        feature_names=network.features,
        targets=network.targets,
        vocabulary=network.vocabulary,
        trained_on=network.trained_on,
    )
