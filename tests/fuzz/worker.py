"""Reads damaged files in a process of its own, with a limit on memory and time; one JSON line for each on stdout.

python -m tests.fuzz.worker READER FOLDER SEED COUNT
"""

from __future__ import annotations

import json
import random
import resource
import shutil
import signal
import sys
import time
import traceback
import warnings
from pathlib import Path
from types import FrameType

from robustgui.base.errors import RobustGuiError
from robustgui.data.readers import READERS, reader_for

from ..support.sequences import check_sequences, files_of
from .mutation import mutated

MEMORY = 1 << 30  # bytes above what the process has when it begins
SECONDS = 20


class Hung(Exception):
    """A reader took too long."""


def main() -> None:
    """Damage the sample of one reader again and again."""
    name, folder, seed, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    warnings.simplefilter("error")
    whole = READERS[name].sample(folder)
    READERS[name]().read(whole)  # everything is imported before the limit is set
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    signal.signal(signal.SIGALRM, _hung)
    for number in range(seed, seed + count):
        print(json.dumps(_try(name, whole, folder, number)), flush=True)


def _try(name: str, whole: Path, folder: Path, number: int) -> dict[str, object]:
    """What happens to the sample damaged with the seed `number`."""
    chance = random.Random(f"{name} {number}")
    copy = folder / f"damaged{whole.suffix}"
    if whole.is_dir():
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(whole, copy)
    else:
        for beside in folder.glob(f"{whole.stem}.*"):  # labels, headers and signals may lie in files beside it
            shutil.copy(beside, folder / f"damaged{beside.suffix}")
    file = chance.choice(files_of(copy))
    file.write_bytes(mutated(file.read_bytes(), chance))
    print(json.dumps({"seed": number, "outcome": "begun"}), flush=True)
    began = time.perf_counter()
    signal.alarm(SECONDS)
    problem = ""
    try:
        reader = READERS[name]() if chance.random() < 0.7 else reader_for(copy)
        if chance.random() < 0.2:
            reader.guessed(copy).preview(copy)
        check_sequences(reader.read(copy))
        outcome = "read"
    except RobustGuiError as error:
        outcome = "refused"
        if not str(error).strip():
            outcome, problem = "broken", "an empty sentence"
    except Hung:
        outcome = "hung"
    except BaseException:
        outcome, problem = "broken", traceback.format_exc()
    finally:
        signal.alarm(0)
    return {"seed": number, "outcome": outcome, "seconds": time.perf_counter() - began, "problem": problem}


def _hung(number: int, frame: FrameType | None) -> None:
    raise Hung


if __name__ == "__main__":
    main()
