"""The networks of up to 60 epochs of a run, for the epoch slider."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..base.files import list_names, make_folder
from ..models.network_file import save_network

if TYPE_CHECKING:
    from ..models.network import Network

_LIMIT = 60
_FILE = re.compile(r"epoch_(0\d{3}|[1-9]\d{3,8})\.safetensors", re.ASCII)  # as `path` writes them


def choose_stride(epoch: int) -> int:
    """The power of two of which multiples are kept once `epoch` is reached: at most 60 epochs."""
    step = 1
    while epoch // step > _LIMIT:
        step *= 2
    return step


class Snapshots:
    """`snapshots/` of one run folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def epochs(self) -> tuple[int, ...]:
        """The stored epochs, ascending."""
        numbers = (int(m[1]) for name in list_names(self.folder) if (m := _FILE.fullmatch(name)))
        return tuple(sorted(numbers))

    def path(self, epoch: int) -> Path:
        """Where the network of `epoch` lies, or would lie."""
        return self.folder / f"epoch_{epoch:04d}.safetensors"

    def save(self, network: Network, epoch: int) -> None:
        """Store the network of `epoch`, and delete those that are no multiples of the stride, which may have doubled.

        The newest epoch is always there. Raises `OSError`.
        """
        make_folder(self.folder)
        plain = replace(network, trained_on=None)  # the same at every epoch: it lies beside
        save_network(plain, self.path(epoch), epoch=epoch)
        step = choose_stride(epoch)
        for other in self.epochs():
            if other % step and other != epoch:
                with suppress(OSError):  # held by another program: training goes on, with one file more
                    self.path(other).unlink()
