"""Messages between window and engine: frozen, picklable, NumPy arrays only.

The window sends `Command`s; the engine sends lists of `Report`s, at most every 33 ms.
A job is long and reports events; a request is short and is handled between two steps of whatever job is running, with
the network of that moment.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..base.errors import Sentence
from ..base.events import Event
from ..evaluation.inspect_request import Inspection, InspectRequest
from ..importing.report import Identification
from ..importing.settings import NetworkImport
from ..measurements import Measurement
from ..models.exports.write import Exported, Format
from ..runs.spec import RunSpec

# ---- jobs


@dataclass(frozen=True)
class TrainJob:
    """Train a network from its spec into a new run folder below `runs`."""

    spec: RunSpec
    runs: str


@dataclass(frozen=True)
class ResumeJob:
    """Resume a stored run from its checkpoint; see `TrainingRun` for `from_network`."""

    folder: str
    from_network: bool = False


@dataclass(frozen=True)
class MeasureJob:
    """Measure stored runs, in this order; nothing is trained."""

    folders: tuple[str, ...]
    measurement: Measurement


@dataclass(frozen=True)
class ImportJob:
    """Open a network that was trained elsewhere, and store it as a run below `runs`."""

    request: NetworkImport
    runs: str
    seed: int = 0


Job = ImportJob | TrainJob | ResumeJob | MeasureJob


# ---- requests


@dataclass(frozen=True)
class IdentifyRequest:
    """Identify the kind of a network. Code that `network` names runs only if it was allowed."""

    network: NetworkImport
    seed: int = 0


@dataclass(frozen=True)
class ExportRequest:
    """Write the newest network of a stored run to a file."""

    folder: str
    file: str
    format: Format
    replaces: tuple[str, ...] = ()  # files that the user agreed to replace


Request = InspectRequest | IdentifyRequest | ExportRequest
Reply = Inspection | Identification | Exported


# ---- window to engine


@dataclass(frozen=True)
class SubmitJob:
    """Execute `job`; its events are reported under the id `run`. The engine executes one job at a time."""

    run: str
    job: Job


@dataclass(frozen=True)
class CancelRun:
    """Stop a run; a training saves its checkpoint."""

    run: str


@dataclass(frozen=True)
class PauseRun:
    """Pause a run between two steps, or continue it. Requests are handled during a pause too."""

    run: str
    paused: bool


@dataclass(frozen=True)
class SubmitRequest:
    """Handle `request` between two steps; of several waiting ones of the same `topic` only the newest counts."""

    request_id: int
    topic: str
    request: Request


@dataclass(frozen=True)
class FollowRequest:
    """Handle `request` after every measurement of the run that is training, with the network that was measured.

    It stays until another one of the same `topic` comes; None: no more. The replies name the folder of the run.
    """

    topic: str
    request: InspectRequest | None


@dataclass(frozen=True)
class KillEngine:
    """End the process at once; it does not travel to the process."""


@dataclass(frozen=True)
class Shutdown:
    """Stop the job, save its checkpoint, and end the process."""


Command = SubmitJob | CancelRun | PauseRun | SubmitRequest | FollowRequest | KillEngine | Shutdown


# ---- engine to window


@dataclass(frozen=True)
class RunEvent:
    """An event of the run that was submitted as `run`; an `Ending` is its last."""

    run: str
    event: Event


@dataclass(frozen=True)
class RunPaused:
    """A run was paused or continued."""

    run: str
    paused: bool


@dataclass(frozen=True)
class Ready:
    """torch is imported and warm; what this machine offers."""

    devices: tuple[str, ...]  # "cpu", "cuda", "mps"
    device_names: tuple[str, ...]
    versions: dict[str, str]
    slowness: tuple[float, ...] = ()  # of each device, see `training.cost`; empty: not measured


@dataclass(frozen=True)
class RequestDone:
    """The reply to a request; requests that a newer one replaced have none."""

    request_id: int
    topic: str
    reply: Reply


@dataclass(frozen=True)
class RequestFailed:
    """A request could not be handled."""

    request_id: int
    topic: str
    message: Sentence
    details: str = ""  # the traceback of a bug; empty for an expected error


@dataclass(frozen=True)
class LogLine:
    """For the log dock."""

    level: str
    text: str
    when: float


@dataclass(frozen=True)
class EngineCrashed:
    """The engine process ended unexpectedly. Its runs have ended; another process is being started.

    Attributes:
        reason: for the user.
        details: the end of its standard error, such as the place of a crash.
        forced: whether it was killed on request.
    """

    reason: Sentence
    details: str = field(repr=False)
    forced: bool


Report = RunEvent | RunPaused | Ready | RequestDone | RequestFailed | LogLine | EngineCrashed
