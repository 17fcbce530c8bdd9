"""A command for each registered measurement without one of its own: an option for each setting."""

from __future__ import annotations

import inspect
import os
import re
from copy import copy
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from ..base.files import read_regular
from .options import AttackSet, Json, RunNames, Runs, runs_folder

if TYPE_CHECKING:
    from ..measurements import Measurement


_LONGEST = 1 << 20  # bytes of a source file
_REGISTERED = re.compile(r'^@MEASUREMENTS\.register\("(\w+)"\)', re.MULTILINE)


class Commands(TyperGroup):
    """The commands of the program; those of measurements are made when they are asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Names in the order of the help."""
        own = super().list_commands(ctx)
        if not _has_plugins() and _find_registered() <= set(own):
            return own  # the help needs no numpy
        return [*own, *(name for name in _measurements() if name not in own)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command called `cmd_name`; None: there is none."""
        command = super().get_command(ctx, cmd_name)
        if command is None and (measurement := _measurements().get(cmd_name)) is not None:
            app = typer.Typer(add_completion=False, context_settings={"help_option_names": ["-h", "--help"]})
            app.command(cmd_name)(make_command(measurement))
            command = typer.main.get_command(app)
        if command is not None and not any("--quiet" in option.opts for option in command.params):
            quiet = copy(next(option for option in self.params if "--quiet" in option.opts))
            quiet.expose_value = False  # `app.main` looks for it before anything is parsed
            command.params.append(quiet)
        return command


def make_command(measurement: type[Measurement]) -> Any:
    """A function for typer that measures runs with the settings of its options, and shows the results."""

    def command(folders: list[str], changes: list[str] | None, runs: Path | None, as_json: bool, **values: Any) -> None:
        from .changes import apply_changes
        from .measuring import measure_runs
        from .stored import run_path

        own = [f"{name}={_text(value)}" for name, value in values.items() if value is not None]
        settings = apply_changes(measurement(), [*own, *(changes or [])])
        measure_runs([run_path(name, runs_folder(runs)) for name in folders], settings, as_json=as_json)

    shared = {
        "folders": (RunNames, ...),
        "changes": (AttackSet, None),
        "runs": (Runs, None),
        "as_json": (Json, False),
    }
    options = {name: (_option(name, field), None) for name, field in measurement.model_fields.items()}
    command.__doc__ = (measurement.__doc__ or "").split("\n\n")[0]
    command.__annotations__ = {name: hint for name, (hint, _) in (shared | options).items()}
    command.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(
                name, inspect.Parameter.KEYWORD_ONLY, annotation=hint,
                default=inspect.Parameter.empty if default is ... else default,
            )
            for name, (hint, default) in (shared | options).items()
        ]
    )  # fmt: skip
    return command


def _option(name: str, field: Any) -> Any:
    """The option of one setting; texts become values of its type in `changes`."""
    flag = f"--{name.replace('_', '-')}"
    if field.annotation is bool:
        return Annotated[bool | None, typer.Option(f"{flag}/--no-{flag[2:]}", help=field.description)]
    return Annotated[str | None, typer.Option(flag, metavar="VALUE", help=field.description)]


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _has_plugins() -> bool:
    from ..base.plugins import PLUGINS_VARIABLE, plugin_packages

    return bool(os.environ.get(PLUGINS_VARIABLE) or plugin_packages())


def _find_registered() -> set[str]:
    """Names of the commands of the program's own measurements, read from their files without importing them."""
    spec = find_spec(f"{__package__.partition('.')[0]}.measurements")
    folders = [] if spec is None else spec.submodule_search_locations or []
    texts = (read_regular(file, _LONGEST).decode() for folder in folders for file in Path(folder).glob("*.py"))
    return {name.replace("_", "-") for text in texts for name in _REGISTERED.findall(text)}


def _measurements() -> dict[str, type[Measurement]]:
    """Every measurement by the name of its command."""
    from ..measurements import MEASUREMENTS

    return {name.replace("_", "-"): MEASUREMENTS[name] for name in MEASUREMENTS}
