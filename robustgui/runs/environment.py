"""Describes what a run was computed with: versions, machine, device, and the commit of the program."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from ..base.programs import find_program

_PACKAGES = ("robustgui", "torch", "numpy", "pydantic", "safetensors", "scipy", "scikit-learn")


def describe_environment(device: str, device_name: str, threads: int) -> dict[str, Any]:
    """Plain values for `environment.json`."""
    return {
        "python": platform.python_version(),
        "packages": read_versions(),
        "system": platform.platform(),
        "machine": platform.machine(),
        "device": device,
        "device_name": device_name,
        "threads": threads,
        "git": read_git_commit(Path(__file__).parents[2]),
    }


def read_versions() -> dict[str, str]:
    """The installed versions of the packages that numbers depend on."""
    installed = {}
    for package in _PACKAGES:
        try:
            installed[package] = version(package)
        except PackageNotFoundError:  # a checkout that was never installed
            installed[package] = "unknown"
    return installed


def read_git_commit(folder: Path) -> str | None:
    """The commit of the checkout at `folder`, with "+changes" if files differ from it; None outside of one."""
    git = find_program("git")
    if git is None or not (folder / ".git").exists():
        return None
    try:
        commit = _run_git(git, folder, "rev-parse", "HEAD")
        changes = _run_git(git, folder, "status", "--porcelain", "--untracked-files=no", "--ignore-submodules=all")
        return commit + ("+changes" if changes else "")
    except (OSError, subprocess.SubprocessError):  # no git, or a checkout that it refuses to read
        return None


def _run_git(git: str, folder: Path, *arguments: str) -> str:
    """The output of git; it runs no program that the checkout's own configuration names."""
    nothing_else = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")
    answer = subprocess.run(
        [git, *nothing_else, "-C", str(folder), *arguments], capture_output=True, text=True, timeout=5, check=True
    )
    return answer.stdout.strip()
