"""Records resources/samples/*.npz: a small network for each kind of data, attacked, and one sequence looked at closely.

    python tools/make_inspection_sample.py             all of them, some minutes
    python tools/make_inspection_sample.py speech      only this one

The views show these records when they run alone. The networks are trained and asked by the same code as in the window,
on data that are delivered with the program or made here by a formula.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from robustgui.attacks import Attack
from robustgui.attacks.hotflip import HotFlip
from robustgui.attacks.pgd import PGD
from robustgui.base.events import RunFailed
from robustgui.base.paths import resource
from robustgui.data import Dataset, SequenceSet, load
from robustgui.evaluation.decision_change import find_decision_change
from robustgui.evaluation.inspect_request import InspectRequest
from robustgui.evaluation.inspection import Inspection, inspect
from robustgui.gui.views.sample import write_inspection
from robustgui.runs.spec import RunSpec
from robustgui.runs.training_run import TrainingRun
from robustgui.threats import Threat
from robustgui.threats.linf import Linf
from robustgui.threats.substitutions import Substitutions

DAYS, HORIZON = 60, 5  # of the prices: what is read, and what is predicted
MEAN = 4.0  # USD
LONGEST_MB = 0.4


@dataclass(frozen=True)
class Sample:
    """What is trained, how it is attacked, and how good an inspection is to look at: the best one is kept."""

    settings: dict[str, Any]
    attack: Attack
    threat: Threat
    score: Callable[[Inspection], float]
    data: Callable[[], Dataset] | None = None  # None: those that the settings name


def clear_flip(found: Inspection) -> float:
    """A sure answer that turns into another sure one on the way; NaN: it does not turn, or was wrong before."""
    right = int(found.clean_outputs.argmax()) == int(found.label)
    if not right or (change := find_decision_change(found, found.returned)) is None:
        return np.nan
    inside = 0.2 < change.state / len(found.clean_steps) < 0.95
    return float(found.clean_outputs.max() + found.attacked_outputs[found.returned].max()) + inside


def in_english(found: Inspection) -> float:
    """A long text that a few other words turn round."""
    return len(found.tokens) if np.isfinite(clear_flip(found)) and all(t.isascii() for t in found.tokens) else np.nan


def in_chinese(found: Inspection) -> float:
    """The same without blanks between the words."""
    return len(found.tokens) if np.isfinite(clear_flip(found)) and not found.tokens[0].isascii() else np.nan


def long_text(found: Inspection) -> float:
    """Much to read."""
    return len(found.tokens)


def far_off(found: Inspection) -> float:
    """A forecast that beats persistence, and that the attack makes much worse."""
    before, after, naive = (
        float(np.square(values - found.truth).mean())
        for values in (found.clean_outputs, found.attacked_outputs[found.returned], found.baseline)
    )
    return after / naive if before < naive else np.nan


def plain_forecast() -> Dataset:
    """Daily prices that swing around a mean, so that there is something to predict; open, high, low, close.

    A geometric random walk whose logarithm is drawn back to its mean (Uhlenbeck and Ornstein 1930), with momentum.
    """
    chance = np.random.default_rng(1930)
    days = 1600
    close = np.zeros(days)  # logarithm, around its mean
    swing = 0.0
    for day in range(1, days):
        swing = 0.6 * swing - 0.06 * close[day - 1] + chance.normal(0, 0.02)
        close[day] = close[day - 1] + swing
    opening = np.concatenate([close[:1], close[:-1]]) + chance.normal(0, 0.003, days)
    high = np.maximum(opening, close) + np.abs(chance.normal(0, 0.006, days))
    low = np.minimum(opening, close) - np.abs(chance.normal(0, 0.006, days))
    values = (MEAN * np.exp(np.stack([opening, high, low, close], 1))).astype(np.float32)  # (S, 4)
    starts = np.arange(0, days - DAYS - HORIZON)
    following = starts[:, None] + DAYS + np.arange(HORIZON)  # (N, H)
    data = SequenceSet(
        name="Prices",
        values=values,
        starts=starts,
        lengths=np.full(len(starts), DAYS),
        labels=values[following, 3],
        classes=(),
        features=("open", "high", "low", "close"),
        units=("USD",) * 4,
        kind="prices",
        purpose="forecasting",
        targets=tuple(f"close +{step}" for step in range(1, HORIZON + 1)),
        baseline=np.repeat(values[starts + DAYS - 1, 3][:, None], HORIZON, 1),
    )
    first_test = int(0.8 * len(starts))  # windows that touch the training data are left out
    return Dataset(data.select(np.arange(first_test)), data.select(np.arange(first_test + DAYS + HORIZON, len(starts))))


SAMPLES: dict[str, Sample] = {
    "series": Sample({"training.epochs": 15, "model.hidden": 32}, PGD(steps=20), Linf(eps=0.3), clear_flip),
    "image": Sample(
        {"data.train": "example:digits", "training.epochs": 15, "model.hidden": 48},
        PGD(steps=20), Linf(eps=0.35), clear_flip,
    ),
    "speech": Sample(
        {"data.train": "example:synthetic_vowels", "training.epochs": 12, "model.hidden": 32},
        PGD(steps=12), Linf(eps=0.08), clear_flip,
    ),
    "beats": Sample(
        {"data.train": "example:synthetic_beats", "training.epochs": 30, "model.hidden": 24},
        PGD(steps=20), Linf(eps=0.3), clear_flip,
    ),
    "text": Sample(
        {"data.train": "example:synthetic_reviews", "training.epochs": 12, "model.hidden": 24},
        HotFlip(), Substitutions(eps=2, unit="edits"), in_english,
    ),
    "embedding": Sample(
        {"data.train": "example:synthetic_reviews", "training.epochs": 12, "model.hidden": 24},
        PGD(steps=12), Linf(eps=0.6), in_chinese,
    ),
    "language": Sample(
        {"data.train": "example:synthetic_reviews", "data.task": {"name": "next_token", "length": 80},
         "training.epochs": 12, "model.hidden": 48},
        HotFlip(), Substitutions(eps=2, unit="edits"), long_text,
    ),
    "prices": Sample(
        {"training.epochs": 40, "model.hidden": 32}, PGD(steps=20), Linf(eps=0.05), far_off, plain_forecast
    ),
}  # fmt: skip


def candidates(run: TrainingRun, sample: Sample) -> Iterator[Inspection]:
    """The first sequences of the test part, attacked."""
    assert run.network is not None
    assert run.dataset is not None
    for index in range(min(60, len(run.dataset.test))):
        question = InspectRequest(None, None, "test", index, sample.attack, sample.threat)
        yield inspect(run.network, run.dataset, question, epoch=run.epoch)


def record(name: str) -> None:
    """Train, look for the best sequence, store what was seen."""
    sample = SAMPLES[name]
    spec = RunSpec().replace_paths({"defence": "none", **sample.settings})
    dataset = load(spec.data) if sample.data is None else sample.data()
    run = TrainingRun(spec, dataset=dataset)
    for event in run.events():
        if isinstance(event, RunFailed):
            raise SystemExit(f"{name}: {event.message}\n{event.details}")
    scored = [(sample.score(found), found) for found in candidates(run, sample)]
    good = [(score, found) for score, found in scored if np.isfinite(score)]
    if not good:
        raise SystemExit(f"{name}: no sequence shows what is to be seen. Train longer or attack harder.")
    score, best = max(good, key=lambda pair: pair[0])
    best = replace(best, seconds=round(best.seconds, 3))
    path = resource("samples", f"{name}.npz")
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    write_inspection(path, best)
    size = path.stat().st_size / 1e6
    print(f"{path} sequence {best.request.index} score {score:.3g} {best.clean.shape} {size:.2f} MB")  # noqa: T201
    if size > LONGEST_MB:
        raise SystemExit(f"{name}: {size:.2f} MB are too much to be delivered.")


def main() -> None:
    """All samples, or those that are named."""
    for name in sys.argv[1:] or list(SAMPLES):
        record(name)


if __name__ == "__main__":
    main()
