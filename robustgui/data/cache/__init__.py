"""Large sources in a form that opens at once: converted in a process of its own, then mapped into memory."""

from .cached_reading import THRESHOLD, read_cached
from .convert import ReadProgress

__all__ = ["THRESHOLD", "ReadProgress", "read_cached"]
