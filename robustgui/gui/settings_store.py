"""What the window remembers between sessions: a small ini file beside the presets."""

from __future__ import annotations

import math
import re
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from ..base.errors import FileError
from ..base.files import read_regular
from ..base.paths import config_folder

_MOST = 1 << 24  # bytes of the file
_ESCAPES = re.compile(rb'\\x([0-9a-fA-F]+)|\\([0-7]+)|\\.|"', re.DOTALL)
LAYOUT_VERSION = 1  # raise it whenever docks or tool bars change: an old layout would come back broken


class SettingsStore:
    """Typed values by name: `QSettings` itself gives numbers back as strings."""

    def __init__(self, *, remembers: bool = True) -> None:
        """`remembers=False`: a window that begins as on its first day, and leaves no trace."""
        path = config_folder() / "window.ini"
        if remembers and not _is_harmless(path):
            with suppress(OSError):  # a folder: nothing is read from it, or kept in it
                path.unlink()
        self._file = QSettings(str(path), QSettings.Format.IniFormat) if remembers else None
        self._values: dict[str, object] = {}

    def text(self, key: str, default: str = "") -> str:
        """A text, `default` where nothing is remembered."""
        value = self._read(key) or default
        return value if isinstance(value, str) else default

    def number(self, key: str, default: float) -> float:
        """A finite number; `default` where the file holds none."""
        try:
            number = float(self.text(key, str(default)))
        except ValueError:
            return default
        return number if math.isfinite(number) else default

    def bytes(self, key: str) -> QByteArray:
        """What `saveState` and `saveGeometry` made; empty where nothing is remembered."""
        value = self._read(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set(self, key: str, value: str | float | QByteArray) -> None:
        """Remember `value`; it reaches the disk at `save` or when Qt finds time."""
        held = value if isinstance(value, QByteArray) else str(value)
        if self._file is None:
            self._values[key] = held
        else:
            self._file.setValue(key, held)

    def save(self) -> None:
        """Write now."""
        if self._file is not None:
            self._file.sync()

    def _read(self, key: str) -> object:
        return self._values.get(key) if self._file is None else self._file.value(key)


def _is_harmless(path: Path) -> bool:
    """Whether Qt, which waits for pipes, would unpack texts and bytes alone: an object of Python could run code."""

    def plain(escape: re.Match[bytes]) -> bytes:
        code = int(escape[1], 16) if escape[1] else int(escape[2], 8) if escape[2] else 0
        return bytes([code & 0xFF]) if code else b""

    try:
        content = read_regular(path, _MOST)
    except FileError:
        return False
    except OSError:  # nothing is remembered
        return True
    return re.search(rb"@(Variant|DataStream)\(", _ESCAPES.sub(plain, content)) is None
