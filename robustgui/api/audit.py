"""Evaluation audits and cross-checks in a notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from ..attacks import ATTACKS, Attack
from ..attacks.compatibility import list_compatible_attacks
from ..attacks.evaluation_default import choose_evaluation_attack
from ..base.events import Progress
from ..data import Dataset, SequenceSet
from ..evaluation.audit import Case, examine
from ..evaluation.audit.events import AuditCheck, AuditVerdict
from ..evaluation.peers import cross_check as ask
from ..evaluation.peers.events import PeerResult
from ..evaluation.training_overlap import TrainingOverlap
from ..threats import Threat
from .attack import check_fit
from .overlap import evaluated_part, html_of, said_of
from .progress import Bar

if TYPE_CHECKING:
    from ..models.network import Network

_COLOURS = {"passed": "#2e9e4f", "warning": "#d98e04", "failed": "#cc3333", "skipped": "#888888"}


@dataclass(frozen=True)
class Audit:
    """Whether the robust accuracy under an attack is reliable.

    Attributes:
        verdict: "reliable", "doubtful" or "unreliable", with the figures, as
            `.verdict.verdict`, `.value`, `.worst` ...
        lights: every check, in order; `.status` is "passed", "warning", "failed" or "skipped".
        overlap: how many of the sequences the network was trained on, with `.same`, `.partly` and `.is_known`.
    """

    verdict: AuditVerdict
    lights: tuple[AuditCheck, ...] = field(repr=False)
    overlap: TrainingOverlap | None = None

    @property
    def believed(self) -> bool:
        """Whether the verdict is reliable."""
        return self.verdict.verdict == "reliable"

    def __getitem__(self, name: str) -> AuditCheck:
        """The check called `name`, such as "black_box"."""
        for light in self.lights:
            if light.name == name:
                return light
        raise KeyError(name)

    def __repr__(self) -> str:
        lines = [f"<Audit: {self.verdict.summary}"]
        lines += [f"  {light.status:<7} {light.title}: {light.found}" for light in self.lights]
        return "\n".join(lines) + ">"

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><td style="color:{_COLOURS[light.status]}">&#9679; {escape(light.status)}</td>'
            f"<td>{escape(str(light.title))}</td><td>{escape(str(light.found))}</td>"
            f"<td>{escape(f'{light.meaning} {light.advice}'.strip())}</td></tr>"
            for light in self.lights
        )
        head = "<tr><th></th><th>check</th><th>measured</th><th>meaning</th></tr>"
        return f"<b>{escape(str(self.verdict.summary))}</b><table>{head}{rows}</table>"


@dataclass(frozen=True)
class Opinions(Sequence[PeerResult]):
    """The rows of a cross-check; a sequence of `PeerResult`. `overlap` is as in `Audit`."""

    rows: tuple[PeerResult, ...] = field(repr=False)
    overlap: TrainingOverlap | None = None

    def __getitem__(self, index: int | slice) -> PeerResult | Opinions:  # type: ignore[override]
        return Opinions(self.rows[index], self.overlap) if isinstance(index, slice) else self.rows[index]

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        said = (
            f"{row.family} {row.library} {row.value:.4f}" if row.value is not None else f"{row.library}: {row.note}"
            for row in self.rows
        )  # fmt: skip
        return "<Opinions: " + "; ".join(said) + f"{said_of(self.overlap)}>"

    def _repr_html_(self) -> str:
        head = "".join(
            f"<th>{name}</th>" for name in ("family", "library", "attack", "robust accuracy", "95 %", "mean norm", "")
        )
        rows = ("".join(f"<td>{escape(cell)}</td>" for cell in _cells(row)) for row in self.rows)
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        return f"<table><tr>{head}</tr>{body}</table>{html_of(self.overlap)}"


def audit(
    network: Network,
    data: SequenceSet | Dataset,
    attack: Attack | None,
    threat: Threat,
    *,
    samples: int = 200,
    seed: int = 0,
    surrogates: Sequence[Network] = (),
    skip: Mapping[str, str] | None = None,
    progress: bool = False,
) -> Audit:
    """Is the accuracy under this attack reliable? The checks are those of `robustgui audit` with the same seed.

    Args:
        network: such as `run.network`.
        data: a part, such as `data.test`; of a whole dataset its test part.
        attack, threat: how it was measured; None: the default of evaluations. The threat's eps counts.
        samples: how many sequences, by chance with `seed`; 0: all.
        seed: of everything random.
        surrogates: other networks for the same data; none: one is trained.
        skip: names of checks that are not measured, such as "transfer", each with the reason that is shown instead.
        progress: show a bar.

    Raises:
        RunError: the data do not fit the network, or attack and threat do not go with it.
    """
    part, overlap = evaluated_part(network, data, samples=samples, seed=seed)
    attack = attack or choose_evaluation_attack(threat, tokens=network.symbolic, task=network.task)
    check_fit(network, part, attack, threat)
    case = Case(network, part, attack, threat, samples=samples, seed=seed, surrogates=tuple(surrogates))
    lights: list[AuditCheck] = []
    with Bar("Auditing", 1, shown=progress) as bar:
        steps = examine(case, skip=skip)
        while True:
            try:
                event = next(steps)
            except StopIteration as end:
                return Audit(end.value, tuple(lights), overlap)
            if isinstance(event, AuditCheck):
                lights.append(event)
            elif isinstance(event, Progress):
                bar.show(str(event.what), done=event.done, total=event.total)


def second_opinion(
    network: Network,
    data: SequenceSet | Dataset,
    threat: Threat,
    *,
    families: Sequence[str] = (),
    libraries: Sequence[str] = (),
    samples: int = 200,
    seed: int = 0,
    progress: bool = False,
) -> Opinions:
    """Cross-check by ART, Foolbox, torchattacks and CleverHans, where they are installed; equal budgets for all.

    Args:
        network, data, samples, seed, progress: as in `audit`.
        threat: L-inf, L2 or L1; its eps counts.
        families: such as ("pgd", "square"); none: the usual ones.
        libraries: such as ("art",); none: all. Ours always answers too.

    Raises:
        RunError: there is no such family or library, or the data do not fit the network.
    """
    part, overlap = evaluated_part(network, data, samples=samples, seed=seed)
    check_fit(network, part, ATTACKS[list_compatible_attacks(threat, task=part.task)[0]](), threat)
    rows: list[PeerResult] = []
    with Bar("Asking", 1, shown=progress) as bar:
        for event in ask(network, part, threat, families=families, libraries=libraries, samples=samples, seed=seed):
            if isinstance(event, PeerResult):
                rows.append(event)
            else:
                bar.show(str(event.what), done=event.done, total=event.total)
    return Opinions(tuple(rows), overlap)


def _cells(row: PeerResult) -> tuple[str, ...]:
    if row.value is None:
        return (row.family, row.library, row.attack, "", "", "", str(row.note))
    size = "" if row.mean_size is None else f"{row.mean_size:.4g}"
    return (
        row.family, f"{row.library} {row.version}", row.attack, f"{row.value:.4f}", f"{row.low:.4f} to {row.high:.4f}",
        size, str(row.note),
    )  # fmt: skip
