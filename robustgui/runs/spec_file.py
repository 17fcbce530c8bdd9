"""The text of a TOML file that holds a spec or a part of one."""

from __future__ import annotations

from pathlib import Path

from ..base.errors import RunError
from ..base.files import read_regular

MOST = 1 << 20  # bytes


def read_spec_text(path: Path) -> str:
    """The text in `path`, without a byte order mark, which some editors write.

    Raises:
        FileError: it is no regular file, or a very large one.
        RunError: it cannot be read, or is no text in UTF-8.
    """
    try:
        return read_regular(path, MOST).decode("utf-8-sig")
    except OSError as error:
        raise RunError(
            "{file} cannot be read: {problem}.", file=str(path), problem=error.strerror or str(error)
        ) from error
    except UnicodeDecodeError as error:
        raise RunError(
            "{file} is not UTF-8 text, so it is not a spec. 'robustgui new' writes one.", file=str(path)
        ) from error
