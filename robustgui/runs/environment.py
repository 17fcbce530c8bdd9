"""On what a run was computed: versions, machine, device, and the commit of the program."""

from __future__ import annotations

import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

_PACKAGES = ("robustgui", "torch", "numpy", "pydantic", "safetensors", "scipy", "scikit-learn")


def environment(device: str, device_name: str, threads: int) -> dict[str, Any]:
    """Plain values for `environment.json`."""
    return {
        "python": platform.python_version(),
        "packages": versions(),
        "system": platform.platform(),
        "machine": platform.machine(),
        "device": device,
        "device_name": device_name,
        "threads": threads,
        "git": git_commit(Path(__file__).parents[2]),
    }


def versions() -> dict[str, str]:
    """The installed versions of the packages that decide about numbers."""
    found = {}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:  # a checkout that was never installed
            found[package] = "unknown"
    return found


def git_commit(folder: Path) -> str | None:
    """The commit of the checkout at `folder`, with "+changes" if files differ from it; None outside of one."""
    if not (folder / ".git").exists():
        return None
    try:
        commit = _git(folder, "rev-parse", "HEAD")
        return commit + ("+changes" if _git(folder, "status", "--porcelain", "--untracked-files=no") else "")
    except (OSError, subprocess.SubprocessError):  # no git here, or a checkout of someone else: it says nothing then
        return None


def _git(folder: Path, *arguments: str) -> str:
    answer = subprocess.run(
        ["git", "-C", str(folder), *arguments], capture_output=True, text=True, timeout=5, check=True
    )
    return answer.stdout.strip()
