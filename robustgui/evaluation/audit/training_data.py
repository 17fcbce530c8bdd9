"""Check: none of the evaluated sequences was trained on."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, ClassVar

from ...base.errors import Sentence
from ...base.events import Progress
from ..training_overlap import training_overlap
from .base import CHECKS, Check, CheckResult, skip_inapplicable

if TYPE_CHECKING:
    from .case import Case
    from .events import CheckStatus

SERIOUS = 0.1  # of the evaluated sequences


@CHECKS.register("training_data")
class TrainingData(Check):
    """An accuracy on training data shows what the network remembers, not what it has learned."""

    title: ClassVar[str] = "Evaluated on unseen data"
    source: ClassVar[str] = "Kapoor and Narayanan 2023, arXiv:2207.07048"
    place: ClassVar[int] = 6

    def run(self, case: Case) -> Generator[Progress, None, CheckResult]:
        """See `Check.run`: the evaluated sequences are compared with fingerprints of the training data."""
        yield Progress(Sentence("Comparing with the training data"), 0, 1)
        overlap = training_overlap(case.network, case.part, case.clean.indices)
        if not overlap.is_known:
            return skip_inapplicable(Sentence("It is not known which data this network was trained on."))
        figures = {"same": float(overlap.same), "partly": float(overlap.partly)}
        facts = {"count": overlap.count, "samples": overlap.samples}
        if not overlap.count:
            finding = Sentence(
                "None of the {samples} {samples:evaluated sequence|evaluated sequences} is in the training data.", facts
            )
            meaning = Sentence("The accuracy is measured on new data.")
            return CheckResult("passed", finding, meaning, figures=figures, samples=overlap.samples)
        status: CheckStatus = "failed" if overlap.count > SERIOUS * overlap.samples else "warning"
        finding = Sentence(
            "The network was trained on {count} of the {samples} {samples:evaluated sequence|evaluated sequences}.",
            facts,
        )
        meaning = Sentence("The figures do not show how the network does on new data.")
        advice = Sentence("Evaluate on data that the network was not trained on; remove duplicates.")
        return CheckResult(status, finding, meaning, advice, figures, overlap.samples)
