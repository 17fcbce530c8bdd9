"""What an attacker may change: how much, in which unit, and at which steps; of what, each kind of threat says."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar, Literal

from ..base.errors import Sentence
from ..base.registry import Registry
from ..base.settings import Named, setting

ActsOn = Literal["values", "tokens"]
Knowledge = Literal["gradients", "scores", "labels"]  # each includes those behind it
Aim = Literal["away", "class", "least_likely", "up", "down"]


class Threat(Named):
    """A set of sequences around each sequence; `ValueThreat` moves values, `Substitutions` replaces tokens.

    On text a threat that moves values moves the tokens' embeddings.
    """

    norm: ClassVar[str]  # as people write it: "L-inf"
    acts_on: ClassVar[ActsOn]

    knowledge: Knowledge = setting(
        "gradients",
        title="The attacker sees",
        advanced=True,
        choices={"gradients": "the whole network", "scores": "its scores", "labels": "its decisions only"},
        help="What an attack may ask the network; attacks that need more are refused.",
    )
    aim: Aim = setting(
        "away",
        title="The attacker wants",
        advanced=True,
        choices={
            "away": "any wrong answer",
            "class": "one class",
            "least_likely": "the class that is least likely",
            "up": "larger numbers",
            "down": "smaller numbers",
        },
        help="A class is wanted of networks that classify, larger or smaller numbers of those that predict them.",
    )
    target: str = setting(
        "",
        title="Wanted class",
        advanced=True,
        when=("aim", ("class",)),
        help="Its name, or its number from 0.",
    )
    eps: float = setting(0.1, ge=0, title="Budget eps", help="Largest size of the perturbation.")
    unit: str = setting("", title="Unit of the budget", help="What a budget of 1 is.")
    first_step: int = setting(
        0, ge=0, title="First open step", advanced=True, help="Steps before this one cannot be changed (from 0)."
    )
    open_steps: int | None = setting(
        None, ge=1, title="Open steps", advanced=True, help="How many steps can be changed; empty: all that follow."
    )

    def describe(self, *, tokens: bool = False) -> Sentence:
        """The threat in words, for the card of the window and for reports.

        Args:
            tokens: the data are text.
        """
        said = self._template(tokens)
        for more in self._limits(tokens):
            said = Sentence("{sentence} {addition}", {"sentence": said, "addition": more})
        return said

    @abstractmethod
    def _template(self, tokens: bool) -> Sentence:
        """The first sentence of `describe`: how much, in which unit."""

    def _limits(self, tokens: bool) -> list[Sentence]:
        """What narrows it."""
        if self.open_steps is not None:
            last = self.first_step + self.open_steps - 1
            return [Sentence("Only steps {first} to {last} are open.", {"first": self.first_step, "last": last})]
        if self.first_step:
            return [Sentence("Only steps from {first} on are open.", {"first": self.first_step})]
        return []


THREATS: Registry[Threat] = Registry("threat", __package__ or "robustgui.threats")
