"""Light: the network is not random, or the attack averages over its draws."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from ...base.errors import Interrupted, Sentence
from ...base.events import Progress
from ...base.lazy import torch
from ...base.seeding import derive, seeded
from ..scores import groups_of
from .base import LIGHTS, Light, Reading

if TYPE_CHECKING:
    from torch import Tensor

    from ..answers import Indices
    from .case import Case

DRAWS = 4
ROUNDING = 1e-4  # of the largest output: kernels may add in another order
ENOUGH = 10  # draws that an attack should average


@LIGHTS.register("randomness")
class Randomness(Light):
    """A gradient through one draw of a random network points to where that draw is weak, not the network."""

    title: ClassVar[str] = "Randomness is averaged"
    source: ClassVar[str] = "Athalye et al. 2018, arXiv:1802.00420; Pintor et al. 2022, arXiv:2106.09947"
    place: ClassVar[int] = 60

    def measure(self, case: Case) -> Generator[Progress, None, Reading]:
        """See `Light.measure`: the same sequences are asked several times."""
        differing = flipping = 0
        groups = groups_of(np.arange(case.size))
        for number, rows in enumerate(groups):
            if case.stop():
                raise Interrupted
            draws = answers_of(case, rows)  # (D, B, ...)
            spread = (draws - draws[0]).abs().flatten(2).amax((0, 2))  # (D, B, N) -> (B,)
            scale = draws.abs().flatten(2).amax((0, 2)).clamp(min=1e-12)
            differing += int((~(spread <= ROUNDING * scale)).sum())
            if case.network.task == "classification":
                decided = draws.argmax(-1)  # (D, B)
                flipping += int((decided != decided[0]).any(0).sum())
            yield Progress(Sentence("Asking the same again"), number + 1, len(groups))
        shares = {"differing": differing / max(case.size, 1), "flipping": flipping / max(case.size, 1)}
        figures = shares | {"averaged": float(case.attack.averaged)}
        if not differing:
            return Reading(
                "green",
                Sentence("The same input always got the same answer ({draws} times).", {"draws": DRAWS}),
                Sentence("The network is not random: nothing has to be averaged."),
                figures=figures,
                samples=case.size,
            )
        found = Sentence(
            "Asked {draws} times, the network answers {differing} of {samples} sequences differently, and decides "
            "{flipping} differently; the attack averages {averaged} draws.",
            {
                "draws": DRAWS, "differing": differing, "samples": case.size, "flipping": flipping,
                "averaged": case.attack.averaged,
            },
        )  # fmt: skip
        if case.attack.averaged >= ENOUGH:
            meaning = Sentence("The network is random, and the attack reckons with it.")
            return Reading("green", found, meaning, figures=figures, samples=case.size)
        return Reading(
            "amber" if case.attack.averaged > 1 else "red",
            found,
            Sentence("The network draws lots, and the attack follows single draws: the number is luck in part."),
            Sentence(
                "Let the attack average over {enough} draws or more (its setting 'averaged'), or switch chance off.",
                {"enough": ENOUGH},
            ),
            figures,
            case.size,
        )


def answers_of(case: Case, rows: Indices) -> Tensor:
    """Outputs of several draws for some sequences, (D, B, ...)."""
    batch, network = case.batch(rows), case.network
    found = []
    with network.evaluating(), torch.no_grad():
        for draw in range(DRAWS):
            with seeded(derive(case.seed, "audit", "draw", draw), network.device):
                found.append(network.outputs(batch.x, batch.mask))
    return torch.stack(found)
