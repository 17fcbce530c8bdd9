"""`robustgui import`: a network that was trained elsewhere becomes a run."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..base.templates import fill_in
from .options import Json, Runs, Seed, runs_folder
from .output import make_table, note, print_table, say, say_json

if TYPE_CHECKING:
    from ..importing.report import HypothesisResult, Identification

_SHOWN = 8  # interpretations


def import_(
    weights: Annotated[
        str, typer.Argument(metavar="WEIGHTS", help="A state dict (.pt, .pth), .safetensors or .onnx.")
    ] = "",
    data: Annotated[str, typer.Option("--data", help="Data that it was trained on: a file, or an example.")] = "",
    test: Annotated[str, typer.Option("--test", help="A file of test sequences, if it is not found by itself.")] = "",
    entry: Annotated[
        str,
        typer.Option(
            "--entry",
            metavar="FILE.py:FUNCTION",
            help="Your own code that returns the network; naming it here runs it, and allows it from now on.",
        ),
    ] = "",
    changes: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="PATH=VALUE", help="Set what the weights do not determine: readout=mean, values=as_is."
        ),
    ] = None,
    name: Annotated[str, typer.Option("--name", help="Name of the run.")] = "",
    look: Annotated[
        bool, typer.Option("--look", help="Only show the result of the identification; store nothing.")
    ] = False,
    take_best: Annotated[
        bool,
        typer.Option("--take-best", help="Take the most likely interpretation of the weights where several remain."),
    ] = False,
    seed: Seed = 0,
    runs: Runs = None,
    as_json: Json = False,
) -> None:
    """Open a network that was trained elsewhere: identify its architecture, evaluate it, and store it as a run."""
    from ..base.errors import RunError
    from ..base.events import RunStopped
    from ..base.interrupts import stop_on_interrupt
    from ..base.shell import shell_command
    from ..data.by_name.base import absolute_source
    from ..importing.import_run import ImportRun
    from ..importing.ranking import rank_hypotheses
    from ..importing.settings import NetworkImport
    from .allow import allow_named
    from .changes import apply_changes
    from .following import STOPPED, follow
    from .stored import open_data

    if not data:
        raise RunError("Name the data that the network was trained for: --data FILE.")
    request = NetworkImport(weights=weights, entry=allow_named(entry) if entry else "", name=name)
    request = apply_changes(
        request.replace_paths({"data.train": absolute_source(data), "data.test": test}), changes or []
    )
    dataset = open_data(request.data)
    with stop_on_interrupt() as stop:
        ranking = rank_hypotheses(request, dataset, stop=stop)
        _show(ranking[1], as_json=as_json)
        if look:
            return
        if not take_best:
            ranking = ranking[0], _choose_result(ranking[1], as_json=as_json)
        job = ImportRun(request, runs_folder(runs), seed=seed, dataset=dataset, ranking=ranking, stop=stop)
        ending = follow(job.events(), as_json=as_json)
        if isinstance(ending, RunStopped):
            note("Stopped. The network is stored, its figures are not." if job.folder else "Stopped.")
            raise typer.Exit(STOPPED)
        if job.folder is not None and not as_json:
            say(f"Next: {shell_command('evaluate', job.folder.path)}")


def _show(identification: Identification, *, as_json: bool) -> None:
    if as_json:
        say_json(
            {
                "facts": [str(fact) for fact in identification.facts],
                "metric": identification.metric,
                "samples": identification.samples,
                "available": identification.available,
                "baseline": identification.baseline,
                "told_apart": identification.is_unambiguous,
                "doubt": str(identification.doubt) if identification.doubt else None,
                "guesses": [_plain(result, identification.metric) for result in identification.results],
            }
        )
        return
    for fact in identification.facts:
        say(str(fact))
    metric, value = identification.metric, identification.baseline
    heads = ("", "interpretation", "classes of the outputs", metric, "above baseline", "gain (nats)", "sequences")
    table = make_table(heads)
    for place, result in enumerate(identification.results[:_SHOWN]):
        score, above = f"{result.score:.4g}", f"{identification.baseline - result.score:+.4g}"
        if result.classes:
            score, above = f"{result.score:.4f}", f"{result.score - identification.baseline:+.4f}"
        mark = "*" if place == 0 else "?" if result.is_plausible else ""
        table.add_row(mark, _words(result), _order(result), score, above, f"{result.gain:.4g}", str(result.samples))
    print_table(table)
    baseline = f"majority class {value:.4f}" if identification.best.classes else f"mean target {value:.4g}"
    words = "Evaluated on {count} of {all} {all:sequence|sequences}; baseline: {baseline}."
    say(fill_in(words, count=identification.samples, all=identification.available, baseline=baseline))
    say("* explains the data best; ? cannot be ruled out; gain: mean log-likelihood above the baseline.")
    if identification.doubt is not None:
        note(f"! {identification.doubt}")


def _choose_result(identification: Identification, *, as_json: bool) -> Identification:
    """`identification` with the interpretation that the user chooses first.

    Raises:
        RunError: there are several plausible ones, and input is no terminal.
    """
    from ..importing.report import check_unambiguous

    remaining = [result for result in identification.results if result.is_plausible]
    if len(remaining) < 2 or as_json or not sys.stdin.isatty():
        check_unambiguous(identification)
        return identification
    for number, result in enumerate(remaining, 1):
        say(f"{number}: {_words(result)}, classes {_order(result)}")
    place = typer.prompt("Which one is right?", value_proc=lambda text: _parse_place(text, len(remaining)))
    selection = remaining[place]
    return replace(
        identification, results=(selection, *(result for result in identification.results if result is not selection))
    )


def _parse_place(text: str, count: int) -> int:
    """The place, from 0, of the entry that the user numbered from 1; typer asks again after a `BadParameter`."""
    numbers = [str(number) for number in range(1, count + 1)]
    if text.strip() not in numbers:
        raise typer.BadParameter(f"Enter a number from 1 to {count}.")
    return numbers.index(text.strip())


def _words(result: HypothesisResult) -> str:
    ways = [f"{name}={value}" for name, value in result.hypothesis.settings]
    return " ".join([*ways, f"values={result.hypothesis.values}"])


def _order(result: HypothesisResult) -> str:
    names = ", ".join(result.classes[:8]) + (", ..." if len(result.classes) > 8 else "")
    return names if result.has_usual_order else f"{names} (assigned)"


def _plain(result: HypothesisResult, metric: str) -> dict[str, Any]:
    return {
        "settings": dict(result.hypothesis.settings) | {"values": result.hypothesis.values, "classes": result.classes},
        "usual_order": result.has_usual_order,
        metric: result.score,
        "loss": result.loss,
        "gain": result.gain,
        "informative": result.is_informative,
        "remains": result.is_plausible,
        "samples": result.samples,
    }
