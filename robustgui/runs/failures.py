"""From an exception to the ending that describes it."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..base.errors import EditedSpec, NoCheckpoint, RobustGuiError, RunError, Sentence
from ..base.events import RunFailed
from ..base.lazy import torch


@contextmanager
def explain_write_errors(folder: Path) -> Iterator[None]:
    """Inside, an `OSError` becomes a `RunError`: `folder` cannot be written."""
    try:
        yield
    except OSError as error:
        raise RunError(
            "The folder {folder} cannot be written: {problem}. What was stored before is still there. "
            "Free some space or choose another folder for runs.",
            folder=str(folder), problem=error.strerror or str(error),
        ) from error  # fmt: skip


def describe_failure(error: Exception, resumable: bool) -> RunFailed:
    """The ending after `error`: a sentence for what a user can correct, a traceback for a bug."""
    if isinstance(error, NoCheckpoint):
        return RunFailed(error.sentence, "", resumable=False, network_epoch=error.sentence.facts["epoch"])
    if isinstance(error, EditedSpec):
        return RunFailed(error.sentence, "", resumable=False, is_edited=True)
    if isinstance(error, RobustGuiError):
        return RunFailed(error.sentence, details="", resumable=resumable)
    if _is_out_of_memory(error):
        return RunFailed(
            Sentence(
                "There is not enough memory. Choose a smaller batch size or network, or another device; then resume "
                "or start again."
            ),
            details="",
            resumable=resumable,
        )
    details = "".join(traceback.format_exception(error))
    sentence = Sentence("{kind}: {problem}", {"kind": type(error).__name__, "problem": str(error)})
    return RunFailed(sentence, details, resumable)


def _is_out_of_memory(error: Exception) -> bool:
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    return isinstance(error, RuntimeError) and "DefaultCPUAllocator" in str(error)
