"""What is damaged and what is then done with it: one target for each kind of input that a stranger may have written."""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from pathlib import Path
from random import Random
from typing import ClassVar


class Target(ABC):
    """Inputs of one kind, by format.

    A case is repeated by format and seed alone: `damage` draws from a generator that both decide, and leaves the whole
    samples as they are.
    """

    formats: ClassVar[tuple[str, ...]]

    def __init__(self, folder: Path) -> None:
        """Whole samples lie below `folder`, and the damaged copy of the moment does."""
        self.folder = folder

    @abstractmethod
    def prepare(self, form: str) -> None:
        """Write the whole samples of a format and use them, so that all that is imported for them is there."""

    @abstractmethod
    def damage(self, form: str, chance: Random) -> Path:
        """A damaged copy of a sample."""

    @abstractmethod
    def attempt(self, form: str, path: Path, chance: Random) -> None:
        """Do with `path` what the program does; raises `RobustGuiError` where it is refused."""

    def emptied(self, name: str) -> Path:
        """A folder of that name that is empty."""
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder
