"""The cross-check: other libraries attack the same network with equal budgets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from ..base.events import Event
from ..base.plain_values import decode
from ..base.settings import AsTuple, OneOf, setting
from ..evaluation import peers
from ..evaluation.peers.events import PeerResult
from ..runs.building import check_threat_on_data
from ..threats import THREATS, Threat
from ..threats.linf import Linf
from .base import MEASUREMENTS, Context, Measurement
from .result import PlainTable, Result

if TYPE_CHECKING:
    from ..data import SequenceSet
    from ..models.network import Network

_HEADS = ("family", "library", "attack", "robust accuracy", "95 %", "mean norm", "")


@dataclass(frozen=True, repr=False)
class CrossCheckResult(Result, Sequence[PeerResult]):
    """The rows of a cross-check, as a sequence of `PeerResult`."""

    measurement: CrossCheck

    @property
    def rows(self) -> tuple[PeerResult, ...]:
        return self.of(PeerResult)

    def __getitem__(self, index: int | slice) -> PeerResult | tuple[PeerResult, ...]:  # type: ignore[override]
        return self.rows[index]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[PeerResult]:
        return iter(self.rows)

    def check(self) -> None:
        """See `Result.check`."""
        for row in self.rows:
            if row.state == "measured" and None in (row.value, row.low, row.high):
                raise ValueError("a row was measured, but has no value")

    def summary(self) -> str:
        """See `Result.summary`."""
        rows = (
            f"{row.family} {row.library} {row.value:.4f}" if row.value is not None else f"{row.library}: {row.note}"
            for row in self.rows
        )  # fmt: skip
        warnings = self.overlap.warnings() if self.overlap is not None else ()
        return "; ".join([*rows, *map(str, warnings)])

    def _repr_html_(self) -> str:
        table = PlainTable(_HEADS, tuple(map(_cells, self.rows)))
        sentences = self.overlap.sentences() if self.overlap is not None else ()
        return table.to_html() + "".join(f"<p>{escape(str(sentence))}</p>" for sentence in sentences)


@MEASUREMENTS.register("cross_check")
class CrossCheck(Measurement):
    """Attack with other libraries and equal budgets.

    Events: one `PeerResult` for each library and family of attacks.
    """

    title: ClassVar[str] = "Cross-check"
    results: ClassVar[Mapping[type[Event], tuple[str, ...]]] = {PeerResult: ("run", "library", "family")}
    folder: ClassVar[str] = "opinions"
    result: ClassVar[type[CrossCheckResult]] = CrossCheckResult

    samples: int = setting(
        200, ge=0, title="Sequences", help="Number of sequences, drawn at random with the seed; 0: all."
    )
    threat: Annotated[Threat, OneOf(THREATS)] = setting(
        Linf(eps=0.1), title="Threat model", help="Threat model of all attacks, with its budget eps."
    )
    families: Annotated[tuple[str, ...], AsTuple] = setting(
        (), title="Attacks", help="Families of attacks, such as pgd, square, fmn. None: the default ones."
    )
    libraries: Annotated[tuple[str, ...], AsTuple] = setting(
        (),
        title="Libraries",
        help="Libraries, such as art, foolbox. None: all. The attacks of robustgui always run too.",
    )

    def check(self, part: SequenceSet) -> None:
        """See `Measurement.check`."""
        check_threat_on_data(self.threat, part)

    def run(self, network: Network, part: SequenceSet, context: Context) -> Iterator[Event]:
        """See `Measurement.run`."""
        return peers.cross_check(
            network, part, self.threat, families=self.families, libraries=self.libraries,
            samples=self.samples, seed=self.seed, run=context.run, stop=context.stop, partial=context.partial,
        )  # fmt: skip

    @classmethod
    def upgrade(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """See `Measurement.upgrade`."""
        file = decode(_EarlierFile, values)
        settings = {name: getattr(file, name) for name in ("threat", "samples", "seed", "split")}
        return {
            "measurement": settings | {"data": file.source},
            "created": file.created,
            "events": list(file.rows),
            "overlap": file.overlap,
        }


@dataclass(frozen=True)
class _EarlierFile:
    """The layout of format 1."""

    threat: dict[str, Any]
    samples: int
    seed: int
    created: str
    rows: tuple[dict[str, Any], ...]
    overlap: dict[str, Any] | None = None
    split: str = "test"
    source: str = ""


def _cells(row: PeerResult) -> tuple[str, ...]:
    if row.value is None:
        return (row.family, row.library, row.attack, "", "", "", str(row.note))
    size = "" if row.mean_size is None else f"{row.mean_size:.4g}"
    return (
        row.family, f"{row.library} {row.version}", row.attack, f"{row.value:.4f}", f"{row.low:.4f} to {row.high:.4f}",
        size, str(row.note),
    )  # fmt: skip
