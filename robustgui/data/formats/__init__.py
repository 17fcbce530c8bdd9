"""Formats of data files: a file, or a folder with a `reader.py`, for each; the other folders are shared by several."""

from .base import READERS, Preview, Reader, read, reader_for

__all__ = ["READERS", "Preview", "Reader", "read", "reader_for"]
