"""The training loop and its checkpoints."""

from .settings import DeviceSettings, TrainingSettings

__all__ = ["DeviceSettings", "TrainingSettings"]
