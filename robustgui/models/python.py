"""A network that a Python function of the user builds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

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
    weights: str = setting(
        "",
        title="Initial weights",
        advanced=True,
        browse=True,
        help="A .safetensors file of the weights that training starts from; empty: random ones.",
    )
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
        from .nets.module_check import check_reading
        from .nets.user_module import UserModule
        from .user_code import build_module

        module = UserModule(
            *build_module(self.entry, features, outputs, self.source), features, outputs,
            reads=self.reads, any_name=bool(self.source), every_step=every_step,
        )  # fmt: skip
        if self.source or every_step:
            check_reading(module)
        return module

    def initialise(self, module: SequenceModule) -> None:
        """See `Model.initialise`: the weights of the module that was given to `rg.Module`, or of a file."""
        if not self.weights:
            return
        from .initial_weights import read_initial_weights
        from .nets.user_module import UserModule

        core = module.parts().core
        if not isinstance(core, UserModule):
            raise RunError("This defence builds several networks, which cannot start from the same initial weights.")
        core.load_weights(read_initial_weights(self.weights))

    def __repr_args__(self) -> Any:
        """The source by its number of lines: it is printed by `print(model.source)`."""
        for name, value in super().__repr_args__():
            yield name, f"<{len(value.splitlines())} lines>" if name == "source" and value else value

    def __getstate__(self) -> dict[Any, Any]:
        """With initial weights that no file holds, for another process."""
        from .initial_weights import get_content, is_in_memory

        state = super().__getstate__()
        return state | {_WEIGHTS: get_content(self.weights)} if is_in_memory(self.weights) else state

    def __setstate__(self, state: dict[Any, Any]) -> None:
        from .initial_weights import receive_content

        content = state.pop(_WEIGHTS, None)
        super().__setstate__(state)
        if content is not None:
            receive_content(self.weights, content)


_WEIGHTS = "initial weights"  # in the pickled state


def has_source(model: Model) -> bool:
    """Whether the settings themselves hold the code of the network."""
    return isinstance(model, Python) and bool(model.source)
