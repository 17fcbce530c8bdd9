"""Formats of data files: one file each, found by the registry."""

from .base import READERS, Preview, Reader, read, reader_for

__all__ = ["READERS", "Preview", "Reader", "read", "reader_for"]
