"""`make kills`: processes of the command line killed at random moments; a table at the end, exit code 1 on problems.

    python -m tests.kills [KIND ...] [--count 200] [--seed 0] [--cold] [--keep FOLDER]

KIND is train, resume, evaluate, audit, convert or export; all, if none is named. `--count` kills are shared out among
them. A life is repeated by its kind and seed alone: `python -m tests.kills audit --seed 17 --count 1`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from . import command
from .kinds import KINDS
from .life import Kill, live


def main() -> int:
    """Kill until the count is reached, and tell."""
    options = argparse.ArgumentParser(prog="python -m tests.kills", description=__doc__.partition("\n")[0])
    options.add_argument("kinds", nargs="*", metavar="KIND", help=f"of {', '.join(KINDS)}; all, if none is named")
    options.add_argument("--count", type=int, default=200, help="kills of all kinds together")
    options.add_argument("--seed", type=int, default=0, help="of the first life of each kind")
    options.add_argument("--cold", action="store_true", help="start fresh interpreters, which takes many times as long")
    options.add_argument("--keep", type=Path, help="folder for what is left of lives with problems")
    chosen = options.parse_args()
    unknown = [kind for kind in chosen.kinds if kind not in KINDS]
    if unknown:
        options.error(f"unknown kind {', '.join(unknown)}; known are {', '.join(KINDS)}")
    command.COLD = chosen.cold
    names = chosen.kinds or list(KINDS)
    kills: dict[str, list[Kill]] = {}
    with tempfile.TemporaryDirectory(prefix="kills_") as folder:
        for place, name in enumerate(names):
            share = chosen.count // len(names) + (place < chosen.count % len(names))
            kills[name] = _kill(name, share, chosen.seed, Path(folder, name), chosen.keep)
    _print_table(kills)
    return 1 if any(kill.problems for found in kills.values() for kill in found) else 0


def _kill(name: str, count: int, seed: int, folder: Path, keep: Path | None) -> list[Kill]:
    """`count` kills of one kind; each life has a seed of its own."""
    folder.mkdir()
    kind = KINDS[name](folder)
    kind.prepare()
    done: list[Kill] = []
    while sum(kill.hit for kill in done) < count:
        left = count - sum(kill.hit for kill in done)
        found = live(kind, seed, most=left, keep=keep)
        for kill in found:
            for problem in kill.problems:
                print(f"{name}, seed {seed}, {kill.moment}: {problem}", file=sys.stderr, flush=True)
        done += found
        seed += 1
    return done


def _print_table(kills: dict[str, list[Kill]]) -> None:
    print(f"{'kind':<10}{'lives':>7}{'kills':>7}{'problems':>10}   moments")
    for name, found in kills.items():
        moments = Counter(kill.group for kill in found if kill.hit)
        words = ", ".join(f"{moment} {count}" for moment, count in sorted(moments.items()))
        problems = sum(len(kill.problems) for kill in found)
        lives, count = len({kill.seed for kill in found}), sum(kill.hit for kill in found)
        print(f"{name:<10}{lives:>7}{count:>7}{problems:>10}   {words}")
    everything = [kill for found in kills.values() for kill in found]
    problems = sum(len(kill.problems) for kill in everything)
    print(f"{'all':<10}{'':>7}{sum(kill.hit for kill in everything):>7}{problems:>10}")


if __name__ == "__main__":
    sys.exit(main())
