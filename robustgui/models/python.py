"""A network that a Python function of the user builds."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..base.errors import RunError
from ..base.settings import setting
from .base import MODELS, Model
from .user_code import EXAMPLE, IN_MEMORY, NOTEBOOK, Reads

if TYPE_CHECKING:
    from .nets.interface import SequenceModule

MOST_SOURCE = 30_000  # characters: what a line of a form holds


@MODELS.register("python")
class Python(Model):
    """A function of your own that returns a `torch.nn.Module`: (B, T, F) to (B, K), optionally with `lengths` or
    `mask`.

    Running it runs your code: it must have been allowed on this machine, by naming it in a command or in the window.
    """

    title: ClassVar[str] = "Python code of your own"
    is_declarative: ClassVar[bool] = False

    entry: str = setting(
        EXAMPLE,
        title="Entry",
        help="The function as package.module:function, or file.py:function. It may take features and outputs.",
    )
    reads: Reads = setting(
        "auto",
        title="Input",
        advanced=True,
        choices={
            "auto": "automatic (from the parameters of forward)",
            "lengths": "padded sequences and lengths",
            "mask": "padded sequences and a mask of valid steps",
            "padding_mask": "padded sequences and a mask of padding",
            "packed": "a PackedSequence",
            "equal": "sequences of one length at a time",
        },
        help="What its forward method is called with besides the sequences.",
    )
    origin: str = setting("", title="Origin", advanced=True, help="File that the weights were read from.")
    source: str = setting(
        "",
        max_length=MOST_SOURCE,
        title="Source",
        advanced=True,
        help="Python code from a notebook that defines the network. Empty: the entry names the code.",
    )

    @property
    def label(self) -> str:
        """The name of the class or function."""
        if self.source:
            return self.entry.removeprefix(NOTEBOOK).rpartition("-")[0]
        return self.entry.removeprefix(IN_MEMORY) if self.is_in_memory else self.name

    @property
    def is_in_memory(self) -> bool:
        """Whether it names a module that exists in this process alone."""
        return self.entry.startswith(IN_MEMORY)

    def build(self, features: int, outputs: int, every_step: bool = False) -> SequenceModule:
        """See `Model.build`.

        Raises:
            RunError: the code was not allowed, is not there, or fails; names its line.
        """
        from .nets.user_module import UserModule, check_reading
        from .user_code import build_module

        if every_step:
            raise RunError(
                "A network of your own code gives one output per sequence, not one at every time step. Choose "
                "another one."
            )
        module = UserModule(
            *build_module(self.entry, features, outputs, self.source), features, outputs,
            reads=self.reads, any_name=bool(self.source),
        )  # fmt: skip
        if self.source:
            check_reading(module)
        return module


def has_source(model: Model) -> bool:
    """Whether the settings themselves hold the code of the network."""
    return isinstance(model, Python) and bool(model.source)
