"""What a file is that no reader takes: pickled Python objects, or something packed that has to be unpacked first."""

from __future__ import annotations

import re
from pathlib import Path

from ...base.errors import DataError

_PICKLE = re.compile(rb"\x80[\x02-\x05]|c[A-Za-z_][\w.]*\n[A-Za-z_]\w*\n")  # protocols 2 to 5; or a name to be imported
_ZIP = b"PK\x03\x04"
_PACKED = {b"\x1f\x8b": "gzip", _ZIP: "zip", b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"7z\xbc\xaf": "7-Zip", b"Rar!": "rar"}
_ENTRY = 512  # bytes: the first name in an archive stands in them


def refusal(head: bytes, path: Path) -> DataError | None:
    """The error that says what `path`, which begins with `head`, is and what to do; None if that is not known."""
    inside = head.startswith(_ZIP) and b"/data.pkl" in head[:_ENTRY]  # what torch.save writes
    if inside or _PICKLE.match(head):
        return DataError(
            "{file} contains Python objects (pickle), and reading them could run untrusted code. Save its arrays "
            "again with numpy.savez as numbers or text of fixed width.",
            file=path.name,
        )  # fmt: skip
    for mark, form in _PACKED.items():
        if head.startswith(mark):
            return DataError(
                "{file} is compressed with {form}; only NumPy archives, IDX, and folders with one file per channel "
                "are read compressed. Decompress it first.",
                file=path.name, form=form,
            )  # fmt: skip
    return None
