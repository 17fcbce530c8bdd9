"""What every check of the evaluation audit promises: a status, what was measured, and what that means."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from ...base.errors import Sentence
from ...base.events import Progress
from ...base.registry import Registry
from .events import CheckStatus

if TYPE_CHECKING:
    from ...attacks import Attack
    from .case import Case

NOTHING_TO_DO = Sentence("")


@dataclass(frozen=True)
class CheckResult:
    """The result of a check.

    Attributes:
        status: a skipped check never counts as passed.
        found: what was measured, or why the check was skipped.
        meaning: what that says about the number.
        advice: the next step; empty where there is nothing to do.
        figures: what was measured, named for machines; finite.
        samples: sequences that it was measured on.
        attacks: those that the advice names.
    """

    status: CheckStatus
    found: Sentence
    meaning: Sentence
    advice: Sentence = NOTHING_TO_DO
    figures: Mapping[str, float] = field(default_factory=dict)
    samples: int = 0
    attacks: tuple[Attack, ...] = ()


class Check(ABC):
    """One check of whether an attacked accuracy can be believed; holds no state.

    Attributes:
        title: what is checked, as it should be.
        source: authors, year, arXiv.
        place: where it stands among the others.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str]
    source: ClassVar[str]
    place: ClassVar[int]

    @abstractmethod
    def measure(self, case: Case) -> Generator[Progress, None, CheckResult]:
        """Yields progress; returns what was found.

        Raises:
            Interrupted: someone asked to stop.
        """


CHECKS: Registry[Check] = Registry("reliability check", __package__ or "robustgui.evaluation.audit")


def list_checks() -> tuple[type[Check], ...]:
    """All lights in the order in which they are measured and shown."""
    return tuple(sorted((CHECKS[name] for name in CHECKS), key=lambda light: light.place))


def skip_inapplicable(why: Sentence) -> CheckResult:
    """The reading of a check that is skipped because there is nothing for it to measure."""
    return CheckResult("skipped", why, Sentence("This check gives no evidence about the robust accuracy."))


def skip_check(why: str) -> CheckResult:
    """The reading of a check that could be measured and is not, with the reason."""
    return CheckResult(
        "skipped", Sentence("Skipped: {reason}", {"reason": why}), Sentence("Not measured, so not passed.")
    )
