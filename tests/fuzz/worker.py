"""Tries damaged inputs in a process of its own; one JSON line on stdout before each and one behind it.

python -m tests.fuzz.worker KIND FOLDER PLACE KEPT SEED COUNT FORM...

PLACE: "here": native code reads in this process; "apart": in a process of its own, as the program does it.
KEPT: folder for inputs that failed, or empty.
"""

from __future__ import annotations

import faulthandler
import json
import os
import sys
import warnings
from collections.abc import Callable, Generator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from robustgui.base import apart
from robustgui.base.apart_messages import set_report

from .keeping import keep
from .limits import FAILURES, Trial, described, measured, set_limits
from .target import Target


def main() -> None:
    """Damage and try, form by form and seed by seed."""
    kind, name, place, kept, *numbers = sys.argv[1:7]
    folder, forms, (seed, count) = Path(name), sys.argv[7:], map(int, numbers)
    report = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what commands print

    def tell(**values: object) -> None:
        report.write(json.dumps(values) + "\n")
        report.flush()

    os.environ |= {f"ROBUSTGUI_{name}": str(folder / name.lower()) for name in ("RUNS", "CONFIG", "CACHE")}
    if place == "here":
        _read_here()
    faulthandler.enable()  # says where it was when the other process ends this one
    target = _target(kind)(folder)
    for form in forms:
        target.prepare(form)
    warnings.simplefilter("error")
    set_limits()
    for form in forms:
        for number in range(seed, seed + count):
            chance = Random(f"{form} {number}")
            try:
                path = target.damage(form, chance)
            except Exception as error:  # the fuzzer's own fault, which stops no other case
                tell(form=form, seed=number, path="", name="")
                tell(form=form, seed=number, **asdict(Trial("broken", 0.0, 0, f"fuzzer: {described(error)}")))
                continue
            copy = f"{kind}-{form}-{number}{path.suffix}"
            tell(form=form, seed=number, path=str(path), name=copy)
            trial = measured(partial(target.attempt, form, path, chance))
            if kept and trial.outcome in FAILURES:
                keep(path, Path(kept) / copy)
            tell(form=form, seed=number, **asdict(trial))


def _target(kind: str) -> type[Target]:
    from .targets import TARGETS

    return TARGETS[kind]()


def _read_here() -> None:
    """Let what the program does in a process of its own be done in this one, which is one already and much faster."""

    def iterate_here(
        function: Callable[..., Any], *arguments: Any, seconds: float, memory: float, **others: Any
    ) -> Generator[Any, None, Any]:
        return function(*arguments)
        yield

    def run_here(function: Callable[..., Any], *arguments: Any, seconds: float, memory: float, **others: Any) -> Any:
        return function(*arguments)

    set_report(lambda value: None)  # this process is one for libraries of compiled code
    apart.run_apart, apart.iterate_apart = run_here, iterate_here


if __name__ == "__main__":
    main()
