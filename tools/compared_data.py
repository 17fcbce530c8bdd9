"""The generated data files of `compare_releases`: tiny, and the same each time."""

from __future__ import annotations

import math
import random
from pathlib import Path


def write_data(folder: Path) -> None:
    """Write all files; those that are there already stay as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in {
        "classes.csv": _classes(),
        "regression.csv": _regression(),
        "sensor.csv": _sensor(),
        "lines.txt": _lines(),
    }.items():
        if not (folder / name).exists():
            (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _classes() -> list[str]:
    """Three classes of 14 steps, one sequence a line, the label first."""
    chance = random.Random(1)
    lines = [",".join(["label", *(f"t{step}" for step in range(14))])]
    for number in range(90):
        label = number % 3
        phase = chance.uniform(0, 1)
        wave = (math.sin((label + 1) * 0.4 * step + phase) + chance.gauss(0, 0.3) for step in range(14))
        lines.append(",".join([str(label), *(f"{value:.4f}" for value in wave)]))
    return lines


def _regression() -> list[str]:
    """The amplitude of a wave of 10 steps, in the column "goal"."""
    chance = random.Random(2)
    lines = [",".join(["goal", *(f"t{step}" for step in range(10))])]
    for _ in range(80):
        goal = chance.uniform(0.2, 2.0)
        wave = (goal * math.cos(0.7 * step) + chance.gauss(0, 0.1) for step in range(10))
        lines.append(",".join([f"{goal:.4f}", *(f"{value:.4f}" for value in wave)]))
    return lines


def _sensor() -> list[str]:
    """One series of two features, a step a line, with gaps."""
    chance = random.Random(3)
    lines, level = ["time,temperature,pressure"], 0.0
    for step in range(240):
        level = 0.9 * level + chance.gauss(0, 1)
        temperature = "" if step % 17 == 5 else f"{20 + level:.3f}"
        lines.append(f"{step},{temperature},{1000 + 3 * level + chance.gauss(0, 1):.3f}")
    return lines


def _lines() -> list[str]:
    """Sentences of a small grammar."""
    chance = random.Random(4)
    subjects, verbs, objects = (
        ("the cat", "a dog", "my friend", "the old man"),
        ("sees", "likes", "follows"),
        ("rain", "a bird"),
    )
    return [f"{chance.choice(subjects)} {chance.choice(verbs)} {chance.choice(objects)} ." for _ in range(160)]
