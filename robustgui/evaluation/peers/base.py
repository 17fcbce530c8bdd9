"""The contract of other libraries, and the isolation of their random states, prints and warnings."""

from __future__ import annotations

import contextlib
import importlib
import importlib.metadata
import importlib.util
import io
import random
import warnings
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from ...base.errors import Sentence
from ...base.registry import Registry
from ...base.renamed import adopt_former_methods
from ...base.seeding import seed_generators

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

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        adopt_former_methods(cls)

    def prepare(self) -> None:
        """Import it; may raise any exception."""
        for module in self.modules:
            importlib.import_module(module)

    @classmethod
    def version(cls) -> str:
        """The installed version; empty if not installed."""
        try:
            is_installed = importlib.util.find_spec(cls.package) is not None
            return importlib.metadata.version(cls.distribution) if is_installed else ""
        except (ImportError, ValueError):  # no package of that name, or only half of one
            return ""

    @abstractmethod
    def attack(self, family: str, problem: PeerProblem) -> Tensor:
        """Adversarial images for `problem.z` (n, 1, S, S), of the same shape, in [0, 1].

        Raises:
            NotSupported: it has no such attack for this norm.
        """


PEERS: Registry[Peer] = Registry("library", __package__ or "robustgui.evaluation.peers")


def refuse_norm(norm: str) -> NotSupported:
    """The error for attacks that a library does not offer for this norm."""
    title = {"linf": "L-inf", "l2": "L2", "l1": "L1"}[norm]
    return NotSupported(Sentence("The library does not offer this attack for the norm {norm}.", {"norm": title}))


@contextlib.contextmanager
def isolate(seed: int, device: str) -> Iterator[None]:
    """Seeds every global generator inside, and restores all afterwards.

    Prints nothing, and hidden progress bars start no thread.
    """
    python, numpy = random.getstate(), np.random.get_state()  # noqa: NPY002 (these are what other libraries use)
    random.seed(seed)
    np.random.seed(seed % 2**32)  # noqa: NPY002
    try:
        with (
            _no_watched_bars(),
            seed_generators(seed, device),
            warnings.catch_warnings(),
            contextlib.redirect_stdout(io.StringIO()),
        ):
            warnings.simplefilter("ignore")
            yield
    finally:
        random.setstate(python)
        np.random.set_state(numpy)  # noqa: NPY002


@contextlib.contextmanager
def _no_watched_bars() -> Iterator[None]:
    """tqdm, if installed, starts a permanent thread for its bars, even for disabled ones."""
    try:
        bars = importlib.import_module("tqdm").tqdm
    except ImportError:
        yield
        return
    before, bars.monitor_interval = bars.monitor_interval, 0
    try:
        yield
    finally:
        bars.monitor_interval = before
