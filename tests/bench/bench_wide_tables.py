"""What a cell of a very wide table costs: `python tests/bench/bench_wide_tables.py`; a ratio near 1 is linear time."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np

from robustgui.data.formats import read

CELLS = (10_000, 1_000_000)
LINES = 4


def main() -> None:
    """Measure and print."""
    rng = np.random.default_rng(0)
    costs = []
    with tempfile.TemporaryDirectory() as folder:
        for cells in CELLS:
            path = Path(folder, f"{cells}.csv")
            rows = (",".join(f"{value:.4f}" for value in rng.normal(size=cells)) for _ in range(LINES))
            path.write_text("".join(f"{'ab'[i % 2]},{row}\n" for i, row in enumerate(rows)))
            read(path)  # imports, and the file in memory
            start = time.perf_counter()
            read(path)
            seconds = time.perf_counter() - start
            costs.append(seconds / (LINES * cells))
            print(f"{LINES} lines of {cells} cells: {seconds:.2f} s, {1e9 * costs[-1]:.0f} ns a cell")
    print(f"ratio: {costs[1] / costs[0]:.2f}")


if __name__ == "__main__":
    main()
