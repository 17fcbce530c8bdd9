"""Where things lie: the program's own resources and the user's folders."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_cache_path, user_config_path, user_documents_path


def resource(*parts: str) -> Path:
    """A file or folder of `resources/`, in a checkout or in an installed package."""
    package = Path(__file__).parents[1]
    installed = package / "resources"
    return (installed if installed.is_dir() else package.parent / "resources").joinpath(*parts)


def runs_folder() -> Path:
    """Where runs are stored: ROBUSTGUI_RUNS, or a folder among the user's documents."""
    folder = os.environ.get("ROBUSTGUI_RUNS")
    return Path(folder) if folder else user_documents_path() / "robustgui" / "runs"


def config_folder() -> Path:
    """Presets and window layout: ROBUSTGUI_CONFIG, or the system's place for settings."""
    folder = os.environ.get("ROBUSTGUI_CONFIG")
    return Path(folder) if folder else user_config_path("robustgui", appauthor=False)


def cache_folder() -> Path:
    """Large data in a form that opens at once: ROBUSTGUI_CACHE, or the system's place for what can be made again."""
    folder = os.environ.get("ROBUSTGUI_CACHE")
    return Path(folder) if folder else user_cache_path("robustgui", appauthor=False)
