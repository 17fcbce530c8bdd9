"""The interface of all networks: settings that build a module, and the blocks of which its picture is made."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from ..base.registry import Registry
from ..base.settings import Named

if TYPE_CHECKING:
    from ..base.errors import Sentence
    from .cells import Cell
    from .imported import ImportedRecurrent
    from .nets.interface import SequenceModule


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


@dataclass(frozen=True)
class RecurrentShape:
    """The sizes of one recurrent layer: what it reads at each step, what each direction gives, and in how many."""

    cell: Cell
    inputs: int
    hidden: int
    directions: int = 1


class Model(Named):
    """Settings of a network; `build` makes the module (see nets/interface.py for its interface)."""

    is_declarative: ClassVar[bool] = True  # the settings alone decide names and shapes of its weights

    @property
    def label(self) -> str:
        """A short name for lists of runs."""
        return self.name

    @abstractmethod
    def build(self, features: int, outputs: int, every_step: bool = False) -> SequenceModule:
        """A freshly initialised module for sequences with `features` values a step and `outputs` logits.

        With `every_step` it gives outputs at every step, from that step and the steps before it alone.

        Raises:
            RunError: it cannot give outputs at every step; says what to change.
        """

    def initialise(self, module: SequenceModule) -> None:
        """Put other weights than random ones into the freshly built network `module`, before its training begins.

        Raises:
            RunError: they cannot be read or do not fit.
        """

    def blocks(self, features: int | None, outputs: int | None, every_step: bool = False) -> tuple[Block, ...]:
        """The parts of the network that `build` would make, in order; sizes that are None are unknown.

        The trainable parameters of all of them are those of the module. A network of unknown inside is one block.
        """
        return (Block("model", type(self).title or self.name, directions=1),)

    def alternatives(self) -> tuple[Model, ...]:
        """The networks that the data choose between, best first; empty: these settings name the network."""
        return ()

    def reopen_choice(self) -> Model:
        """These settings with the choice open that led to them, see `alternatives`; as they are if none did."""
        return self

    def list_easier(self, every_step: bool) -> tuple[tuple[Sentence, dict[str, Any]], ...]:
        """Changes of these settings with which networks train more easily: titles, and fields with new values."""
        return ()

    def find_easier_network(self) -> tuple[Sentence, str] | None:
        """Another network that trains more easily, as the title of the change and a key of `MODELS`; None: no other."""
        return None

    def as_imported(self) -> ImportedRecurrent | None:
        """The same network in settings that describe any stack of torch's recurrent layers; None: it is none."""
        return None

    def recurrent_layers(self, features: int) -> tuple[RecurrentShape, ...]:
        """The recurrent layers of a network that reads `features` values a step; empty: they are not known."""
        return ()


class CoreBuilder(Named):
    """Settings that may build the core of a network in another way than its model, such as an ensemble.

    They are stored with the network and build it again when it is loaded.
    """

    def build(self, model: Model, features: int, outputs: int, every_step: bool = False) -> SequenceModule:
        """A freshly initialised module, see `Model.build`; by default that of `model`."""
        return model.build(features, outputs, every_step)

    def blocks(
        self, model: Model, features: int | None, outputs: int | None, every_step: bool = False
    ) -> tuple[Block, ...]:
        """The parts of what it builds, see `Model.blocks`; one of unknown inside, if it builds the core itself."""
        if not self.builds_core:
            return model.blocks(features, outputs, every_step)
        return (Block("defence", type(self).title or self.name, directions=1),)

    @property
    def builds_core(self) -> bool:
        """Whether the class builds the core itself."""
        return type(self).build is not CoreBuilder.build


MODELS: Registry[Model] = Registry("network", __package__ or "robustgui.models")
BUILDERS: Registry[CoreBuilder] = Registry("defence", "robustgui.defences")  # defences are the builders
