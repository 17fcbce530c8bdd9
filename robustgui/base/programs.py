"""Where other programs lie: never in the current folder, which is not trusted."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def find_program(name: str) -> str | None:
    """The whole path of the program `name` in a folder that PATH names by its whole path; None: there is none.

    Windows looks in the current folder first, and other systems do where PATH has an empty or relative entry.
    """
    file = f"{name}.exe" if sys.platform == "win32" else name
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        path = Path(folder, file)
        if os.path.isabs(folder) and path.is_file() and os.access(path, os.X_OK):
            return str(path)
    return None
