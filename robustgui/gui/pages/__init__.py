"""The pages of the window: a file, or a folder with `page.py`, each, found by the registry."""

from .base import PAGES, Page

__all__ = ["PAGES", "Page"]
