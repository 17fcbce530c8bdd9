"""Every error that a user can cause or mend; anything else is a bug and keeps its traceback."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from .templates import fill_in
from .visible import visible


@dataclass(frozen=True)
class Sentence:
    """A sentence for the user, kept as template and facts so that a window can translate it.

    A count chooses between singular and plural: `Sentence("{n} {n:file was|files were} skipped", {"n": 1})`.

    Attributes:
        template: in English; see `templates.fill_in`.
        severity: "warning": it must be seen wherever the data that it is about are looked at or used.
        comment: tells two meanings of the same English words apart, such as "of a loss"; for translators.
    """

    template: str
    facts: dict[str, Any] = field(default_factory=dict)
    severity: Literal["note", "warning"] = "note"
    comment: str = ""

    def __str__(self) -> str:
        return fill_in(self.template, **self.facts) if self.facts else self.template


class RobustGuiError(Exception):
    """Base of all expected errors: its message is shown to the user as it is.

    The message is kept as a template and its facts, so that a window can show it in another
    language: `DataError("{file}, line {line}: {problem}", file=..., line=3, problem=...)`.
    """

    def __init__(self, template: str, **facts: Any) -> None:
        super().__init__(template)
        self.sentence = Sentence(template, facts)

    def __str__(self) -> str:
        return str(self.sentence)

    @property
    def reason(self) -> Sentence:
        """The message without a command to type, for a window that has a button in its place."""
        return self.sentence

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors cross from the engine's process to the window's: pickle keeps template and facts."""
        return _rebuild, (type(self), self.sentence)


def _rebuild(cls: type[RobustGuiError], sentence: Sentence) -> RobustGuiError:
    error = cls.__new__(cls)
    RobustGuiError.__init__(error, sentence.template, **sentence.facts)
    return error


class SettingError(RobustGuiError):
    """Settings that cannot work: each wrong field by its dotted path, such as `training.lr`."""

    def __init__(self, problems: dict[str, Sentence]) -> None:
        super().__init__("\n".join(visible(f"{path}: {text}" if path else text) for path, text in problems.items()))
        self.problems = problems

    def __str__(self) -> str:
        return self.sentence.template

    def __reduce__(self) -> tuple[Any, ...]:
        return SettingError, (self.problems,)


class UnknownName(RobustGuiError):
    """A registry was asked for something that it does not hold."""


class PluginError(RobustGuiError):
    """A file of a plug-in folder cannot be imported; its traceback is the cause."""


class PluginWarning(UserWarning):
    """A plug-in folder is ignored, because it was not allowed to run."""


class DataWarning(UserWarning):
    """A `Sentence` of severity "warning" about data, as Python warnings show it in a notebook."""


class TrainedOnWarning(DataWarning):
    """A network is evaluated on sequences that it was trained on."""


class TrainingWarning(UserWarning):
    """A training continues, but the network does not learn well, or not from where it was stopped."""


class DataError(RobustGuiError):
    """A file cannot be read as sequences; the message names file and place and what to do."""


class RunError(RobustGuiError):
    """A run cannot be started, stored, found or resumed."""


class UnknownRun(RunError, UnknownName):
    """There is no run of this name."""


class ArgumentError(RunError, TypeError, ValueError):
    """A function was called with arguments that it does not take, or of another type."""


class NotAllowed(RunError):
    """Code of others was not allowed to run on this machine, or not as it is now."""

    def __init__(self, reason: Sentence, command: str) -> None:
        whole = Sentence("{reason} If you trust it as it is now: {command}", {"reason": reason, "command": command})
        super().__init__(whole.template, **whole.facts)

    @property
    def reason(self) -> Sentence:
        """See `RobustGuiError`."""
        reason: Sentence = self.sentence.facts["reason"]
        return reason


class NoCheckpoint(RunError):
    """A run cannot be resumed exactly; `epoch` among its facts is that of the newest stored network, 0: none."""


class EditedSpec(RunError):
    """A run cannot be resumed, because its spec was edited; a new run can be trained with the edited one."""


class ExistsError(RunError):
    """A file exists already, and overwriting it was not requested."""


class FileError(DataError, RunError):
    """A path is not a regular file, or its file is larger than what is read of its kind; of data as of runs."""


class DeviceError(RobustGuiError):
    """The chosen device is absent or out of memory."""


class ApartError(RobustGuiError):
    """A function that ran in a process of its own did not finish; its caller adds what it worked on.

    Its facts hold `detail`, the end of what the process wrote to standard error, such as the place of a crash.
    """

    @property
    def detail(self) -> str:
        """See the class; for a log."""
        return str(self.sentence.facts["detail"])


class ApartCrashed(ApartError):
    """The process crashed; the fact `reason` names the signal or the exit code."""


class ApartTooSlow(ApartError):
    """The process did not finish within the fact `seconds`."""


class ApartTooLarge(ApartError):
    """The process needed more memory than the fact `gib`, in GiB."""


class Interrupted(Exception):
    """Raised inside long computations after a stop request; never shown."""
