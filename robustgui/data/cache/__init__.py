"""Large sources in a form that opens at once: converted in a process of its own, then mapped into memory."""

from .reading import Reading
from .through import THRESHOLD, read_through

__all__ = ["THRESHOLD", "Reading", "read_through"]
