"""A network that a Python function of the user builds."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..base.errors import RunError
from ..base.settings import setting
from .base import MODELS, Model
from .user_code import EXAMPLE

if TYPE_CHECKING:
    from .nets.interface import SequenceModule


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
    origin: str = setting("", title="Origin", advanced=True, help="File that the weights were read from.")

    def build(self, features: int, outputs: int, every_step: bool = False) -> SequenceModule:
        """See `Model.build`.

        Raises:
            RunError: the code was not allowed, is not there, or fails; names its line.
        """
        from .nets.user_module import UserModule
        from .user_code import build_module

        if every_step:
            raise RunError(
                "A network of your own code gives one output per sequence, not one at every time step. Choose "
                "another one."
            )
        return UserModule(*build_module(self.entry, features, outputs), features, outputs)
