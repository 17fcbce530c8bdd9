"""`make fuzz`: damaged files for every reader; a table at the end, and exit code 1 if any reader broke.

    python -m tests.fuzz [--count 2000] [--seed 0] [READER ...]

Every input is repeated by its seed alone: `python -m tests.fuzz --seed 1234 --count 1 npz`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from robustgui.data.readers import READERS

OUTCOMES = ("read", "refused", "broken", "hung", "crashed")


def main() -> int:
    """Fuzz the readers that were named, or all."""
    options = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    options.add_argument("readers", nargs="*", default=[name for name in READERS if name != "recognised"])
    options.add_argument("--count", type=int, default=2000, help="damaged files for each reader")
    options.add_argument("--seed", type=int, default=0, help="of the first one")
    chosen = options.parse_args()
    print(f"{'format':<16}" + "".join(f"{outcome:>9}" for outcome in OUTCOMES) + f"{'slowest':>10}")
    broken = 0
    for name in chosen.readers:
        counts, slowest, problems = fuzz(name, chosen.seed, chosen.count)
        print(f"{name:<16}" + "".join(f"{counts[outcome]:>9}" for outcome in OUTCOMES) + f"{slowest:>8.2f} s")
        broken += sum(counts[outcome] for outcome in OUTCOMES[2:])
        for problem in problems[:3]:
            print(problem, file=sys.stderr)
    return 1 if broken else 0


def fuzz(name: str, seed: int, count: int) -> tuple[dict[str, int], float, list[str]]:
    """How often each thing happened, the longest time, and what broke; a crashed worker is started behind its crash."""
    counts, slowest, problems = dict.fromkeys(OUTCOMES, 0), 0.0, list[str]()
    end = seed + count
    while seed < end:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "tests.fuzz.worker", name, folder, str(seed), str(end - seed)]
            done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
        begun = seed
        for line in done.stdout.splitlines():
            found = json.loads(line)
            if found["outcome"] == "begun":
                begun = found["seed"]
                continue
            counts[found["outcome"]] += 1
            slowest = max(slowest, found["seconds"])
            if found["problem"] or found["outcome"] == "hung":
                problems.append(f"{name}, seed {found['seed']}: {found['outcome']}\n{found['problem']}")
            seed = found["seed"] + 1
        if seed < end:
            counts["crashed"] += 1
            problems.append(f"{name}, seed {begun}: exit code {done.returncode}\n{done.stderr[-2000:]}")
            seed = begun + 1
    return counts, slowest, problems


if __name__ == "__main__":
    sys.exit(main())
