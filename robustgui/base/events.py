"""What a run reports: frozen, plain numbers, text and NumPy arrays; safe in any thread, easy to store.

Rates and accuracies are shares in [0, 1]; steps and epochs count from 1; seconds are wall-clock.
A run ends with exactly one `Ending`.

Here are the events of every kind of run; those of one kind are in the `events.py` of its package, or in a plug-in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from .errors import Sentence
from .quantities import Count

EVENTS: dict[str, type[Event]] = {}  # by name, which is also what a stored event is called; see `runs.event_json`


@dataclass(frozen=True)
class Event:
    """Something that a run reports. Subclasses are frozen dataclasses, registered by name unless they are abstract."""

    def __init_subclass__(cls, *, abstract: bool = False, **options: object) -> None:
        super().__init_subclass__(**options)
        other = EVENTS.get(cls.__name__, cls)
        if (other.__module__, other.__qualname__) != (cls.__module__, cls.__qualname__):
            raise ValueError(f"two events are called {cls.__name__!r}: {other} and {cls}")
        if not abstract:
            EVENTS[cls.__name__] = cls

    @property
    def sentence(self) -> Sentence | None:
        """The event in one sentence, for a terminal that has no line of its own for it; None: it is not shown there."""
        return None


@dataclass(frozen=True)
class Ending(Event, abstract=True):
    """The last event of a run, and its only ending.

    Attributes:
        outcome: "finished": everything was done and is stored; "stopped" as requested; "failed" with an error.
    """

    outcome: ClassVar[Literal["finished", "stopped", "failed"]] = "finished"


@dataclass(frozen=True)
class Progress(Event):
    """How far a long computation between two other events has come."""

    what: Sentence
    done: Count
    total: Count


@dataclass(frozen=True)
class DataWarned(Event):
    """Something about the data, or about what is stored of a run, that must be seen."""

    message: Sentence
    # how the data were read; that the network was trained on them; where a training resumes
    about: Literal["data", "trained_on", "checkpoint"] = "data"


@dataclass(frozen=True)
class RunStopped(Ending):
    """It was stopped on request; a training can be resumed from its checkpoint of this step."""

    outcome = "stopped"

    step: Count
    epoch: Count


@dataclass(frozen=True)
class RunFailed(Ending):
    """It ended with an error.

    Attributes:
        message: the error in a sentence.
        details: the traceback of a bug; empty for an expected error.
        resumable: whether it can be resumed from a checkpoint.
        network_epoch: where there is none, the epoch of the stored network that it can continue from; 0: none.
        is_edited: its spec was edited since it was started; a new run can be trained with the edited one.
    """

    outcome = "failed"

    message: Sentence
    details: str = field(repr=False)
    resumable: bool = False
    network_epoch: Count = 0
    is_edited: bool = False
