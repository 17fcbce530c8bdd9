"""`robustgui show`: the settings of anything that has some, or of a stored run."""

from __future__ import annotations

import difflib
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .listing import registries
from .options import Json, Runs, runs_folder
from .output import make_table, print_table, say, say_json, say_lines, warn

if TYPE_CHECKING:
    from pathlib import Path

    from ..base.settings import Settings
    from ..measurements import Result
    from ..measurements.evaluation_result import EvaluationResult


def show(
    name: Annotated[
        str, typer.Argument(help="An attack, threat, network or defence; a section such as training; or a run.")
    ],
    runs: Runs = None,
    as_json: Json = False,
) -> None:
    """Show all settings of a class or section, with bounds and help; or of a run, as TOML for `robustgui run`."""
    from ..base.errors import UnknownName, UnknownRun
    from .stored import run_path

    classes = _settings(name)
    if classes:
        for kind, cls in classes:
            _class(kind, name, cls, as_json)
        return
    try:
        path = run_path(name, runs_folder(runs))
    except UnknownRun:
        close = difflib.get_close_matches(name, _list_names(), n=1)
        if close:
            raise UnknownName(
                "There is nothing called '{name}'. Did you mean '{close}'?", name=name, close=close[0]
            ) from None
        raise UnknownName(
            "There is no run and no entry called '{name}'. Known: {known}.", name=name, known=", ".join(_list_names())
        ) from None
    _run(path, as_json)


def _sections() -> dict[str, type[Settings]]:
    from ..data import DataSettings
    from ..runs.spec import RunSpec, WatchSettings
    from ..training import DeviceSettings, TrainingSettings

    return {
        "spec": RunSpec, "data": DataSettings, "training": TrainingSettings, "watch": WatchSettings,
        "device": DeviceSettings,
    }  # fmt: skip


def _settings(name: str) -> list[tuple[str, type[Settings]]]:
    """(kind, class) of everything called `name`."""
    classes: list[tuple[str, type[Settings]]] = [
        (registry.kind, registry[name]) for registry in registries() if name in registry
    ]
    if name in _sections():
        classes.append(("section", _sections()[name]))
    return classes


def _list_names() -> list[str]:
    return [*(name for registry in registries() for name in registry), *_sections()]


def _class(kind: str, name: str, cls: type[Settings], as_json: bool) -> None:
    from .explained import list_settings

    rows = list_settings(cls)
    help_text = " ".join((cls.__doc__ or "").split())
    source = getattr(cls, "source", "")
    if as_json:
        settings: list[dict[str, Any]] = [asdict(row) for row in rows]
        say_json({"kind": kind, "name": name, "help": help_text, "source": source, "settings": settings}
                 | ({"formula": _formula(cls)} if _formula(cls) else {}))  # fmt: skip
        return
    say(f"{kind} {name}: {help_text}")
    formula = _formula(cls)
    if formula:
        say(f"Formula: {formula}")
    if source:
        say(f"Source: {source}")
    table = make_table(("setting", "type", "default", "bounds", "unit", "help"))
    for row in rows:
        table.add_row(row.name, row.type, _short(row.default), row.bounds, row.unit, row.help)
    print_table(table)


def _formula(cls: type[Settings]) -> str:
    """The objective of a defence or the condition of a threat model, with its default settings; empty: it has none."""
    from ..base.formula import format_unicode
    from ..defences import Defence
    from ..threats import Threat

    if issubclass(cls, Threat):
        return format_unicode(cls().notation().condition)
    objective = cls().objective() if issubclass(cls, Defence) else None
    return "" if objective is None else format_unicode(objective)


def _short(value: Any) -> str:
    """A table of settings by its name alone."""
    if isinstance(value, dict):
        return str(value.get("name", "see 'show'"))
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _summarise(evaluation: EvaluationResult) -> dict[str, Any]:
    """What an evaluation asked, and the scores of its table."""
    from ..base.settings import to_table
    from ..measurements.evaluation_csv import name_of

    return {
        "created": evaluation.created,
        "attacks": [to_table(attack) for attack in evaluation.attacks],
        "threat": to_table(evaluation.threat),
        "samples": evaluation.measurement.samples,
        "seed": evaluation.measurement.seed,
        "points": [{"attack": name_of(p.attack), "eps": p.eps, "value": p.value} for p in evaluation.points],
    }


def _run(path: Path, as_json: bool) -> None:
    from ..base.plain_values import to_plain
    from ..base.settings import to_table
    from ..base.shell import shell_command
    from ..base.templates import count_noun
    from ..measurements.evaluation_result import EvaluationResult
    from ..measurements.store import load_all
    from ..measurements.unfinished import list_interrupted
    from ..runs.folder import RunFolder
    from ..runs.summary import summarise_run

    folder = RunFolder(path)
    spec, row = folder.spec(), summarise_run(path)
    stored, log_problem = load_all(folder.path), folder.problem()
    results: tuple[Result, ...] = tuple(sorted(stored.results, key=lambda each: each.created))
    problems = (*([log_problem] if log_problem else []), *stored.problems)
    if as_json:
        say_json(
            to_plain(row)
            | {"spec": spec.to_dict(), "stored_epochs": folder.epochs()}
            | {"evaluations": to_plain([_summarise(each) for each in results if isinstance(each, EvaluationResult)])}
            | {"measurements": [{"created": each.created} | to_table(each.measurement) for each in results]}
            | {"left_out": [str(problem) for problem in problems]}
        )
        return
    epochs = count_noun(row.epochs, "epoch", "epochs")
    say(f"# {row.label}: {row.status}, {row.epochs_done} of {epochs}, {row.seconds:.0f} s")
    if row.clean is not None and row.attacked is not None:
        say(f"# {row.metric}: clean {row.clean:.4f}, robust {row.attacked:.4f}")
    if row.trigger is not None:
        of_others = "of the test sequences of other classes are predicted as"
        say(f"# trigger: {row.trigger:.4f} {of_others} {row.trigger_class}")
    for each in results:
        say(f"# {each.created[:16].replace('T', ' ')} {each.measurement.title}: {each.summary()}")
    for cut in list_interrupted(folder.path):
        command = shell_command("resume", folder.path, options="--measurements")
        name = cut.measurement.name.replace("_", "-")
        say(f"# interrupted: {name}, {cut.results} results are stored; continue with: {command}")
    for problem in problems:
        warn(str(problem))
    say("")
    say_lines(spec.to_toml().rstrip())
