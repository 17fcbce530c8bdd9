"""Carries out the cases of some formats in workers; a case that kills its worker is counted, and the next is begun."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from .keeping import keep
from .limits import DEAF_SECONDS, FAILURES, OUTCOMES, Outcome, Trial

ROOT = Path(__file__).parents[2]


class Watchdog:
    """Ends a worker that has been at one case for too long.

    Attributes:
        begun: when the present case was; None between two.
        has_ended_it: whether that was so.
    """

    def __init__(self, worker: subprocess.Popen[bytes]) -> None:
        self.begun: float | None = None
        self.has_ended_it = False
        self._worker = worker
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def end(self) -> None:
        """Stop looking."""
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(1):
            begun = self.begun
            if begun is not None and time.monotonic() - begun > DEAF_SECONDS:
                self.has_ended_it = True
                self._worker.send_signal(signal.SIGABRT)
                return


@dataclass
class Tally:
    """What came of the cases of one format.

    Attributes:
        outcomes: how many of each.
        seconds, memory: of the slowest case, and of that which needed most, in bytes.
        problems: how those that failed are repeated, by what they have in common.
        texts: what was raised, of one of them.
    """

    outcomes: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    seconds: float = 0.0
    memory: int = 0
    problems: dict[str, list[str]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def failures(self) -> int:
        """Cases that must not be."""
        return sum(self.outcomes[outcome] for outcome in FAILURES)

    def add(self, trial: Trial, case: str) -> None:
        """Count one case, which is repeated by the arguments `case`."""
        self.outcomes[trial.outcome] += 1
        if trial.outcome in ("read", "refused", "contained"):
            self.seconds = max(self.seconds, trial.seconds)
            self.memory = max(self.memory, trial.memory)
        else:
            same = f"{trial.outcome}: {trial.problem.partition(chr(10))[0]}"
            self.problems.setdefault(same, []).append(case)
            self.texts.setdefault(same, trial.problem)

    def merge(self, other: Tally) -> None:
        """Add all that `other` counted."""
        for outcome in OUTCOMES:
            self.outcomes[outcome] += other.outcomes[outcome]
        self.seconds, self.memory = max(self.seconds, other.seconds), max(self.memory, other.memory)
        for same, cases in other.problems.items():
            self.problems.setdefault(same, []).extend(cases)
        self.texts = other.texts | self.texts


def fuzz(kind: str, forms: list[str], seed: int, count: int, kept: Path | None = None) -> dict[str, Tally]:
    """Damage samples of `forms` with the seeds from `seed` on; what fails is copied to the folder `kept`.

    A case that kills its process, or takes too long or too much memory, is tried again as the program reads it: native
    code in a process of its own. Only what then ends in a sentence counts as contained.
    """
    tallies = {form: Tally() for form in forms}
    for form, number, trial in _trials(kind, forms, seed, count, "here", kept):
        if trial.outcome in ("crashed", "hung", "memory"):
            ((_, _, again),) = _trials(kind, [form], number, 1, "apart", None)
            outcome: Outcome = "contained" if again.outcome == "refused" else again.outcome
            trial = replace(again, outcome=outcome, problem=f"{again.problem}\nin one process: {trial.problem}")
        tallies[form].add(trial, f"{kind} --only {form} --seed {number} --count 1")
    return tallies


def _trials(
    kind: str, forms: list[str], seed: int, count: int, place: str, kept: Path | None
) -> Iterator[tuple[str, int, Trial]]:
    """Form, seed and trial of each case. What killed a worker is skipped: the next one goes on with the rest."""
    left = deque((form, number) for form in forms for number in range(seed, seed + count))
    while left:
        form, first = left[0]
        rest = [form] if first > seed else list(dict.fromkeys(name for name, _ in left))
        with tempfile.TemporaryDirectory(prefix="fuzz-", ignore_cleanup_errors=True) as folder:
            numbers = [str(first), str(seed + count - first)]
            for trial in _worker([kind, folder, place, str(kept or ""), *numbers, *rest], kept):
                yield trial
                left.popleft()


def _worker(arguments: list[str], kept: Path | None) -> Iterator[tuple[str, int, Trial]]:
    """What one worker reports; the case that it died of is the last one."""
    command = [sys.executable, "-m", "tests.fuzz.worker", *arguments]
    environment = os.environ | {"OMP_NUM_THREADS": "1", "QT_QPA_PLATFORM": "offscreen"}
    with tempfile.TemporaryFile() as errors:
        worker = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, env=environment)
        assert worker.stdout is not None
        begun: dict[str, Any] | None = None
        watchdog = Watchdog(worker)
        try:
            for line in worker.stdout:
                said = json.loads(line)
                watchdog.begun = None if "outcome" in said else time.monotonic()
                if "outcome" not in said:
                    begun = said
                    continue
                begun = None
                yield (
                    said["form"],
                    said["seed"],
                    Trial(said["outcome"], said["seconds"], said["memory"], said["problem"]),
                )
        finally:
            worker.stdout.close()
            worker.wait()
            watchdog.end()
        if begun is None and worker.returncode == 0:
            return
        errors.seek(0)
        last_words = errors.read().decode(errors="replace")[-6000:]
    if begun is None:
        raise RuntimeError(f"{' '.join(command)} ended with {worker.returncode} outside of a case:\n{last_words}")
    if kept is not None:
        keep(Path(begun["path"]), kept / begun["name"])
    outcome: Outcome = "hung" if watchdog.has_ended_it else "crashed"
    yield begun["form"], begun["seed"], Trial(outcome, 0.0, 0, f"exit code {worker.returncode}\n{last_words}")
