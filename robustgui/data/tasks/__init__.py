"""What a network is asked about the sequences, one task a file."""

from .base import TASKS, TaskSettings

__all__ = ["TASKS", "TaskSettings"]
