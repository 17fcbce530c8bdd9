"""The conversion of a large source is killed, with its child or without: the same arrays in the end."""

from __future__ import annotations

import hashlib
import random
from typing import ClassVar

from ...support.rising_lines import write_rising_lines
from ..command import Home, Process, start
from ..life import Kind
from ..whole import left_behind

_EVERYTHING_IS_LARGE = "from robustgui.data.cache import cached_reading\ncached_reading.THRESHOLD = 0"


class Convert(Kind):
    """`robustgui preview` of a table, as if it were too large to be read at once."""

    files: ClassVar[dict[str, tuple[str, int]]] = {
        "array": (r"\.(npy|f32)$", 20),
        "description": (r"\.json$", 3),
        "part of a file": (r"\.part$", 2),
        "lock": (r"lock$", 2),
    }
    work_s: ClassVar[float] = 1.0
    watched: ClassVar[str] = "cache"

    def prepare(self) -> None:
        """See `Kind.prepare`."""
        self.data = write_rising_lines(self.shared, 3000, 500, steps=100, noise=0.6)
        home = Home(self.shared / "undisturbed")
        home.cache.mkdir(parents=True)
        self.run(home, "preview", str(self.data), code=_EVERYTHING_IS_LARGE)
        self.expected = _digests(home)

    def command(self, home: Home, stream: random.Random) -> Process:
        """See `Kind.command`."""
        return start(home, ["preview", str(self.data)], code=_EVERYTHING_IS_LARGE)

    def children(self, stream: random.Random) -> str:
        """See `Kind.children`."""
        return stream.choice(("", "too", "only"))

    def check(self, home: Home) -> list[str]:
        """See `Kind.check`: what is called complete must be."""
        found = _digests(home)
        complete = {path.parent.name for path in home.cache.rglob("meta.json")}
        return [
            f"{name} is called complete and is not"
            for name, digest in self.expected.items()
            if name.partition("/")[0] in complete and found.get(name) != digest
        ]

    def check_end(self, home: Home) -> list[str]:
        """See `Kind.check_end`."""
        problems = left_behind(home.folder)
        if _digests(home) != self.expected:
            problems.append("the arrays are others than without kills")
        return problems


def _digests(home: Home) -> dict[str, str]:
    """Of each array of the cache, by folder and name."""
    return {
        f"{path.parent.name}/{path.name}": hashlib.blake2b(path.read_bytes()).hexdigest()
        for path in sorted(home.cache.rglob("*"))
        if path.suffix in (".npy", ".f32") and not path.name.startswith(".")
    }
