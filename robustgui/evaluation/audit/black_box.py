"""Light: an attack that sees less is not stronger."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, ClassVar

from ...base.errors import Sentence
from ...base.events import Progress
from .advice import list_attacks
from .base import LIGHTS, Light, Reading, does_not_apply
from .gain import Gain, gain
from .rivals import made, rivals

if TYPE_CHECKING:
    from ...attacks import Attack
    from .case import Case

CANDIDATES = ("square", "hop_skip_jump", "spsa")
TRIED = 2  # of those that suit; the audit is a matter of seconds, not hours
MODEST = {"queries": 300}


@LIGHTS.register("black_box")
class BlackBoxIsWeaker(Light):
    """A gradient-based attack must be at least as strong as gradient-free attacks; otherwise the gradients mislead
    it."""

    title: ClassVar[str] = "Gradient-free attacks are not stronger"
    source: ClassVar[str] = "Athalye et al. 2018, arXiv:1802.00420; Carlini et al. 2019, arXiv:1902.06705"
    place: ClassVar[int] = 30

    def measure(self, case: Case) -> Generator[Progress, None, Reading]:
        """See `Light.measure`."""
        if case.attack.needs != "gradients":
            return does_not_apply(Sentence("The attack itself is gradient-free."))
        names = rivals(case, CANDIDATES, ("scores", "labels"))[:TRIED]
        if not names:
            return does_not_apply(Sentence("No gradient-free attack applies to this threat model and network."))
        found: dict[str, Gain] = {}
        tried: dict[str, Attack] = {}
        for name in names:
            rival = made(name, **MODEST)
            attempt = yield from case.attempt(rival, before=case.main)
            case.attempts[f"{self.name}: {name}"] = attempt
            found[name], tried[name] = gain(case, attempt.answers), rival
        best = max(found, key=lambda name: found[name].low)
        figures = {name: one.share for name, one in found.items()} | {"attack": case.main.value}
        result, status = found[best].said(tried[best].title), found[best].status
        if status == "passed":
            meaning = Sentence("The gradient-based attack is at least as strong as gradient-free attacks.")
            return Reading("passed", result, meaning, figures=figures, samples=case.size)
        return Reading(
            status,
            result,
            Sentence("Gradient masking: the gradients mislead the attack, and the robust accuracy is overestimated."),
            Sentence("Evaluate with a gradient-free attack: {attacks}.", {"attacks": list_attacks([tried[best]])}),
            figures,
            case.size,
            (tried[best],),
        )
