"""The contract of reliability checks: a status, a finding, and its meaning."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from ...base.errors import Sentence
from ...base.events import Progress
from ...base.registry import Registry
from ...base.renamed import adopt_former_methods
from .events import CheckStatus

if TYPE_CHECKING:
    from ...attacks import Attack
    from .case import Case

NOTHING_TO_DO = Sentence("")
NOTHING_ATTACKED = Sentence("No sequence was attacked: none is correctly classified without an attack.")


@dataclass(frozen=True)
class CheckResult:
    """The result of a check.

    Attributes:
        status: a skipped check never counts as passed.
        found: the finding, or why the check was skipped.
        meaning: what it says about the robust accuracy.
        advice: recommended next step; empty if there is none.
        figures: measured numbers by name; finite.
        samples: number of sequences.
        attacks: recommended attacks.
    """

    status: CheckStatus
    finding: Sentence
    meaning: Sentence
    advice: Sentence = NOTHING_TO_DO
    figures: Mapping[str, float] = field(default_factory=dict)
    samples: int = 0
    attacks: tuple[Attack, ...] = ()


class Check(ABC):
    """A check of whether a robust accuracy is reliable; has no state.

    Attributes:
        title: what is expected of a reliable evaluation.
        source: authors, year, arXiv.
        place: position among the checks.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str]
    source: ClassVar[str]
    place: ClassVar[int]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        adopt_former_methods(cls)

    @abstractmethod
    def run(self, case: Case) -> Generator[Progress, None, CheckResult]:
        """Run the check: yields progress, returns the result.

        Raises:
            Interrupted: the case was cancelled.
        """


CHECKS: Registry[Check] = Registry("reliability check", __package__ or "robustgui.evaluation.audit")


def list_checks() -> tuple[type[Check], ...]:
    """All checks in the order in which they run and are shown."""
    return tuple(sorted((CHECKS[name] for name in CHECKS), key=lambda check: check.place))


def skip_inapplicable(why: Sentence) -> CheckResult:
    """The result of a check that does not apply."""
    return CheckResult("skipped", why, Sentence("This check gives no evidence about the robust accuracy."))


def skip_check(why: str) -> CheckResult:
    """The result of a check that is skipped on request, with the reason."""
    return CheckResult(
        "skipped", Sentence("Skipped: {reason}", {"reason": why}), Sentence("Not measured, so not passed.")
    )
