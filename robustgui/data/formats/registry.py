"""The table of data formats, apart from their base class, whose methods look a format up in a process of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...base.registry import Registry

if TYPE_CHECKING:
    from .base import Reader

READERS: Registry[Reader] = Registry("data format", "robustgui.data.formats", file_in_folders="reader")
