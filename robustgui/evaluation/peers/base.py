"""The contract of other libraries: name, package, and attacks by family."""

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
    """The library does not support the attack; never shown as an error."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(str(why))
        self.why = why


class Peer(ABC):
    """Another library. One file each; it is imported only when it is used.

    Attributes:
        title: its name.
        package: name of the import package.
        distribution: name of the distribution.
        install: command that installs it.
        names: its attacks by family.
        modules: modules that are imported before the time is measured.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str]
    package: ClassVar[str]
    distribution: ClassVar[str]
    install: ClassVar[str]
    names: ClassVar[dict[str, str]]
    modules: ClassVar[tuple[str, ...]]

    def prepare(self) -> None:
        """Import it; may raise any exception."""
        for module in self.modules:
            importlib.import_module(module)

    @classmethod
    def version(cls) -> str:
        """The installed version; empty if not installed."""
        try:
            there = importlib.util.find_spec(cls.package) is not None
            return importlib.metadata.version(cls.distribution) if there else ""
        except (ImportError, ValueError):  # no package of that name, or only half of one
            return ""

    @abstractmethod
    def attacked(self, family: str, posed: PeerProblem) -> Tensor:
        """Adversarial images for `posed.z` (n, 1, S, S), of the same shape, in [0, 1].

        Raises:
            NotSupported: it has no such attack for this norm.
        """


PEERS: Registry[Peer] = Registry("library", __package__ or "robustgui.evaluation.peers")


def refuse_norm(norm: str) -> NotSupported:
    """The error for attacks that a library does not offer for this norm."""
    said = {"linf": "L-inf", "l2": "L2", "l1": "L1"}[norm]
    return NotSupported(Sentence("The library does not offer this attack for the norm {norm}.", {"norm": said}))
