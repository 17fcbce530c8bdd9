"""`make monkey`: random acts at the window, seed after seed; of a failure the seed and the shortest way to it.

    python -m tests.monkey [--seeds 20] [--first 0] [--actions 1000] [--replay FILE] [--keep FOLDER]

Each seed is a window of its own with a real engine in a process of its own. A failure is a traceback, a line on
standard error, a warning of Qt, an event loop that stands still for two seconds, or a widget that shows other data than
the open ones. Its acts are written to a file that `--replay` does again.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
_STUCK_S = 120.0  # without a word: the process hangs for good
_PATIENCE_S = 420.0  # for looking for the shortest way


@dataclass
class Played:
    """What became of a sequence of acts. `problem`: its kind and text, empty if all went well."""

    acts: list[dict[str, Any]]
    problem: dict[str, str]
    done: int
    longest_s: float

    @property
    def signature(self) -> str:
        """The same for the same mistake: numbers, addresses and the way to it are left out."""
        if not self.problem:
            return ""
        text = self.problem["text"].strip()
        if self.problem["kind"] in ("traceback", "thread", "engine", "hang"):
            places = re.findall(r'File "[^"]*/(robustgui/[^"]+)", line (\d+)', text)
            last = text.splitlines()[-1].split(":")[0] if self.problem["kind"] != "hang" else ""
            text = f"{places[-1:]} {last}"
        return self.problem["kind"] + " " + re.sub(r"0x[0-9a-f]+|\d+", "n", text)[:200]


def main() -> int:
    """Play all seeds; the exit code says whether something broke."""
    options = argparse.ArgumentParser(prog="python -m tests.monkey", description=__doc__)
    options.add_argument("--seeds", type=int, default=20, help="how many windows")
    options.add_argument("--first", type=int, default=0, help="the first seed")
    options.add_argument("--actions", type=int, default=1000, help="acts in each")
    options.add_argument("--replay", type=Path, help="do the acts in this file again")
    options.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()), help="where failures are written")
    options.add_argument("--no-shrink", action="store_true", help="do not look for the shortest way to a failure")
    chosen = options.parse_args()
    if chosen.replay:
        played = play("--script", str(chosen.replay))
        print(played.problem.get("text", "nothing broke"))
        return bool(played.problem)
    known: dict[str, int] = {}
    total, longest, began = 0, 0.0, time.monotonic()
    for seed in range(chosen.first, chosen.first + chosen.seeds):
        played = play("--seed", str(seed), "--actions", str(chosen.actions))
        total, longest = total + played.done, max(longest, played.longest_s)
        outcome = played.problem.get("kind", "ok")
        print(f"seed {seed:<6}{played.done:>6} acts  longest {played.longest_s:4.1f} s  {outcome}", flush=True)
        if not played.problem:
            continue
        first = played.signature not in known
        known[played.signature] = known.get(played.signature, 0) + 1
        if first:
            print(played.problem["text"], flush=True)
            _report(played, seed, chosen.keep, shrinks=not chosen.no_shrink)
    print(f"{total} acts in {time.monotonic() - began:.0f} s, longest standstill {longest:.1f} s")
    for signature, times in known.items():
        print(f"{times} x {signature}")
    return bool(known)


def play(*arguments: str, acts: list[dict[str, Any]] | None = None) -> Played:
    """Let a worker play in folders that go with it."""
    with tempfile.TemporaryDirectory(prefix="monkey-", ignore_cleanup_errors=True) as folder:
        if acts is not None:
            script = Path(folder, "script.jsonl")
            script.write_text("\n".join(map(json.dumps, acts)), encoding="utf-8")
            arguments = ("--script", str(script))
        errors = Path(folder, "stderr")
        command = [sys.executable, "-X", "faulthandler", "-W", "error", "-m", "tests.monkey.worker", folder, *arguments]
        with errors.open("wb") as file, Path(folder, "stdout").open("wb") as out:
            # What the window saves under a bare name lies in the folder that goes.
            process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=file, env=_environment())
            stuck = not _wait(process, Path(folder, "stdout"))
        lines = [json.loads(line) for line in Path(folder, "stdout").read_text(encoding="utf-8").splitlines()]
        said = errors.read_text(encoding="utf-8", errors="replace").strip()
    done = [line["act"] for line in lines if "act" in line]
    end: dict[str, Any] = next((line["end"] for line in lines if "end" in line), {})
    problem = {name: end[name] for name in ("kind", "text") if name in end}
    if stuck:
        problem = {"kind": "stuck", "text": f"no word for {_STUCK_S:.0f} s\n{said}"}
    elif not end:
        problem = {"kind": "crash", "text": f"exit code {process.returncode}\n{said}"}
    elif said and not problem:
        problem = {"kind": "stderr", "text": said}
    return Played(done, problem, end.get("done", len(done)), end.get("longest", 0.0))


def shortest(played: Played) -> list[dict[str, Any]]:
    """Fewer acts that end in the same mistake: the last ones if they do, then without ever smaller pieces of them."""
    began, best = time.monotonic(), played.acts
    tried: set[str] = set()

    def breaks(acts: list[dict[str, Any]]) -> bool:
        key = json.dumps(acts)
        if key in tried or time.monotonic() - began > _PATIENCE_S:
            return False
        tried.add(key)
        return play(acts=acts).signature == played.signature

    for count in (1, 3, 8, 20, 50, 120, 300):
        if count < len(best) and breaks(best[-count:]):
            best = best[-count:]
            break
    size = max(1, len(best) // 2)
    while size and time.monotonic() - began < _PATIENCE_S:
        place, before = 0, len(best)
        while place < len(best):
            shorter = best[:place] + best[place + size :]
            if shorter and breaks(shorter):
                best = shorter
            else:
                place += size
        size = size // 2 if size > 1 or len(best) == before else size
    return best


def _report(played: Played, seed: int, folder: Path, *, shrinks: bool) -> None:
    acts = shortest(played) if shrinks else played.acts
    file = folder / f"monkey-{seed}.jsonl"
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(map(json.dumps, acts)), encoding="utf-8")
    print(f"shortest way found, {len(acts)} of {len(played.acts)} acts (python -m tests.monkey --replay {file}):")
    for act in acts[-20:]:
        print("   ", act["deed"], act["target"], f"#{act['ordinal']}" if act["ordinal"] else "", f"luck {act['luck']}")


def _wait(process: subprocess.Popen[bytes], words: Path) -> bool:
    """Until the process ends; False: it said nothing for long, and was killed."""
    size, since = 0, time.monotonic()
    while process.poll() is None:
        time.sleep(0.1)
        now = words.stat().st_size
        if now != size:
            size, since = now, time.monotonic()
        elif time.monotonic() - since > _STUCK_S:
            process.kill()
            process.wait()
            return False
    return True


def _environment() -> dict[str, str]:
    import os

    paths = os.pathsep.join((str(ROOT / "tests"), str(ROOT), os.environ.get("PYTHONPATH", "")))
    return os.environ | {"QT_QPA_PLATFORM": "offscreen", "OMP_NUM_THREADS": "1", "PYTHONPATH": paths}


if __name__ == "__main__":
    sys.exit(main())
