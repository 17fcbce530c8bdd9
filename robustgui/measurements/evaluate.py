"""Robust accuracy under several attacks at several budgets, and the worst case over the attacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

from pydantic import model_validator

from ..attacks import ATTACKS, Attack
from ..attacks.default_attacks import EVALUATION_ATTACK
from ..base.errors import SettingError
from ..base.events import Event
from ..base.plain_values import decode
from ..base.settings import AsTuple, OneOf, Settings, setting, wrong
from ..evaluation.curve import budgets
from ..evaluation.events import AttackMeasured, CleanMeasured, Confusion, CurvePoint, RunsCompared, SequencesMeasured
from ..evaluation.table import AttackTable
from ..runs.building import check_threat
from ..threats import THREATS, Threat
from ..threats.linf import Linf
from .base import MEASUREMENTS, Context, Measurement
from .compare import compare_results
from .evaluation_result import EvaluationResult
from .store import load_results

if TYPE_CHECKING:
    from ..data import SequenceSet
    from ..models.network import Network


class AttackPlan(Settings):
    """One or several attacks within one threat model."""

    attacks: Annotated[tuple[Annotated[Attack, OneOf(ATTACKS)], ...], AsTuple] = setting(
        (EVALUATION_ATTACK,),
        min_length=1,
        title="Attacks",
        help="Each attack is evaluated by itself, and of several also the worst case over the attacks.",
    )
    only_survivors: bool = setting(
        False,
        title="Active examples only",
        advanced=True,
        help="Each attack runs only on the examples on which the attacks before it failed: faster, and their "
        "successes count in its row too.",
    )


@MEASUREMENTS.register("evaluate")
class RobustnessEvaluation(AttackPlan, Measurement):
    """Robust accuracy under each attack at each budget eps; several runs on the same sequences are compared.

    Events of each run: `CleanMeasured`; of each attack at each eps in ascending order `CurvePoint`, for classes
    `Confusion`, and `AttackMeasured`; after its last eps `SequencesMeasured`; of several attacks then the same of the
    worst case, as the attack `WORST`. After all runs, of several: `RunsCompared` or `NotCompared`.
    """

    title: ClassVar[str] = "Evaluation"
    results: ClassVar[Mapping[type[Event], tuple[str, ...]]] = {
        CleanMeasured: ("run",),
        CurvePoint: ("run", "attack", "eps"),
        Confusion: ("run", "attack", "eps"),
        AttackMeasured: ("run", "attack", "eps"),
        SequencesMeasured: (),
        RunsCompared: ("first", "second", "attack", "eps"),
    }
    counted: ClassVar[type[Event]] = CurvePoint
    folder: ClassVar[str] = "evaluations"
    result: ClassVar[type[EvaluationResult]] = EvaluationResult

    threat: Annotated[Threat, OneOf(THREATS)] = setting(
        Linf(eps=0.1), title="Threat model", help="Threat model of all attacks; its eps is replaced by each budget."
    )
    eps: Annotated[tuple[float, ...], AsTuple] = setting(
        (0.0, 0.05, 0.1, 0.2),
        min_length=1,
        title="Budgets eps",
        help="Perturbation budgets, in the unit of the threat model.",
    )

    @model_validator(mode="after")
    def _check_budgets(self) -> Self:
        try:
            budgets(self.threat, self.eps)
        except SettingError as error:
            problem = error.problems["eps"]
            raise wrong(problem.template, field="eps", **problem.facts) from error
        return self

    def canonical(self) -> Self:
        """See `Measurement.canonical`: ascending budgets without duplicates, the largest in the threat model."""
        eps = tuple(sorted({float(value) for value in self.eps}))
        return self.copy_with(eps=eps, threat=self.threat.copy_with(eps=eps[-1]))

    def total(self, runs: int) -> int:
        """See `Measurement.total`."""
        return runs * (len(self.attacks) + (len(self.attacks) > 1)) * len(set(self.eps))

    def check(self, part: SequenceSet) -> None:
        """See `Measurement.check`."""
        for attack in self.attacks:
            check_threat(attack, self.threat, part)

    def run(self, network: Network, part: SequenceSet, context: Context) -> Iterator[Event]:
        """See `Measurement.run`."""
        table = AttackTable(
            network, part, self.attacks, budgets(self.threat, self.eps), run=context.run,
            samples=self.samples, seed=self.seed, only_survivors=self.only_survivors, stop=context.stop,
            overlap=context.overlap, split=self.split, source=self.data, partial=context.partial,
        )  # fmt: skip
        return table.events()

    def compare(self, results: Sequence[EvaluationResult]) -> Iterator[Event]:
        """See `Measurement.compare`: each run with the first."""
        for other in results[1:]:
            yield from compare_results(results[0], other)

    @classmethod
    def upgrade(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """See `Measurement.upgrade`."""
        file = decode(_EarlierFile, values)
        attacks = [*file.attacks, *([file.attack] if file.attack and not file.attacks else [])]
        if not attacks:
            raise ValueError("it names no attack")
        key = {} if file.attacks else {"attack": str(attacks[0].get("name"))}
        clean = [] if file.clean is None else [file.clean]
        curves = [event | key for event in (*file.points, *file.confusions)]
        settings = {name: getattr(file, name) for name in ("threat", "samples", "seed", "only_survivors")}
        part = {"split": file.clean.get("split", "test"), "data": file.clean.get("source", "")} if file.clean else {}
        eps = sorted({point["eps"] for point in file.points if isinstance(point.get("eps"), float)})
        return {
            "measurement": settings | part | {"attacks": attacks, "eps": eps},
            "created": file.created,
            "events": [*clean, *curves, *file.measured, *file.sequences],
            "overlap": file.clean.get("overlap") if file.clean else None,
        }


def load_evaluations(run: Path) -> list[EvaluationResult]:
    """The evaluations of the run in the folder `run`, oldest first; what cannot be read is excluded."""
    return [*load_results(run, RobustnessEvaluation).results]


@dataclass(frozen=True)
class _EarlierFile:
    """The layout of format 1; the first of its files held one attack, which nothing named."""

    threat: dict[str, Any]
    samples: int
    seed: int
    created: str
    points: tuple[dict[str, Any], ...]
    confusions: tuple[dict[str, Any], ...]
    attacks: tuple[dict[str, Any], ...] = ()
    attack: dict[str, Any] | None = None
    only_survivors: bool = False
    clean: dict[str, Any] | None = None
    measured: tuple[dict[str, Any], ...] = ()
    sequences: tuple[dict[str, Any], ...] = ()
