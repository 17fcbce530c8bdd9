"""`robustgui compare`: stored evaluations of runs beside each other."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import Json, Runs, runs_folder


def compare(
    folders: Annotated[list[str], typer.Argument(metavar="RUN RUN...", help="Run folders, or their names.")],
    runs: Runs = None,
    as_json: Json = False,
) -> None:
    """Compare each run with the first, sequence by sequence, as last evaluated in the same way."""
    from ..base.errors import RunError
    from ..base.shell import shell_command
    from ..evaluation.events import RunsCompared
    from ..evaluation.training_overlap import prefix_run
    from ..runs.comparison import compared, newest_alike
    from ..runs.event_json import to_dict
    from ..runs.folder import RunFolder
    from .evaluation_tables import comparison
    from .output import print_table, say, say_json, say_of_data
    from .stored import run_path

    paths = list(dict.fromkeys(run_path(name, runs_folder(runs)) for name in folders))
    if len(paths) < 2:
        raise RunError("Name at least two runs to compare.")
    opened = [RunFolder(path) for path in paths]
    for folder in opened:
        folder.spec()  # says what is wrong where there is no such run
    first, *others = opened
    for other in others:
        pair = newest_alike(first.evaluations(), other.evaluations())
        if pair is None:
            raise RunError(
                "{first} and {second} have not been evaluated in the same way on the same sequences. Evaluate them "
                "together: {command}",
                first=first.name, second=other.name, command=shell_command("evaluate", first.name, other.name),
            )  # fmt: skip
        for stored in pair:
            if stored.clean is not None and stored.clean.overlap is not None:
                for sentence in stored.clean.overlap.sentences():
                    say_of_data(prefix_run(stored.clean.run, sentence))
        found = [event for event in compared(*pair) if isinstance(event, RunsCompared)]
        if as_json:
            for event in found:
                say_json(to_dict(event))
            continue
        for part in comparison(found):
            say(part) if isinstance(part, str) else print_table(part)
