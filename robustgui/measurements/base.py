"""The contract of measurements of trained networks; one file each, found by the registry."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol, Self

from pydantic import model_validator

from ..base.errors import RunError
from ..base.events import Event
from ..base.interrupts import no_cancel
from ..base.registry import Registry
from ..base.settings import Named, setting, wrong
from ..evaluation.partial_results import NO_PARTIAL_RESULTS, PartialResults
from ..runs.evaluated_part import EvaluatedPart
from .result import Result

if TYPE_CHECKING:
    from ..data import SequenceSet
    from ..evaluation.training_overlap import TrainingOverlap
    from ..models.network import Network
    from ..runs.folder import RunFolder


@dataclass(frozen=True)
class Context:
    """What a measurement of one network needs beside its settings.

    Attributes:
        run: name of the run, for the events; empty in a notebook.
        overlap: of the evaluated sequences with the network's training data; None: not determined.
        stop: cancellation callback; once it returns True, the measurement raises `Interrupted`.
        partial: results so far, including those of an interrupted measurement with the same settings.
        surrogates: networks for transfer attacks, in addition to those that the settings name.
    """

    run: str = ""
    overlap: TrainingOverlap | None = None
    stop: Callable[[], bool] = no_cancel
    partial: PartialResults = NO_PARTIAL_RESULTS
    surrogates: tuple[Network, ...] = ()


class RunMeasurer(Protocol):
    """Measures one run of several; see `run.MeasurementRun`."""

    def measure_run(self, folder: RunFolder) -> Generator[Event, None, Result]:
        """Read the run, measure its network, store the result and return it."""


class Measurement(Named):
    """Settings of one measurement of trained networks. A subclass needs `results` and `run`, and no more.

    Engine, store, command line (a command with an option for each setting), window (a form, a row in the queue, a
    table of results) and notebook (`rg.measure`) take it from the registry.

    Attributes:
        results: events that are results, each with the fields by which two of its kind differ. A kind without fields is
            stored, but not shown while the measurement is running.
        counted: the result that counts as progress; None: there is none.
        folder: name of the results' folder in a run folder; empty: `measurements/<name>`.
        result: class of the results.
        needs_network: whether `run` measures a network; else `measure` is overridden.
    """

    results: ClassVar[Mapping[type[Event], tuple[str, ...]]] = {}
    counted: ClassVar[type[Event] | None] = None
    folder: ClassVar[str] = ""
    result: ClassVar[type[Result]] = Result
    needs_network: ClassVar[bool] = True

    samples: int = setting(
        0, ge=0, title="Sequences", help="Number of sequences, drawn at random with the seed; 0: all."
    )
    seed: int = setting(0, ge=0, title="Seed", advanced=True, help="Seed of all random numbers.")
    split: Literal["test", "train", "validation", "all"] = setting(
        "test",
        title="Split",
        advanced=True,
        help="Evaluated split. Other data without a test split are evaluated as a whole.",
        choices={"test": "Test", "train": "Training", "validation": "Validation", "all": "All"},
    )
    data: str = setting(
        "",
        title="Other data",
        advanced=True,
        browse=True,
        help="A file or example to evaluate on, in place of the run's.",
    )

    @model_validator(mode="after")
    def _check_part(self) -> Self:
        try:
            self.evaluated  # noqa: B018
        except RunError as error:
            raise wrong(error.sentence.template, field="split", **error.sentence.facts) from error
        return self

    @property
    def evaluated(self) -> EvaluatedPart:
        """The measured sequences."""
        return EvaluatedPart(self.split, self.data)

    def canonical(self) -> Self:
        """The same measurement in the form that is stored."""
        return self

    def inputs(self) -> dict[str, Any]:
        """Further inputs of the results, as plain values: an interrupted measurement continues only with equal ones."""
        return {}

    def total(self, runs: int) -> int:
        """Number of `counted` events for so many runs; 0: unknown."""
        return 0

    def check(self, part: SequenceSet) -> None:
        """Raises `RunError` if the measurement is impossible on such data; called before the network is loaded."""

    def run(self, network: Network, part: SequenceSet, context: Context) -> Iterator[Event]:
        """Measure one network: yields `Progress` and the events of `results`.

        Args:
            network: in eval mode, on its device.
            part: the evaluated split; `samples` of its sequences are measured, see `scores.choose_indices`.
            context: everything else.

        Raises:
            RunError: the settings do not go with network or data.
            Interrupted: `context.stop` returned True.
        """
        raise NotImplementedError(f"{type(self).__name__} measures no network")

    def compare(self, results: Sequence[Any]) -> Iterator[Event]:
        """Events that compare the results of all runs, which are in the order of the runs; none by default."""
        yield from ()

    def measure(self, runs: Sequence[RunFolder], measurer: RunMeasurer) -> Iterator[Event]:
        """Measure every run by itself, then compare them."""
        results = []
        for folder in runs:
            results.append((yield from measurer.measure_run(folder)))
        yield from self.compare(results)

    @classmethod
    def upgrade(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values of a file of an earlier version in the present format; raises `ValueError`."""
        raise ValueError("it names no measurement")


MEASUREMENTS: Registry[Measurement] = Registry("measurement", __package__ or "robustgui.measurements")
