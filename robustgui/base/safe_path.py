"""Keeps the current folder, which is not trusted, off the places where Python and systems look for code and programs.

`python -m` puts it first, and an empty or relative entry of PYTHONPATH or PATH means it too, wherever a program is
started. This file imports only what the interpreter has loaded already: anything else would be looked for in that very
folder.
"""

import os
import sys

_PROGRAMS = ("robustgui", "robustgui-window")


def drop_current_folder() -> None:
    """Take the current folder off `sys.path`, unless PYTHONPATH names it by its whole path.

    Only while a program of ours is started: the path of a notebook is its own business.
    """
    name = sys.argv[0] if sys.argv else ""
    by_module = name == "-m"  # says Python while it looks for the module
    if not by_module and os.path.splitext(os.path.basename(name))[0] not in _PROGRAMS:
        return
    if by_module and not sys.flags.safe_path:
        del sys.path[:1]
    variable = "" if sys.flags.ignore_environment else os.environ.get("PYTHONPATH", "")
    entries = absolute_entries(variable)
    for entry in variable.split(os.pathsep) if variable else ():
        place = os.path.abspath(entry)
        if not os.path.isabs(entry) and place in sys.path and place not in entries:
            sys.path.remove(place)


def absolute_entries(variable: str) -> list[str]:
    """Those entries of PATH or PYTHONPATH that mean the same folder wherever a program is started."""
    return [entry for entry in variable.split(os.pathsep) if os.path.isabs(entry)]


def find_program(name: str) -> str | None:
    """The whole path of the program `name` in a folder that PATH names by its whole path; None: there is none.

    Windows looks in the current folder first, and other systems do where PATH has an empty or relative entry.
    """
    file = f"{name}.exe" if sys.platform == "win32" else name
    for folder in absolute_entries(os.environ.get("PATH", "")):
        path = os.path.join(folder, file)
        if os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    return None
