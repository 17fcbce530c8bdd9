"""`robustgui attack`: attack the network of a run, or one in a file."""

from __future__ import annotations

import warnings
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from .options import (
    AttackName,
    AttackSet,
    Data,
    Json,
    NetworkName,
    Overwrite,
    Runs,
    Seed,
    SplitName,
    ThreatName,
    runs_folder,
)
from .output import say, say_json, say_of_data


def attack(
    network: NetworkName,
    attack: AttackName = None,
    threat: ThreatName = "linf",
    eps: Annotated[
        str | None,
        typer.Option(
            "--eps", help="Perturbation budget, in the unit of the threat model; relative to the peak also as -20 dB."
        ),
    ] = None,
    changes: AttackSet = None,
    data: Data = "",
    split: SplitName = "test",
    target: Annotated[str | None, typer.Option("--target", help="Target class of a targeted attack.")] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--save",
            "--out",
            metavar="FILE|FOLDER",
            help="Store clean and adversarial sequences: .npz, .ts, .csv, or a folder of .wav.",
        ),
    ] = None,
    overwrite: Overwrite = False,
    seed: Seed = 0,
    runs: Runs = None,
    as_json: Json = False,
) -> None:
    """Attack every sequence and report clean and robust accuracy."""
    from ..api.adversarial_set import check_place, refuse_to_replace_set, save_adversarial
    from ..api.attack import attack as attack_all
    from ..base.errors import TrainedOnWarning
    from ..base.metric_names import name_metric
    from ..base.templates import count_noun
    from ..runs.evaluated_part import EvaluatedPart
    from .changes import choose_attack
    from .stored import load_network_and_part

    method, within = choose_attack(attack, threat, eps, changes or [])
    if out is not None:
        check_place(out, text=False)
        refuse_to_replace_set(out, overwrite=overwrite)  # said before the work rather than after it
    evaluated = EvaluatedPart(split, data)
    loaded, part = load_network_and_part(network, runs_folder(runs), evaluated)
    description = str(evaluated.describe(len(part)))
    if out is not None:
        check_place(out, text=part.symbolic)
    with warnings.catch_warnings(action="ignore", category=TrainedOnWarning):  # said below, as a terminal says it
        result = attack_all(loaded, part, method, within, target=target, seed=seed, progress=not as_json)
    if out is not None:
        save_adversarial(result, part, out, seed=seed, overwrite=overwrite)
    clean, attacked = result.clean_answers, result.attacked_answers
    for sentence in result.overlap.sentences() if result.overlap else ():
        say_of_data(sentence)
    if as_json:
        from ..base.settings import to_table

        say_json(
            {
                "attack": to_table(method),
                "threat": to_table(within),
                "seed": seed,
                "samples": len(result.x),
                "data": data,
                "split": split,
                "metric": clean.metric,
                "clean": clean.value,
                "attacked": attacked.value,
                "clean_interval": clean.interval(),
                "attacked_interval": attacked.interval(),
                "target": target,
                "on_target": None if target is None else int(result.on_target.sum()),
                "trained_on": None if result.overlap is None else asdict(result.overlap),
                "out": None if out is None else str(out),
            }
        )
        return
    say(str(within.describe(tokens=loaded.symbolic)))
    say(f"evaluated: {description}")
    metric, sequences = name_metric(clean.metric), count_noun(len(result.x), "sequence", "sequences")
    for name, predictions in (("clean", clean), ("attacked", attacked)):
        low, high = predictions.interval()
        say(f"{metric} {name:<8} {predictions.value:.4f} (95 %: {low:.4f} to {high:.4f}, {sequences})")
    if target is not None:
        say(f"predicted as {target}: {int(result.on_target.sum())} of {len(result.x)}")
    if out is not None:
        say(f"stored in {out}")
