"""Zero-configuration learning: the defaults beside the best of a small search, on every dataset that is there.

    python -m tests.bench.bench_defaults [--sets GunPoint,CBF] [--search] [--results FILE] [--more FOLDER] [--table]

Every run is stored in a JSON file as soon as it ends, so that the bench can be stopped and goes on where it was.
"""

from __future__ import annotations

import argparse
import itertools
import json
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from robustgui.base.errors import RobustGuiError, RunError
from robustgui.base.events import RunFailed
from robustgui.base.files import write_whole
from robustgui.data import NUMERIC, Dataset, DataSettings, load
from robustgui.data.examples import EXAMPLES
from robustgui.runs.automatic_settings import resolve_automatic
from robustgui.runs.duration import estimate_run_seconds
from robustgui.runs.events import RunFinished, RunStarted
from robustgui.runs.spec import RunSpec
from robustgui.runs.training_run import TrainingRun
from robustgui.training.cost import measure_slowness

from .figures import ROOT

SHARED = ROOT.parent / "shared" / "data"
ARCHIVES = ("aeon", "sktime")  # packages that carry datasets as files
ENDINGS = ("ts", "tsv", "arff", "txt")
DEFAULTS = "defaults"
SEARCH = tuple(itertools.product(("last", "mean", "max", "concat"), (1e-3, 3e-3, 1e-2), (1, 2)))
QUICK = {"device.device": "cpu", "device.threads": 1, "watch.every": 1_000_000}
NEAR = 0.03  # of the best of the search
Results = dict[str, dict[str, dict[str, Any]]]


def main() -> None:
    """Run what is not yet measured, then print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", default="", help="names, separated by commas; empty: all")
    parser.add_argument("--search", action="store_true", help="also the search")
    parser.add_argument("--seeds", type=int, default=1, help="of the defaults")
    parser.add_argument("--results", type=Path, default=ROOT / ".bench" / "defaults.json")
    parser.add_argument(
        "--more", type=Path, action="append", default=[], help="a folder of folders with <name>_TRAIN.*"
    )
    parser.add_argument("--table", action="store_true", help="print the table of what is measured, and nothing else")
    asked = parser.parse_args()
    results: Results = json.loads(asked.results.read_text()) if asked.results.exists() else {}
    chosen = set(filter(None, asked.sets.split(",")))
    for name, source in () if asked.table else sources(asked.more):
        if not chosen or name in chosen:
            measure(name, source, results, asked.results, search=asked.search, seeds=asked.seeds)
    print(table(results))


def sources(more: list[Path]) -> Iterator[tuple[str, str]]:
    """Name and source of every dataset that is there; of two with one name the first."""
    names: set[str] = set()
    for name, source in itertools.chain(
        ((f"example:{name}", f"example:{name}") for name in EXAMPLES), shared(), *(archive(folder) for folder in more),
        *(archive(folder) for folder in installed()),
    ):  # fmt: skip
        if name not in names:
            names.add(name)
            yield name, source


def shared() -> Iterator[tuple[str, str]]:
    """The datasets that lie beside the project."""
    for folder in ("ucr", "uea"):
        yield from archive(SHARED / folder)
    others = ("ecg5000_train_only/ECG5000_TRAIN.ts", "fsdd/recordings", "uci_har_subset/train", "mnist")
    for place in others:
        if (SHARED / place).exists():
            yield place.partition("/")[0], str(SHARED / place)


def installed() -> Iterator[Path]:
    """Folders of datasets inside installed packages, which are not imported for it."""
    for package in ARCHIVES:
        spec = find_spec(package)
        if spec is not None and spec.origin is not None:
            yield Path(spec.origin).parent / "datasets" / "data"


def archive(folder: Path) -> Iterator[tuple[str, str]]:
    """Of a folder laid out like the UCR archive: <name>/<name>_TRAIN.<ending>."""
    for place in sorted(folder.iterdir()) if folder.is_dir() else []:
        files = [place / f"{place.name}_TRAIN.{ending}" for ending in ENDINGS]
        yield from [(place.name, str(file)) for file in files if file.exists()][:1]


def measure(name: str, source: str, results: Results, file: Path, *, search: bool, seeds: int) -> None:
    """The defaults and, of classes, the search on one dataset, as far as they are not measured yet."""
    base = RunSpec(data=DataSettings(train=source)).replace_paths({"device.device": "cpu", "device.threads": 1})
    try:
        dataset = load(base.data)
    except RobustGuiError as error:
        print(f"{name}: {error}", flush=True)
        return
    asked = {f"{DEFAULTS} {seed}": base.replace_paths({"seed": seed}) for seed in range(seeds)}
    if search and dataset.train.task not in NUMERIC:
        chosen = resolve_automatic(base, dataset.train)
        for readout, lr, times in SEARCH:
            epochs = times * (chosen.training.epochs or 1)
            values = {
                "model.readout": readout,
                "training.lr": lr,
                "training.epochs": epochs,
                "defence.clean_share": 0.0,
            }
            asked[f"{readout} lr {lr:g} epochs x{times}"] = base.replace_paths(values | QUICK)
    for key, spec in asked.items():
        if key not in results.setdefault(name, {}):
            results[name][key] = one = run(spec, dataset)
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, json.dumps(results, indent=1))
            print(f"{name:24} {key:28} {one}", flush=True)


def run(spec: RunSpec, dataset: Dataset) -> dict[str, Any]:
    """One training: clean and attacked score, seconds and the estimate of them."""
    estimate = estimate_run_seconds(resolve_automatic(spec, dataset.train), dataset, measure_slowness("cpu"))
    began, busy = time.perf_counter(), time.process_time()
    training = TrainingRun(spec, dataset=dataset)
    found: dict[str, Any] = {"estimate": round(estimate, 1)}
    for event in training.events():
        match event:
            case RunStarted():
                found["steps"] = event.epochs * event.steps_per_epoch
            case RunFinished():
                found |= {"clean": event.clean, "attacked": event.attacked, "metric": event.metric, "n": event.samples}
                found["baseline"] = event.baseline
            case RunFailed():
                raise RunError(event.message.template, **event.message.facts)
    found["seconds"] = round(time.perf_counter() - began, 1)
    found["processor"] = round(time.process_time() - busy, 1)
    return found


def table(results: Results) -> str:
    """One line a dataset: the defaults (mean over seeds), and the best clean accuracy of the search beside them."""
    head = (
        f"{'':24} {'steps':>6} {'clean':>7} {'attacked':>8} {'seconds':>8} {'estimate':>8} {'best':>7}  of the search"
    )
    lines, near, compared = [head], 0, 0
    for name, runs in results.items():
        own = [one for key, one in runs.items() if key.startswith(DEFAULTS)]
        others = {key: one for key, one in runs.items() if not key.startswith(DEFAULTS)}
        if not own:
            continue
        mean = {key: sum(one[key] for one in own) / len(own) for key in ("clean", "attacked", "processor", "estimate")}
        line = f"{name:24} {own[0]['steps']:6d} {mean['clean']:7.3f} {mean['attacked']:8.3f} "
        line += f"{mean['processor']:8.1f} {mean['estimate']:8.1f}"
        if others:
            best = max(others, key=lambda key: float(others[key]["clean"]))
            good = mean["clean"] >= others[best]["clean"] - NEAR
            near, compared = near + good, compared + 1
            line += f" {others[best]['clean']:7.3f}  {best}, {len(others)} tried{'' if good else '   FAR'}"
        elif own[0]["metric"] != "accuracy":
            line += f"  ({own[0]['metric']}, baseline {own[0]['baseline']:.3g})"
        lines.append(line)
    if compared:
        lines.append(f"within {NEAR:.0%} of the best of the search: {near} of {compared}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
