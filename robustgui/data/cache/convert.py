"""Converts one source; a process of its own, so that it can be killed at any moment and blocks nothing.

Started as `python -m robustgui.data.cache.convert ENTRY`. It prints how far it is as lines of JSON; the last one says
how it ended. It imports neither torch nor Qt. What it had done when it is killed is taken up by the next one.
"""

from __future__ import annotations

import errno
import json
import os
import sys
import threading
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any

from ...base.errors import DataError, RobustGuiError
from ...base.lock import FolderLock
from ...base.paths import cache_folder
from ..mapped import origin as origin_of
from ..parsing.gathered import VALUES, GatheredInFiles, gathering_in
from ..parsing.meter import Meter, metered
from .entry import LOCK, META, Entry
from .origins import Stamp, checksum, files_of, refuse_change, remember_opened, stamp
from .pruning import prune

_REPORT_S = 0.2
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_ORIGIN = "origin.json"  # of what is being converted, to continue it later


def main() -> None:
    """Convert the entry of the command line."""
    with suppress(AttributeError, OSError):
        os.nice(5)  # the window comes first
    entry = Entry.from_json(sys.argv[1])
    report = _Report()
    try:
        entry.folder.mkdir(parents=True, exist_ok=True)
        lock = FolderLock(entry.folder / LOCK)
        while not lock.take():
            report.send(phase="waiting")
            time.sleep(_REPORT_S)
        if not entry.open(lambda _: None)[0]:  # another process may have made it meanwhile
            _convert(entry, report)
            prune(keep=entry.folder)
        report.end(done=True)
    except RobustGuiError as error:
        entry.clear()
        report.end(error=error.sentence.template, facts=error.sentence.facts)
    except BrokenPipeError:
        raise SystemExit(0) from None  # cancelled; the next conversion continues here
    except OSError as error:
        if error.errno in _FULL:
            entry.clear()  # gives the space back
        problem = _refused(entry, error)
        report.end(error=problem.sentence.template, facts=problem.sentence.facts)
    except MemoryError:
        problem = DataError(
            "{file} needs more memory than there is. Close other programs, or use a part of the data.",
            file=entry.path.name,
        )
        report.end(error=problem.sentence.template, facts=problem.sentence.facts)
    except Exception:
        report.end(bug=traceback.format_exc())


def _convert(entry: Entry, report: _Report) -> None:
    origin = stamp(files_of(entry.path, set()))
    if _read_json(entry.folder / _ORIGIN) != origin or (entry.folder / META).exists():
        entry.clear()
        (entry.folder / _ORIGIN).write_text(json.dumps(origin), encoding="utf-8")
    opened = remember_opened(entry.path.parent, cache_folder())
    with metered() as meter, gathering_in(entry.folder) as gathered:
        with report.running(meter, gathered):
            data = entry.reader.read(entry.path) if entry.part == "train" else entry.reader.read_test(entry.path)
        report.send(phase="storing")
        files = files_of(entry.path, opened)
        now: Stamp = stamp(files)
        refuse_change(origin, entry.path)
        total = max(sum(size for _, size, _ in now), 1)
        digest = entry.compared(now) or checksum(
            files, lambda done: report.now_and_then(phase="storing", share=done / total)
        )
        refuse_change(now, entry.path)
        entry.save(data, now, digest)
    used = data is not None and origin_of(data.values) == (entry.folder / VALUES, 0)
    for file in (*entry.folder.glob("gathered.*"), *entry.folder.glob(".*.part")):
        if file.name != VALUES or not used:
            file.unlink()


def _refused(entry: Entry, error: OSError) -> DataError:
    if error.errno in _FULL:
        return DataError(
            "The disk is full: {file} is converted once into the folder {folder}, and there is no room left. "
            "Free some space, or set ROBUSTGUI_CACHE to a folder on another disk.",
            file=entry.path.name, folder=str(entry.folder.parent),
        )  # fmt: skip
    return DataError(
        "{file} cannot be converted in the folder {folder}: {reason}. "
        "Set ROBUSTGUI_CACHE to a folder that can be written to.",
        file=entry.path.name, folder=str(entry.folder.parent), reason=error.strerror or str(error),
    )  # fmt: skip


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


class _Report:
    """Lines of JSON on standard output; while a reader is at work a thread looks how far it is."""

    def __init__(self) -> None:
        self._out = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
        os.dup2(2, 1)  # what a reader prints is not for the window
        self._last = 0.0
        self._ended = threading.Event()

    def send(self, **values: Any) -> None:
        self._out.write(json.dumps(values) + "\n")
        self._last = time.monotonic()

    def now_and_then(self, **values: Any) -> None:
        if time.monotonic() - self._last > _REPORT_S:
            self.send(**values)

    def end(self, **values: Any) -> None:
        self._out.write(json.dumps(values, default=str) + "\n")
        self._out.flush()

    def running(self, meter: Meter, gathered: list[GatheredInFiles]) -> _Watching:
        """Inside, the reader's progress is reported."""
        return _Watching(self, meter, gathered)


class _Watching:
    def __init__(self, report: _Report, meter: Meter, gathered: list[GatheredInFiles]) -> None:
        self._report, self._meter, self._gathered = report, meter, gathered
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        before: tuple[float, float] | None = None
        while not self._ended.wait(_REPORT_S):
            count = len(self._gathered[0]) if self._gathered else 0
            share = self._meter.share()
            values: dict[str, Any] = {"phase": "reading", "sequences": count}
            if count and share is not None:
                now = time.monotonic()
                before = before or (now, share)
                values["share"] = share
                if share > before[1] and now - before[0] > 1:
                    values["eta_s"] = (1 - share) * (now - before[0]) / (share - before[1])
            try:
                self._report.send(**values)
            except OSError:
                os._exit(0)  # cancelled; the next conversion continues here


if __name__ == "__main__":
    main()
