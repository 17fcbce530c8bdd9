"""Views of one inspected sequence: one file each; they know nothing of each other and run alone."""

from .base import VIEWS, InspectView

__all__ = ["VIEWS", "InspectView"]
