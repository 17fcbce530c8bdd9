"""Light: an attack that sees less is not stronger."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, ClassVar

from ...base.errors import Sentence
from ...base.events import Progress
from .base import LIGHTS, Light, Reading, does_not_apply
from .gain import Gain, gain
from .rivals import made, rivals

if TYPE_CHECKING:
    from .case import Case

CANDIDATES = ("square", "hop_skip_jump", "spsa")
TRIED = 2  # of those that suit; the audit is a matter of seconds, not hours
MODEST = {"queries": 300}


@LIGHTS.register("black_box")
class BlackBoxIsWeaker(Light):
    """What is found without gradients must be found with them; else the gradients mislead."""

    title: ClassVar[str] = "An attack without gradients is not stronger"
    source: ClassVar[str] = "Athalye et al. 2018, arXiv:1802.00420; Carlini et al. 2019, arXiv:1902.06705"
    place: ClassVar[int] = 30

    def measure(self, case: Case) -> Generator[Progress, None, Reading]:
        """See `Light.measure`."""
        if case.attack.needs != "gradients":
            return does_not_apply(Sentence("The attack uses no gradients itself."))
        names = rivals(case, CANDIDATES, ("scores", "labels"))[:TRIED]
        if not names:
            return does_not_apply(Sentence("No attack without gradients suits this threat and network."))
        found: dict[str, Gain] = {}
        titles: dict[str, str] = {}
        for name in names:
            rival = made(name, **MODEST)
            attempt = yield from case.attempt(rival, before=case.main)
            case.attempts[f"{self.name}: {name}"] = attempt
            found[name], titles[name] = gain(case, attempt.answers), rival.title
        best = max(found, key=lambda name: found[name].low)
        figures = {name: one.share for name, one in found.items()} | {"attack": case.main.value}
        said, colour = found[best].said(titles[best]), found[best].colour
        if colour == "green":
            meaning = Sentence("The gradients lead the attack at least as far as blind search.")
            return Reading("green", said, meaning, figures=figures, samples=case.size)
        return Reading(
            colour,
            said,
            Sentence("The network hides its gradients: the attack follows wrong ones, and the number is too good."),
            Sentence("Measure with an attack without gradients, or one that raises the margin of the logits (APGD)."),
            figures,
            case.size,
        )
