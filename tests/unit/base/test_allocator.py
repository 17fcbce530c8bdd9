"""Freed memory stays with a process that computes, and is returned when a job has ended."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from robustgui.base.allocator import keep_freed_memory

_PAGES = """
import resource
import sys

import numpy as np

from robustgui.base.allocator import keep_freed_memory, release_freed_memory

def pages() -> int:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    np.ones(1 << 24, np.uint8), np.ones(1 << 26, np.uint8)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

if sys.argv[1] == "keep":
    assert keep_freed_memory()
pages()
again = pages()
release_freed_memory()
print(again, pages())
"""


def count_pages(how: str) -> tuple[int, int]:
    """Fresh pages of two blocks of 16 and 64 MiB that were allocated and freed before, and after a release."""
    command = [sys.executable, "-c", _PAGES, how]
    again, later = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return int(again), int(later)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other allocators are left as they are")
def test_that_freed_memory_is_used_again_until_it_is_released() -> None:
    usual, kept = count_pages("usual"), count_pages("keep")
    assert usual[0] > 100
    assert kept[0] < 10
    assert kept[1] > 100


def test_that_other_systems_are_left_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert not keep_freed_memory()
