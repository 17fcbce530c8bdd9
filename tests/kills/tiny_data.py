"""Data and settings that train within seconds and attack within one."""

from __future__ import annotations

from pathlib import Path

EPOCHS = 12
_SETTINGS = {
    "training.epochs": EPOCHS,
    "training.batch_size": 8,
    "training.lr": 0.02,
    "model": "gru",
    "model.hidden": 5,
    "watch.samples": 20,
    "watch.attack.steps": 2,
    "defence.attack.steps": 2,
    "defence.clean_share": 0.0,
    "defence.growth": 0.0,
    "device.device": "cpu",
    "device.threads": 1,
}


def settings(data: Path) -> list[str]:
    """The options of `robustgui run` for the data in `data`."""
    return [part for key, value in ({"data.train": data} | _SETTINGS).items() for part in ("--set", f"{key}={value}")]
