"""Small files that ask for much: sequences or a sentence, in bounded time and memory, in the process that asked."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.hostile_files import MAKERS
from support.refusals import value_or_sentence

from robustgui.base import apart_messages
from robustgui.base.apart import run_apart, share_process
from robustgui.data import DataSettings, load
from robustgui.data.formats.base import reader_for
from robustgui.data.import_preview import preview

SECONDS = 90.0  # ten on a machine that does nothing else
MEMORY = 1 << 30


@pytest.fixture(autouse=True, scope="module")
def one_process() -> Iterator[None]:
    """For all files, as long as none makes it crash."""
    with pytest.MonkeyPatch.context() as patch, share_process():
        patch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
        yield


def use_as_a_window_does(path: Path) -> list[str]:
    """What comes of reading, previewing and loading: "" or a sentence; anything else is raised."""
    warnings.simplefilter("error")
    apart_messages._report.clear()  # from here on this process must not crash
    sentences = []
    for use in (lambda: reader_for(path).read(path), lambda: load(DataSettings(train=str(path)))):
        outcome = value_or_sentence(use)
        sentences.append(outcome if isinstance(outcome, str) else "")
    problem = preview(DataSettings(train=str(path))).problem
    return [*sentences, str(problem) if problem else ""]


@pytest.mark.parametrize("name", MAKERS)
def test_that_a_small_file_which_asks_for_much_is_read_or_refused_within_bounds(name, tmp_path):
    path = MAKERS[name](tmp_path)
    sentences = run_apart(use_as_a_window_does, path, seconds=SECONDS, memory=MEMORY)
    assert all(len(sentence) < 1000 for sentence in sentences)
