"""What an attacker may change: how much, in which unit, and at which steps; of what, each kind of threat says."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar, Literal, Self

from pydantic import field_validator, model_validator

from ..base.errors import Sentence
from ..base.registry import Registry
from ..base.settings import Named, setting, wrong
from .windows import Ranges, common, read_windows, write_windows

ActsOn = Literal["values", "tokens"]
Knowledge = Literal["gradients", "scores", "labels"]  # each includes those behind it
LIVE = Sentence("What changes at a step is decided before the next one is seen.")
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

    windows: str = setting(
        "",
        title="Open windows",
        advanced=True,
        help="Several windows in time, first and last step of each, such as 0-4, 10-12, 20-; empty: no more limits.",
    )

    @field_validator("windows")
    @classmethod
    def _check_windows(cls, windows: str) -> str:
        read_windows(windows)
        return windows

    @model_validator(mode="after")
    def _check_open(self) -> Self:
        if not self.open_ranges():
            raise wrong("no step stays open: the windows have none in common", field="windows")
        return self

    @property
    def watches_stream(self) -> bool:
        """Whether what happens at a step is decided before the next one is seen."""
        return bool(getattr(self, "causal", False))

    def open_ranges(self) -> Ranges:
        """The steps that can be changed, as windows in rising order."""
        last = None if self.open_steps is None else self.first_step + self.open_steps - 1
        window: Ranges = ((self.first_step, last),)
        return common(window, read_windows(self.windows)) if self.windows.strip(" ,;") else window

    def describe(self, *, tokens: bool = False) -> Sentence:
        """The threat in words, for the card of the window and for reports.

        Args:
            tokens: the data are text.
        """
        return joined([self._known(), *self.allowance(tokens), *self._wanted()])

    def allowance(self, tokens: bool) -> list[Sentence]:
        """What may be changed: how much in which unit, then what narrows it."""
        return [self._template(tokens), *self._limits(tokens)]

    def _known(self) -> Sentence:
        """What the attacker sees."""
        match self.knowledge:
            case "gradients":
                return Sentence("The attacker sees the whole network.")
            case "scores":
                return Sentence("The attacker sees the network's scores, not the network itself.")
        return Sentence("The attacker sees the network's decisions and nothing else.")

    def _wanted(self) -> list[Sentence]:
        """What the attacker wants, where that is more than any wrong answer."""
        match self.aim:
            case "class":
                return [Sentence("The aim is the class {target}.", {"target": self.target})]
            case "least_likely":
                return [Sentence("The aim is the class that is least likely.")]
            case "up":
                return [Sentence("The aim is larger numbers.")]
            case "down":
                return [Sentence("The aim is smaller numbers.")]
        return []

    @abstractmethod
    def _template(self, tokens: bool) -> Sentence:
        """The first sentence of `allowance`: how much, in which unit."""

    def _limits(self, tokens: bool) -> list[Sentence]:
        """What narrows it."""
        ranges = self.open_ranges()
        first, last = ranges[0]
        if len(ranges) > 1:
            return [Sentence("Only these steps are open: {steps}.", {"steps": write_windows(ranges)})]
        if last is not None:
            return [Sentence("Only steps {first} to {last} are open.", {"first": first, "last": last})]
        return [Sentence("Only steps from {first} on are open.", {"first": first})] if first else []


def joined(sentences: list[Sentence]) -> Sentence:
    """One text of several sentences, which can still be translated."""
    said, *others = sentences
    for more in others:
        said = Sentence("{sentence} {addition}", {"sentence": said, "addition": more})
    return said


THREATS: Registry[Threat] = Registry("threat", __package__ or "robustgui.threats")
