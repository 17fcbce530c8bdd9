"""Threat models: goal and knowledge of the attacker, budget, and perturbable steps."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar, Literal, Self

from pydantic import field_validator, model_validator

from ..base.errors import Sentence
from ..base.registry import Registry
from ..base.settings import Named, setting, wrong
from .notation import ANY_SET, ThreatSet
from .time_windows import Ranges, intersect_windows, read_windows, write_windows

ActsOn = Literal["values", "tokens"]
Knowledge = Literal["gradients", "scores", "labels"]  # each includes the following ones
LIVE_STREAM = Sentence("Causal: the perturbation of a step is decided before the next step is observed.")
_KNOWLEDGE: dict[Knowledge, Sentence] = {
    "gradients": Sentence("White-box: the attacker knows the network and its gradients."),
    "scores": Sentence("Black-box, score-based: the attacker observes the network's outputs only."),
    "labels": Sentence("Black-box, decision-based: the attacker observes predicted classes only."),
}
Aim = Literal["away", "class", "least_likely", "up", "down"]


class Threat(Named):
    """A set of allowed inputs around each sequence: `ValueThreat` perturbs values, `TokenThreat` edits tokens.

    On text, threat models on values perturb the embeddings of tokens.
    """

    positional: ClassVar[str] = "eps"
    norm: ClassVar[str]  # displayed name, such as "L-inf"
    acts_on: ClassVar[ActsOn]

    knowledge: Knowledge = setting(
        "gradients", title="Attacker knowledge", advanced=True,
        choices={
            "gradients": "white-box (weights and gradients)",
            "scores": "black-box, score-based",
            "labels": "black-box, decision-based",
        },
        help="What the attacker knows of the network; attacks that need more are refused.",
    )  # fmt: skip
    aim: Aim = setting(
        "away", title="Attack goal", advanced=True,
        choices={
            "away": "untargeted: any wrong prediction",
            "class": "targeted: one class",
            "least_likely": "targeted: the least likely class",
            "up": "larger predictions",
            "down": "smaller predictions",
        },
        help="Target classes apply to classifiers, larger or smaller predictions to networks that predict numbers.",
    )  # fmt: skip
    target: str = setting(
        "", title="Target class", advanced=True, when=("aim", ("class",)), help="Its name, or its number from 0."
    )
    eps: float = setting(
        0.1, ge=0, title="Budget eps", help="Perturbation budget: the largest size of the perturbation."
    )
    unit: str = setting("", title="Unit of the budget", help="Unit in which the budget is counted.")
    first_step: int = setting(
        0, ge=0, title="First perturbable step", advanced=True,
        help="Time steps before this one (counted from 0) are not perturbed.",
    )  # fmt: skip
    open_steps: int | None = setting(
        None, ge=1, title="Perturbable steps", advanced=True,
        help="Number of time steps that may be perturbed; empty: all that follow.",
    )  # fmt: skip

    windows: str = setting(
        "", title="Perturbable windows", advanced=True,
        help="Windows in time, first and last step of each, such as 0-4, 10-12, 20-; empty: no further limit.",
    )  # fmt: skip

    @field_validator("windows")
    @classmethod
    def _check_windows(cls, windows: str) -> str:
        read_windows(windows)
        return windows

    @model_validator(mode="after")
    def _check_open(self) -> Self:
        if not self.open_ranges():
            raise wrong("no time step is perturbable: the windows have none in common", field="windows")
        return self

    @property
    def watches_stream(self) -> bool:
        """Causal: whether the perturbation of a step is decided before the next step is observed."""
        return False

    @property
    def stream_horizon(self) -> int | None:
        """Perturbable steps over which a causal attack spreads a shared budget; None: those of the sequence."""
        return None

    def alternatives(self) -> tuple[Threat, ...]:
        """Of a union the threat models it is the union of, with all that is stated for the whole; else itself."""
        return (self,)

    def components(self) -> tuple[Threat, ...]:
        """Itself, and the threat models that it is composed of."""
        return (self,)

    @property
    def states_range(self) -> bool:
        """Whether it, or a part of it, states a valid range in its settings."""
        return False

    def open_ranges(self) -> Ranges:
        """The perturbable steps, as windows in ascending order."""
        last = None if self.open_steps is None else self.first_step + self.open_steps - 1
        window: Ranges = ((self.first_step, last),)
        return intersect_windows(window, read_windows(self.windows)) if self.windows.strip(" ,;") else window

    def describe(self, *, tokens: bool = False) -> Sentence:
        """The threat model in words, for the window and for reports.

        Args:
            tokens: whether the data are text.
        """
        return join_sentences([_KNOWLEDGE[self.knowledge], *self.allowance(tokens), *self._describe_goal()])

    def notation(self) -> ThreatSet:
        """The threat model as a formula; by default a general set of inputs around x."""
        return ANY_SET

    def allowance(self, tokens: bool) -> list[Sentence]:
        """What may be perturbed: budget and unit, then further limits."""
        return [self._template(tokens), *self._limits(tokens)]

    def _describe_goal(self) -> list[Sentence]:
        """The goal of the attacker, unless untargeted."""
        match self.aim:
            case "class":
                return [Sentence("Targeted: class {target}.", {"target": self.target})]
            case "least_likely":
                return [Sentence("Targeted: the least likely class.")]
            case "up":
                return [Sentence("Goal: larger predictions.")]
            case "down":
                return [Sentence("Goal: smaller predictions.")]
        return []

    @abstractmethod
    def _template(self, tokens: bool) -> Sentence:
        """The first sentence of `allowance`: budget and unit."""

    def _limits(self, tokens: bool) -> list[Sentence]:
        """Further limits."""
        ranges = self.open_ranges()
        first, last = ranges[0]
        if len(ranges) > 1:
            return [Sentence("Only these time steps may be perturbed: {steps}.", {"steps": write_windows(ranges)})]
        if last is not None:
            return [Sentence("Only time steps {first} to {last} may be perturbed.", {"first": first, "last": last})]
        return [Sentence("Only time steps from {first} on may be perturbed.", {"first": first})] if first else []


def join_sentences(sentences: list[Sentence]) -> Sentence:
    """Several sentences as one, which can still be translated."""
    sentence, *others = sentences
    for more in others:
        sentence = Sentence("{sentence} {addition}", {"sentence": sentence, "addition": more})
    return sentence


THREATS: Registry[Threat] = Registry("threat", __package__ or "robustgui.threats")
