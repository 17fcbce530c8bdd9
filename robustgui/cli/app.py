"""`robustgui`: all commands in one place, and how an error leaves the program."""

from __future__ import annotations

import io
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer

from ..base.errors import PluginWarning, RobustGuiError
from . import (
    allow,
    attack,
    audit,
    compare,
    cross_check,
    evaluate,
    export_network,
    gui,
    import_network,
    listing,
    new,
    preview,
    resume,
    run,
    screenshot,
    show,
)
from .generated import Commands
from .output import complain, report_error, set_modes, warn

app = typer.Typer(
    name="robustgui",
    cls=Commands,
    help="A desktop lab for the adversarial robustness and the security of recurrent networks on sequences.",
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.callback(invoke_without_command=True)(gui.by_default)
app.command("gui")(gui.gui)
app.command("run")(run.run)
app.command("resume")(resume.resume)
app.command("attack")(attack.attack)
app.command("evaluate")(evaluate.evaluate)
app.command("audit")(audit.audit)
app.command("cross-check")(cross_check.cross_check)
app.command("second-opinion", hidden=True)(cross_check.cross_check)  # as earlier versions called it
app.command("compare")(compare.compare)
app.command("import")(import_network.import_)
app.command("allow")(allow.allow)
app.command("export")(export_network.export)
app.command("preview")(preview.preview)
app.command("list")(listing.list_)
app.command("show")(show.show)
app.command("new")(new.new)
app.command("screenshot")(screenshot.screenshot)


_UsageError: type[Any] = typer.BadParameter.__bases__[0]  # of click, which typer may bring along under another name


def main() -> None:
    """The entry point: an expected error is one sentence on stderr and exit code 2, never a traceback.

    Exit codes: 0: done; 1: not done, such as by a bug; 2: an expected error; 130: stopped by Ctrl+C.
    """
    set_modes(*(mode for mode in ("quiet", "json") if f"--{mode}" in sys.argv[1:]))
    code: Any = 2
    try:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # a test may put something else there
                stream.reconfigure(errors="backslashreplace")  # names of files need not be text that it takes
        with _plugin_warnings_as_lines():
            code = app(standalone_mode=False)
    except RobustGuiError as error:
        report_error(type(error).__name__, error)
    except _UsageError as error:
        path = error.ctx.command_path if error.ctx else app.info.name
        problem = " ".join(error.format_message().split()).rstrip(".")
        report_error("UsageError", f"{problem}. See: {path} --help")
    except typer.Abort:
        complain("Stopped.")
        code = 1
    except BrokenPipeError:  # `robustgui list | head`
        sys.stderr.close()
        code = 0
    sys.exit(code if isinstance(code, int) else 0)


@contextmanager
def _plugin_warnings_as_lines() -> Iterator[None]:
    """Inside, that a plug-in folder is ignored is said once, as all other warnings of the command line are."""
    with warnings.catch_warnings():
        printed: set[str] = set()
        usual = warnings.showwarning

        def show(message: Any, category: type[Warning], *place: Any) -> None:
            if not issubclass(category, PluginWarning):
                usual(message, category, *place)
            elif str(message) not in printed:
                printed.add(str(message))
                warn(str(message))

        warnings.showwarning = show  # type: ignore[assignment]
        warnings.simplefilter("always", PluginWarning)
        yield
