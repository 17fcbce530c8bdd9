"""Says which system libraries are missing when no window can be opened: Qt blames xcb-cursor whatever it is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo

from ...base.errors import RobustGuiError
from ...base.safe_path import find_program

# Which Debian package brings what Qt's plugin for X11 needs.
PACKAGES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-xinput.so.0": "libxcb-xinput0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}


class DisplayError(RobustGuiError):
    """No window can be opened on this machine as it is."""


def complain_about_display() -> None:
    """Check before Qt aborts the process: is there a display, and can the plugin for it be loaded?

    Raises:
        DisplayError: there is none, or libraries are missing; the message says which and how to install them.
    """
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM", "xcb").partition(":")[0] != "xcb":
        return
    if os.environ.get("WAYLAND_DISPLAY") and not os.environ.get("DISPLAY"):
        return
    if not os.environ.get("DISPLAY"):
        raise DisplayError(
            "There is no display to open a window on. Start robustgui from a desktop, forward X11 with 'ssh -X', "
            "or use the command line: 'robustgui run default'."
        )
    missing = missing_libraries(
        Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms", "libqxcb.so")
    )
    if missing:
        packages = " ".join(sorted(PACKAGES.get(name, name) for name in missing))
        raise DisplayError(
            "The window needs system libraries that are not installed: {libraries}. "
            "On Debian or Ubuntu, install them with 'sudo apt-get install {packages}', then start robustgui again.",
            libraries=", ".join(missing),
            packages=packages,
        )


def missing_libraries(plugin: Path) -> list[str]:
    """The libraries that the loader cannot find for `plugin`; empty where `ldd` cannot be asked."""
    ldd = find_program("ldd")
    if ldd is None or not plugin.is_file():
        return []
    answer = subprocess.run([ldd, str(plugin)], capture_output=True, text=True, check=False, timeout=10)
    return sorted(set(re.findall(r"^\s*(\S+) => not found", answer.stdout, re.MULTILINE)))
