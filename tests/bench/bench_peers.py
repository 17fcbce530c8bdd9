"""Robust accuracy and seconds of every library for the same question: `python -m tests.bench.bench_peers`.

A GRU on the rows of digits, which all have one length, so that every library takes all sequences at once.
"""

from __future__ import annotations

import argparse

import robustgui as rg
from robustgui.base.events import Progress
from robustgui.evaluation.peers import DEFAULT_FAMILIES, FAMILIES
from robustgui.evaluation.peers import cross_check as ask
from robustgui.evaluation.peers.events import PeerResult

THREATS = {"linf": rg.Linf(eps=0.3), "l2": rg.L2(eps=2.0), "l1": rg.L1(eps=8.0)}


def main(families: tuple[str, ...], threats: tuple[str, ...], samples: int, data: str, hidden: int) -> None:
    """Train a network and print the table, row by row."""
    loaded = rg.load(data)
    run = rg.train(loaded, model=rg.GRU(hidden=hidden), defence=rg.NoDefence(), epochs=15, progress=False)
    print(f"{loaded.name}: GRU({hidden}), clean {run.clean:.4f}, {samples} sequences")
    for name in threats:
        threat = THREATS[name]
        print(threat.describe())
        for event in ask(run.network, run.dataset.test, threat, families=families, samples=samples):
            if not isinstance(event, Progress):
                print(line(event))


def line(row: PeerResult) -> str:
    """One row of the table."""
    who = f"{row.family:<12} {row.library:<13} {row.attack:<40.40}"
    if row.value is None or row.seconds is None:
        return f"{who} {row.note}"
    size = "-" if row.mean_size is None else f"{row.mean_size:.4f}"
    return f"{who} {row.value:7.4f}   size {size:>8}   outside {row.outside:4d}   {row.seconds:8.2f} s"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--families", default=",".join(DEFAULT_FAMILIES), help=f"of {', '.join(FAMILIES)}")
    parser.add_argument("--threats", default="linf,l2")
    parser.add_argument("--samples", type=int, default=200)
    parser.add_argument("--data", default="example:digits")
    parser.add_argument("--hidden", type=int, default=64)
    given = parser.parse_args()
    main(tuple(given.families.split(",")), tuple(given.threats.split(",")), given.samples, given.data, given.hidden)
