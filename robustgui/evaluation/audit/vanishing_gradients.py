"""Check: the gradients of the attack do not vanish."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, ClassVar

from ...attacks.run import run_attack
from ...base.errors import Interrupted, Sentence
from ...base.events import Progress
from ...base.lazy import torch
from .advice import ON_LOGITS, WITHOUT_GRADIENTS, list_attacks, select_suited
from .base import CHECKS, NOTHING_ATTACKED, Check, CheckResult, skip_inapplicable
from .input_gradients import build_margin, compute_gradient, find_vanishing, record_gradients
from .rival_gain import compute_share

if TYPE_CHECKING:
    from ...models.batch import Batch
    from ..predictions import Indices
    from .case import Case


@CHECKS.register("vanishing_gradients")
class GradientsThere(Check):
    """Where the gradient is zero or not finite, an attack does not move, and the sequence appears robust."""

    title: ClassVar[str] = "Gradients do not vanish"
    source: ClassVar[str] = "Carlini & Wagner 2017, arXiv:1608.04644; Pintor et al. 2022, arXiv:2106.09947"
    place: ClassVar[int] = 70

    def run(self, case: Case) -> Generator[Progress, None, CheckResult]:
        """See `Check.run`; the first gradients that the attack computes are recorded."""
        if case.attack.needs != "gradients":
            return skip_inapplicable(Sentence("The attack is gradient-free."))
        count = vanishing = saturated = 0
        groups = case.groups()
        for number, (rows, frame, seed) in enumerate(groups):
            if case.stop():
                raise Interrupted
            if len(rows):
                zeros, margins = self._group(case, rows, case.batch(rows, frame), seed)
                count, vanishing, saturated = count + len(rows), vanishing + zeros, saturated + margins
            yield Progress(Sentence("Computing gradients"), number + 1, len(groups))
        if not count:
            return skip_inapplicable(NOTHING_ATTACKED)
        share = compute_share(vanishing, count)
        figures = {"vanished": share.share, "saturated": saturated / count}
        finding = Sentence(
            "The first gradient of the attack is zero or not finite for {count} of {samples} "
            "{samples:sequence|sequences}; for {saturated} of them the logits do change.",
            {"count": vanishing, "samples": count, "saturated": saturated},
        )
        if share.status == "passed":
            meaning = Sentence("The gradients give the attack a direction.")
            return CheckResult("passed", finding, meaning, figures=figures, samples=count)
        is_saturated = 2 * saturated > vanishing
        attacks = select_suited(case, ON_LOGITS if is_saturated else WITHOUT_GRADIENTS)
        names = {"attacks": list_attacks(attacks)}
        meaning = Sentence(
            "Vanishing gradients: these sequences appear robust only because the attack has no gradient to follow."
        )
        if is_saturated:
            advice = Sentence("The loss is saturated: use an attack on the margin of the logits: {attacks}.", names)
        else:
            advice = Sentence(
                "A part of the network blocks the gradient: use BPDA, or a gradient-free attack: {attacks}.", names
            )
        return CheckResult(share.status, finding, meaning, advice, figures, count, attacks)

    def _group(self, case: Case, rows: Indices, batch: Batch, seed: int) -> tuple[int, int]:
        """Number of vanishing first gradients, and for how many of these the margin has a gradient."""
        x, y, mask = batch
        with record_gradients(case.network) as gradients:

            def has_recorded() -> bool:
                return case.stop() or any(len(gradient) == len(rows) for gradient in gradients)

            try:
                run_attack(
                    case.attack, case.network, x, y, mask, case.threat, seed=seed, goal="maximise", stop=has_recorded,
                    target=case.goal.select(rows).target(case.network.device),
                )  # fmt: skip
            except Interrupted:
                if case.stop():
                    raise
        first = next((gradient for gradient in gradients if len(gradient) == len(rows)), None)
        if first is None:  # it computed no gradient of all sequences at once: the check finds nothing
            return 0, 0
        is_vanishing = find_vanishing(first)
        with torch.no_grad():
            inputs = case.network.embed(x, mask)
        has_no_margin_gradient = find_vanishing(
            compute_gradient(case.network, inputs, mask, build_margin(case.network, y), seed=case.seed)
        )
        return int(is_vanishing.sum()), int((is_vanishing & ~has_no_margin_gradient).sum())
