"""One window, one sequence of acts, one process: `python -m tests.monkey.worker FOLDER --seed 0 --actions 500`.

Prints a line of JSON before each act, so that the last line tells what a crash came from, and one at the end.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, QtMsgType, qInstallMessageHandler
from shiboken6 import isValid

from .act import Act
from .checks import problem_of_jobs, problem_of_memory, problem_of_state, problem_of_texts
from .deeds import DEEDS, WEIGHTS
from .gestures import ANYWHERE, GESTURES, candidates, find, in_reach
from .watchdog import Watchdog
from .world import World

MEMORY = 7 << 30  # bytes that the window, and the engine below it, may address
GENERIC = 0.6  # share of acts that are gestures at whatever is in reach
DEEPEST = 4  # menus within menus
_IGNORED = ("This plugin does not support",)  # says the offscreen platform
_TEXTS_EVERY, _MEMORY_EVERY = 20, 100


class Worker:
    """Does one act after the other from within the event loop: menus and dialogs can have loops of their own."""

    def __init__(self, world: World, acts: Callable[[World], Act | None], check_memory: bool = True) -> None:
        self.world, self._acts, self._check_memory = world, acts, check_memory
        self.problem: dict[str, str] = {}
        self.done = 0
        self._depth = 0
        self._jobs_seen: set[Any] = set()

    def run(self) -> None:
        """Until the acts end, or something is wrong."""
        QTimer.singleShot(0, self._step)
        self.world.app.exec()

    def fail(self, kind: str, text: str) -> None:
        """Something is wrong; only the first counts."""
        if not self.problem:
            self.problem = {"kind": kind, "text": text}

    def _step(self) -> None:
        act = None if self.problem else self._acts(self.world)
        if act is None:
            self.world.app.exit()
            return
        print(json.dumps({"act": act.to_dict()}), flush=True)
        self._depth += 1
        self.world.nested = self._depth > 1
        delay = act.wait_ms if self._depth <= DEEPEST else 0
        QTimer.singleShot(delay, self._step)
        try:
            perform(self.world, act)
        except Exception:
            self.fail("traceback", traceback.format_exc())
        self._depth -= 1
        self.done += 1
        if not self.problem and self._depth == 0:
            self._check()

    def _check(self) -> None:
        world = self.world
        if text := problem_of_jobs(world, self._jobs_seen):
            self.fail("engine", text)
        elif text := problem_of_state(world):
            self.fail("state", text)
        elif self.done % _TEXTS_EVERY == 0 and (text := problem_of_texts(world)):
            self.fail("stray", text)
        elif self._check_memory and self.done % _MEMORY_EVERY == 0 and (text := problem_of_memory(world)):
            self.fail("held", text)


def perform(world: World, act: Act) -> None:
    """Do it, if what it is done to is there."""
    luck = world.luck = random.Random(act.luck)
    if act.deed in DEEDS:
        DEEDS[act.deed](world, luck)
        return
    widget = find(in_reach(world.window), act.target, act.ordinal) if act.target else in_reach(world.window)
    if widget is None:
        return
    if not act.target:  # anywhere: what lies at a point of the window
        place = widget.rect().topLeft()
        place.setX(luck.randrange(max(1, widget.width())))
        place.setY(luck.randrange(max(1, widget.height())))
        widget = widget.childAt(place) or widget
    if isValid(widget) and widget.isEnabled() and not widget.visibleRegion().isEmpty():
        GESTURES[act.deed](widget, luck)


def random_acts(seed: int, count: int) -> Callable[[World], Act | None]:
    """`count` acts that make sense in the window of the moment."""
    luck = random.Random(seed)
    left = iter(range(count))

    def next_act(world: World) -> Act | None:
        if next(left, None) is None:
            return None
        wait = luck.choice((0, 0, 0, 5, 20, 60, 150))
        reach = in_reach(world.window)
        if reach is world.window and luck.random() > GENERIC:
            name = luck.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
            return Act(name, luck=luck.randrange(10**6), wait_ms=wait)
        found = candidates(reach)
        if not found or luck.random() < 0.15:
            name = luck.choices([name for name, _ in ANYWHERE], [weight for _, weight in ANYWHERE])[0]
            return Act(name, luck=luck.randrange(10**6), wait_ms=wait)
        gesture, target, ordinal, _ = luck.choices(found, [weight for *_, weight in found])[0]
        return Act(gesture, target, ordinal, luck.randrange(10**6), wait)

    return next_act


def written_acts(file: Path) -> Callable[[World], Act | None]:
    """The acts in a file, one line of JSON each; then a moment for what they set going."""
    acts: Iterator[Act] = iter(
        [Act(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]
        + [Act("hover", wait_ms=200)] * 8
    )
    return lambda _: next(acts, None)


def main() -> int:
    """Play, and say how it ended."""
    options = argparse.ArgumentParser()
    options.add_argument("folder", type=Path)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--actions", type=int, default=500)
    options.add_argument("--script", type=Path, help="acts to be done again")
    options.add_argument("--limit", type=float, default=2.0, help="seconds that the window may stand still")
    chosen = options.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for name in ("RUNS", "CONFIG", "CACHE"):
        os.environ[f"ROBUSTGUI_{name}"] = str(chosen.folder / name.lower())

    from robustgui.gui.app import make_application

    worker: Worker | None = None
    early: list[str] = []

    def fail(kind: str, text: str) -> None:
        worker.fail(kind, text) if worker is not None else early.append(text)

    def on_message(kind: QtMsgType, _: object, text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not text.startswith(_IGNORED):
            fail("qt", "".join(traceback.format_stack()) + text)

    qInstallMessageHandler(on_message)
    sys.excepthook = lambda kind, error, trace: fail(
        "traceback", "".join(traceback.format_exception(kind, error, trace))
    )
    sys.unraisablehook = lambda args: fail("unraisable", f"{args.exc_value!r} in {args.object!r}")
    threading.excepthook = lambda args: fail(
        "thread", "".join(traceback.format_exception(args.exc_type, args.exc_value, args.exc_traceback))
    )
    world = World(make_application(), chosen.folder)
    acts = written_acts(chosen.script) if chosen.script else random_acts(chosen.seed, chosen.actions)
    worker = Worker(world, acts)
    for text in early:
        worker.fail("start", text)
    dog = Watchdog(chosen.limit, lambda stack: worker.fail("hang", stack))
    world.beat = dog.beat
    dog.start()
    began = time.monotonic()
    worker.run()
    dog.stop()
    if not worker.problem:
        world.close()
    end = {"done": worker.done, "seconds": time.monotonic() - began, "longest": dog.longest, **worker.problem}
    print(json.dumps({"end": end}), flush=True)
    world.jobs.shutdown(1.0)
    os._exit(0)  # nothing that Python takes down at its end counts


if __name__ == "__main__":
    sys.exit(main())
