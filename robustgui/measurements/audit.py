"""The evaluation audit: sanity checks of a robust accuracy, and a verdict on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

from pydantic import field_validator

from ..attacks import ATTACKS, Attack
from ..attacks.default_attacks import EVALUATION_ATTACK
from ..base.events import Event
from ..base.plain_values import decode
from ..base.settings import AsTuple, OneOf, setting
from ..base.tabular import columns_of
from ..evaluation.audit import Case, list_checks
from ..evaluation.audit.events import AuditCheck, AuditVerdict
from ..evaluation.audit.examine import examine
from ..runs.building import check_threat
from ..runs.folder import RunFolder
from ..threats import THREATS, Threat
from ..threats.linf import Linf
from .base import MEASUREMENTS, Context, Measurement
from .result import Result
from .unfinished import network_digest

if TYPE_CHECKING:
    from ..data import SequenceSet
    from ..models.network import Network

_COLOURS = {"passed": "#2e9e4f", "warning": "#d98e04", "failed": "#cc3333", "skipped": "#888888"}


@dataclass(frozen=True, repr=False)
class AuditResult(Result):
    """Whether the robust accuracy under an attack is reliable."""

    measurement: EvaluationAudit

    @property
    def checks(self) -> tuple[AuditCheck, ...]:
        """Every check, in order; `.status` is "passed", "warning", "failed" or "skipped"."""
        return self.of(AuditCheck)

    @property
    def verdict(self) -> AuditVerdict:
        """`.verdict` is "reliable", "doubtful" or "unreliable"; with the figures, as `.value`, `.worst` ..."""
        return self.of(AuditVerdict)[0]

    @property
    def is_reliable(self) -> bool:
        """Whether the verdict is reliable."""
        return self.verdict.verdict == "reliable"

    lights, believed = checks, is_reliable  # the names of earlier versions

    def __getitem__(self, name: str) -> AuditCheck:
        """The check called `name`, such as "black_box"."""
        for check in self.checks:
            if check.name == name:
                return check
        raise KeyError(name)

    def columns(self) -> dict[str, list[Any]]:
        """A row for each check."""
        return columns_of(self.checks)

    def check(self) -> None:
        """See `Result.check`."""
        if len(self.of(AuditVerdict)) != 1:
            raise ValueError("it holds no verdict")
        if not {check.name for check in self.checks} >= set(self.verdict.reasons):
            raise ValueError("its verdict names checks that it does not hold")

    def summary(self) -> str:
        """See `Result.summary`."""
        return str(self.verdict.summary)

    def __repr__(self) -> str:
        lines = [f"<Audit: {self.verdict.summary}"]
        lines += [f"  {check.status:<7} {check.title}: {check.finding}" for check in self.checks]
        return "\n".join(lines) + ">"

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><td style="color:{_COLOURS[check.status]}">&#9679; {escape(check.status)}</td>'
            f"<td>{escape(str(check.title))}</td><td>{escape(str(check.finding))}</td>"
            f"<td>{escape(f'{check.meaning} {check.advice}'.strip())}</td></tr>"
            for check in self.checks
        )
        head = "<tr><th></th><th>check</th><th>measured</th><th>meaning</th></tr>"
        return f"<b>{escape(str(self.verdict.summary))}</b><table>{head}{rows}</table>"


@MEASUREMENTS.register("audit")
class EvaluationAudit(Measurement):
    """Is the robust accuracy under an attack reliable?

    Events: one `AuditCheck` for each check, then the `AuditVerdict`.
    """

    title: ClassVar[str] = "Evaluation audit"
    results: ClassVar[Mapping[type[Event], tuple[str, ...]]] = {AuditCheck: ("run", "name"), AuditVerdict: ("run",)}
    counted: ClassVar[type[Event]] = AuditCheck
    folder: ClassVar[str] = "audits"
    result: ClassVar[type[AuditResult]] = AuditResult

    samples: int = setting(
        200, ge=0, title="Sequences", help="Number of sequences, drawn at random with the seed; 0: all."
    )
    attack: Annotated[Attack, OneOf(ATTACKS)] = setting(
        EVALUATION_ATTACK, title="Attack", help="Attack whose robust accuracy is checked."
    )
    threat: Annotated[Threat, OneOf(THREATS)] = setting(
        Linf(eps=0.1), title="Threat model", help="Threat model of the robust accuracy, with its budget eps."
    )
    surrogates: Annotated[tuple[str, ...], AsTuple] = setting(
        (), title="Surrogates", advanced=True, help="Folders of other runs to transfer from. None: one is trained."
    )
    skip: Annotated[tuple[str, ...], AsTuple] = setting(
        (),
        title="Skipped checks",
        advanced=True,
        help="Names of checks that are not measured, each as CHECK or CHECK=REASON.",
    )

    @field_validator("skip", mode="before")
    @classmethod
    def _read_reasons(cls, value: Any) -> Any:
        """Also accepts a table of names and reasons."""
        return [f"{name}={reason}" for name, reason in value.items()] if isinstance(value, Mapping) else value

    def canonical(self) -> Self:
        """See `Measurement.canonical`: paths of surrogates are absolute."""
        return self.copy_with(surrogates=tuple(str(Path(folder).absolute()) for folder in self.surrogates))

    def inputs(self) -> dict[str, Any]:
        """See `Measurement.inputs`."""
        return {"surrogate_networks": [network_digest(Path(folder)) for folder in self.surrogates]}

    def total(self, runs: int) -> int:
        """See `Measurement.total`."""
        return runs * len(list_checks())

    def check(self, part: SequenceSet) -> None:
        """See `Measurement.check`."""
        check_threat(self.attack, self.threat, part)

    def run(self, network: Network, part: SequenceSet, context: Context) -> Iterator[Event]:
        """See `Measurement.run`."""
        stored = (RunFolder(Path(folder)).load_network(device=network.device) for folder in self.surrogates)
        case = Case(
            network, part, self.attack, self.threat, samples=self.samples, seed=self.seed,
            stop=context.stop, surrogates=(*stored, *context.surrogates), partial=context.partial,
        )  # fmt: skip
        reasons = (each.partition("=") for each in self.skip)
        return examine(case, context.run, skip={name.strip(): reason.strip() for name, _, reason in reasons})

    @classmethod
    def upgrade(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """See `Measurement.upgrade`."""
        file = decode(_EarlierFile, values)
        settings = {name: getattr(file, name) for name in ("attack", "threat", "samples", "seed", "split")}
        return {
            "measurement": settings | {"data": file.source},
            "created": file.created,
            "events": [*file.lights, file.verdict],
        }


@dataclass(frozen=True)
class _EarlierFile:
    """The layout of format 1."""

    attack: dict[str, Any]
    threat: dict[str, Any]
    samples: int
    seed: int
    created: str
    lights: tuple[dict[str, Any], ...]
    verdict: dict[str, Any]
    split: str = "test"
    source: str = ""
