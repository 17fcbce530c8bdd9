"""Front ends, one a file: what happens to values inside the network, before its recurrent part."""

from .base import FRONTS, Front

__all__ = ["FRONTS", "Front"]
