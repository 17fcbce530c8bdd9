"""The pages of the window: one file each, found by the registry."""

from .base import PAGES, Page

__all__ = ["PAGES", "Page"]
