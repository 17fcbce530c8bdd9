"""`make fuzz`: damaged inputs of every kind; a table at the end, and exit code 1 if anything failed.

    python -m tests.fuzz [KIND ...] [--only FORM ...] [--count 1000] [--seed 0] [--jobs 1] [--keep FOLDER]

KIND is readers, weights, runs or specs. Every input is repeated by its form and seed alone:
`python -m tests.fuzz readers --only npz --seed 1234 --count 1 --keep /tmp`.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from .campaign import Tally, fuzz
from .limits import OUTCOMES
from .targets import TARGETS


def main() -> int:
    """Fuzz the kinds that were named, or all."""
    options = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__.partition("\n")[0])
    options.add_argument("kinds", nargs="*", metavar="KIND", help=f"of {', '.join(TARGETS)}; all, if none is named")
    options.add_argument("--only", nargs="+", default=[], metavar="FORM", help="only these formats")
    options.add_argument("--count", type=int, default=1000, help="damaged inputs of each format")
    options.add_argument("--seed", type=int, default=0, help="of the first one")
    options.add_argument("--jobs", type=int, default=0, help="formats at a time; 0: one process for all of a kind")
    options.add_argument("--keep", type=Path, help="folder for the inputs that failed")
    chosen = options.parse_args()
    unknown = [kind for kind in chosen.kinds if kind not in TARGETS]
    if unknown:
        options.error(f"unknown kind {', '.join(unknown)}; known are {', '.join(TARGETS)}")
    if chosen.keep:
        chosen.keep.mkdir(parents=True, exist_ok=True)
    print(
        f"{'input':<26}{'count':>8}"
        + "".join(f"{outcome:>10}" for outcome in OUTCOMES)
        + f"{'slowest':>10}{'memory':>10}"
    )
    total = Tally()
    for kind in chosen.kinds or TARGETS:
        forms = [form for form in TARGETS[kind]().formats if not chosen.only or form in chosen.only]
        groups = [[form] for form in forms] if chosen.jobs else [forms]
        with ThreadPoolExecutor(chosen.jobs or 1) as pool:
            one = partial(_tallies, kind, chosen)
            for tallies in pool.map(one, groups):
                for form, tally in tallies.items():
                    _print(f"{kind} {form}", tally)
                    total.merge(tally)
    _print("all", total)
    for same, cases in sorted(total.problems.items(), key=lambda problem: -len(problem[1])):
        print(f"\n{len(cases)} times {total.texts[same]}", file=sys.stderr)
        print("\n".join(f"  python -m tests.fuzz {case}" for case in cases[:3]), file=sys.stderr)
    return 1 if total.failures else 0


def _tallies(kind: str, chosen: argparse.Namespace, forms: list[str]) -> dict[str, Tally]:
    return fuzz(kind, forms, chosen.seed, chosen.count, chosen.keep) if forms else {}


def _print(name: str, tally: Tally) -> None:
    counts = "".join(f"{tally.outcomes[outcome]:>10}" for outcome in OUTCOMES)
    count = sum(tally.outcomes.values())
    print(f"{name:<26}{count:>8}{counts}{tally.seconds:>8.2f} s{tally.memory / 2**20:>7.0f} MB", flush=True)


if __name__ == "__main__":
    sys.exit(main())
