"""Files and folders in the making, and for a moment: named after their process, and removed once it is dead."""

from __future__ import annotations

import hashlib
import itertools
import os
import platform
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

Kind = Literal["part", "old"]
_HOST = hashlib.blake2b(platform.node().encode(), digest_size=3).hexdigest()
_NAME = re.compile(r"\.(?P<target>.+)\.(?P<host>[0-9a-f]{6})-(?P<pid>\d{1,10})-\d+\.(?P<kind>part|old)")
_EARLIER = re.compile(r"\.(?P<target>.+)\.(?P<pid>\d{1,10})\.(?P<kind>part)")  # of a version without the host
_FOREIGN_S = 7 * 86400.0  # whether a process of another computer lives cannot be asked: its files are left this long
_count = itertools.count()


def part_path(target: Path, kind: Kind = "part") -> Path:
    """A new place beside `target`: of what will be there ("part"), or of what was there until now ("old")."""
    return target.with_name(f".{target.name}.{_HOST}-{os.getpid()}-{next(_count)}.{kind}")


def sweep_parts(folder: Path, *, all_ours: bool = False) -> None:
    """Remove what dead processes left half written in `folder`; what they moved away goes back where its place is free.

    What cannot be removed stays, and nothing is raised. Files of living processes are never touched.

    Args:
        folder: need not exist; folders below it are not looked at.
        all_ours: no other program writes there, so that names of earlier versions are removed too.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            name = _NAME.fullmatch(entry.name) or (_EARLIER.fullmatch(entry.name) if all_ours else None)
            if name is not None and not _is_in_use(entry, name):
                with suppress(OSError):
                    _remove(Path(entry.path), Path(folder, name["target"]), is_old=name["kind"] == "old")


def remove_path(path: Path) -> None:
    """Remove a file, a link or a whole folder, if it is there; raises `OSError`."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def is_alive(pid: int) -> bool:
    """Whether a process of this computer has this number and has not ended."""
    if sys.platform == "win32":
        return _is_alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except (ProcessLookupError, OverflowError):
        return False
    try:
        state = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0]
    except (OSError, IndexError):  # a system without it
        return True
    return state not in (b"Z", b"X")  # ended, but its parent has not asked yet


def _is_in_use(entry: os.DirEntry[str], name: re.Match[str]) -> bool:
    if name.groupdict().get("host", _HOST) == _HOST:
        return is_alive(int(name["pid"]))
    try:
        return time.time() - entry.stat(follow_symlinks=False).st_mtime < _FOREIGN_S
    except OSError:  # gone meanwhile
        return True


def _remove(left: Path, target: Path, *, is_old: bool) -> None:
    if is_old and not os.path.lexists(target):
        left.rename(target)
    else:
        remove_path(left)


if sys.platform == "win32":
    import ctypes

    _QUERY, _STILL_ACTIVE, _NO_SUCH_PROCESS = 0x1000, 259, 87

    def _is_alive_on_windows(pid: int) -> bool:
        """`os.kill` would end it there."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = kernel.OpenProcess(_QUERY, False, pid)
        if not handle:
            return ctypes.get_last_error() != _NO_SUCH_PROCESS
        code = ctypes.c_ulong()
        is_alive_known = kernel.GetExitCodeProcess(ctypes.c_void_p(handle), ctypes.byref(code))
        kernel.CloseHandle(ctypes.c_void_p(handle))
        return not is_alive_known or code.value == _STILL_ACTIVE


def make_scratch_folder(purpose: str, parent: Path | None = None) -> Path:
    """A new folder that only this user may look into, below `parent` or the system's folder for such; raises `OSError`.

    Its maker removes it with `parts.remove_path`.
    """
    place = Path(tempfile.gettempdir()) if parent is None else parent
    sweep_parts(place)
    folder = part_path(place / f"robustgui-{purpose}")
    folder.mkdir(mode=0o700)
    return folder


@contextmanager
def scratch_folder(purpose: str, parent: Path | None = None) -> Iterator[Path]:
    """The same, removed at the end."""
    folder = make_scratch_folder(purpose, parent)
    try:
        yield folder
    finally:
        remove_path(folder)
