"""Files that this process has open or mapped into its memory; Linux only."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

requires_proc = pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="open files are listed on Linux alone")


def held_files(folder: Path, process: int | str = "self") -> list[str]:
    """What below `folder` the process has open or mapped, one entry each: "open: FILE" or "mapped: FILE".

    A system that refuses to delete such a file would refuse to replace a checkpoint.
    """
    root = str(folder.resolve())
    held = []
    for link in Path(f"/proc/{process}/fd").iterdir():
        try:
            held.append(f"open: {os.readlink(link)}")
        except FileNotFoundError:  # the listing itself
            continue
    for line in Path(f"/proc/{process}/maps").read_text(errors="replace").splitlines():
        fields = line.split(maxsplit=5)
        if len(fields) == 6:
            held.append(f"mapped: {fields[5]}")
    return sorted({entry for entry in held if entry.partition(": ")[2].startswith(root + os.sep)})
