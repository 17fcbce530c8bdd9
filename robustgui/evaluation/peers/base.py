"""What every other library must offer here: its name, where it comes from, and its attacks in our words."""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar

from ...base.errors import Sentence
from ...base.registry import Registry

if TYPE_CHECKING:
    from torch import Tensor

    from .bridge import PeerProblem


class NotSupported(Exception):
    """A library does not offer what is asked; never shown as an error."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(str(why))
        self.why = why


class Peer(ABC):
    """Another library. One file each; the library is imported when it is asked, and never before.

    Attributes:
        title: what people call it.
        package: what is imported.
        distribution: what is installed.
        install: how.
        names: of its attacks, by our family.
        modules: what is imported before the clock starts.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str]
    package: ClassVar[str]
    distribution: ClassVar[str]
    install: ClassVar[str]
    names: ClassVar[dict[str, str]]
    modules: ClassVar[tuple[str, ...]]

    def prepare(self) -> None:
        """Import it; whatever that raises is its own."""
        for module in self.modules:
            importlib.import_module(module)

    @classmethod
    def version(cls) -> str:
        """Which one is installed; empty: none."""
        try:
            there = importlib.util.find_spec(cls.package) is not None
            return importlib.metadata.version(cls.distribution) if there else ""
        except (ImportError, ValueError):  # no package of that name, or only half of one
            return ""

    @abstractmethod
    def attacked(self, family: str, posed: PeerProblem) -> Tensor:
        """What the attack makes of `posed.z` (n, 1, S, S), of the same shape, in [0, 1].

        Raises:
            Unsuited: it has no such attack within this norm.
        """


PEERS: Registry[Peer] = Registry("library", __package__ or "robustgui.evaluation.peers")


def refuse_norm(norm: str) -> NotSupported:
    """What to raise where a library has the attack, but not within this norm."""
    said = {"linf": "L-inf", "l2": "L2", "l1": "L1"}[norm]
    return NotSupported(Sentence("The library does not offer this attack for the norm {norm}.", {"norm": said}))
