"""Check: the network is deterministic, or the attack averages over its draws (EOT)."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from ...base.errors import Interrupted, Sentence
from ...base.events import Progress
from ...base.lazy import torch
from ...base.seeding import derive, seed_generators
from ..scores import split_groups
from .advice import list_attacks
from .base import CHECKS, Check, CheckResult

if TYPE_CHECKING:
    from torch import Tensor

    from ..predictions import Indices
    from .case import Case
    from .events import CheckStatus

DRAWS = 4
ROUNDING = 1e-4  # of the largest output: kernels may add in another order
ENOUGH = 10  # draws that an attack should average


@CHECKS.register("randomness")
class Randomness(Check):
    """For a stochastic network, the gradient of a single sample misleads the attack; expectation over
    transformation (EOT) averages several."""

    title: ClassVar[str] = "Randomness is averaged (EOT)"
    source: ClassVar[str] = "Athalye et al. 2018, arXiv:1802.00420; Pintor et al. 2022, arXiv:2106.09947"
    place: ClassVar[int] = 60

    def run(self, case: Case) -> Generator[Progress, None, CheckResult]:
        """See `Check.run`: the same sequences are asked several times."""
        differing = flipping = 0
        groups = split_groups(np.arange(case.size))
        for number, rows in enumerate(groups):
            if case.stop():
                raise Interrupted
            draws = draw_outputs(case, rows)  # (D, B, ...)
            spread = (draws - draws[0]).abs().flatten(2).amax((0, 2))  # (D, B, N) -> (B,)
            scale = draws.abs().flatten(2).amax((0, 2)).clamp(min=1e-12)
            differing += int((~(spread <= ROUNDING * scale)).sum())
            if case.network.task == "classification":
                predicted = draws.argmax(-1)  # (D, B)
                flipping += int((predicted != predicted[0]).any(0).sum())
            yield Progress(Sentence("Repeating the same queries"), number + 1, len(groups))
        shares = {"differing": differing / max(case.size, 1), "flipping": flipping / max(case.size, 1)}
        averaged = max(case.attack.eot_samples, case.network.draws)
        figures = shares | {"averaged": float(averaged)}
        if not differing:
            finding = Sentence(
                "The same input always gives the same output ({draws} {draws:query|queries}).", {"draws": DRAWS}
            )
            meaning = Sentence("The network is deterministic: EOT is not needed.")
            return CheckResult("passed", finding, meaning, figures=figures, samples=case.size)
        finding = Sentence(
            "Over {draws} {draws:query|queries} of the same input, the outputs of {differing} of {samples} "
            "{samples:sequence|sequences} differ, and the predictions of {flipping}; the attack averages "
            "{averaged} {averaged:sample|samples}.",
            {
                "draws": DRAWS, "differing": differing, "samples": case.size, "flipping": flipping,
                "averaged": averaged,
            },
        )  # fmt: skip
        if averaged >= ENOUGH:
            meaning = Sentence("The network is stochastic, and the attack averages over it (EOT).")
            return CheckResult("passed", finding, meaning, figures=figures, samples=case.size)
        attack = case.attack.copy_with(eot_samples=ENOUGH)
        meaning = Sentence(
            "Stochastic gradients: the network is stochastic, and the attack uses single samples; the robust "
            "accuracy is overestimated."
        )
        advice = Sentence(
            "Average the attack over {enough} or more samples (setting 'EOT samples'): {attacks}; or make the "
            "network deterministic.",
            {"enough": ENOUGH, "attacks": list_attacks([attack])},
        )
        status: CheckStatus = "warning" if averaged > 1 else "failed"
        return CheckResult(status, finding, meaning, advice, figures, case.size, (attack,))


def draw_outputs(case: Case, rows: Indices) -> Tensor:
    """Outputs of several draws for some sequences, (D, B, ...)."""
    batch, network = case.batch(rows), case.network
    outputs = []
    with network.evaluating(), torch.no_grad():
        for draw in range(DRAWS):
            with seed_generators(derive(case.seed, "audit", "draw", draw), network.device):
                outputs.append(network.outputs(batch.x, batch.mask))
    return torch.stack(outputs)
