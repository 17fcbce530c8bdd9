"""Substitutions: a few tokens of a text are replaced by others of the vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, Self

from pydantic import model_validator

from ..base.errors import Sentence
from ..base.lazy import torch
from ..base.settings import setting, wrong
from ..data.tokens import UNKNOWN
from .base import LIVE_STREAM, THREATS
from .candidate_sets import AnyToken
from .edit_positions import EditPositions
from .notation import ThreatSet, distance
from .region import find_open_steps
from .token_region import TokenRegion
from .token_threat import TokenThreat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor


@THREATS.register("substitutions")
class Substitutions(TokenThreat):
    """At most k tokens are substituted, each by any other token of the vocabulary except the one for unknown words.

    k is eps rounded down, or the share eps of the text's tokens rounded, at least one.
    """

    title: ClassVar[str] = "Token substitutions"
    norm: ClassVar[str] = "edits"

    unit: Literal["share", "edits"] = setting(
        "share", title="Unit of the budget",
        choices={"share": "share of the tokens of a text", "edits": "replaced tokens"},
        help="A share is rounded to a number of tokens, at least one; a number is rounded down.",
    )  # fmt: skip
    protect: str = setting(
        "", title="Protected words", advanced=True,
        help="Words that are neither replaced nor inserted, separated by spaces, such as not never no.",
    )  # fmt: skip

    causal: bool = setting(
        False, title="Live stream", advanced=True,
        help=(
            "Causal: a token is substituted or not before the next one is observed; the edits are spread evenly "
            "over the text."
        ),
    )  # fmt: skip

    @model_validator(mode="after")
    def _check_stream(self) -> Self:
        if self.causal and self.aim == "least_likely":
            raise wrong("is known only at the end of a live stream; give a target class instead", field="aim")
        return self

    @property
    def watches_stream(self) -> bool:
        """See `Threat.watches_stream`."""
        return self.causal

    def around(
        self, x: Tensor, mask: Tensor, vocabulary: Sequence[str], table: Tensor | None = None, *, aligned: bool = False
    ) -> TokenRegion:
        """See `TokenThreat.around`."""
        protected = frozenset(self.protect.split())
        texts = list(vocabulary)
        is_protected = torch.tensor([text in protected for text in texts], device=x.device)  # (V,)
        unknown = torch.tensor([text == UNKNOWN for text in texts], device=x.device)  # (V,)
        free = mask & find_open_steps(self, mask) & ~is_protected[x]
        places = EditPositions.of_replacements(mask, free, lengths=mask.sum(1), most=mask.sum(1))
        reads = torch.arange(len(texts), device=x.device)
        return TokenRegion(
            x, places, AnyToken(~(is_protected | unknown)), None, reads, texts,
            share=self.unit == "share", eps=self.eps, aligned=aligned,
        )  # fmt: skip

    def notation(self) -> ThreatSet:
        """See `Threat.notation`."""
        return distance("d", "Hamming distance of", self.eps, share=self.unit == "share")

    def _template(self, tokens: bool) -> Sentence:
        if self.unit == "edits":
            return Sentence(
                "{count} {count:token|tokens} of a text may be replaced by others.", {"count": int(self.eps)}
            )
        if not self.eps:
            return Sentence("No token may be replaced.")
        share = f"{100 * self.eps:g}"
        return Sentence("{share} % of the tokens of a text, at least one, may be replaced by others.", {"share": share})

    def _limits(self, tokens: bool) -> list[Sentence]:
        limits = super()._limits(tokens)
        if self.protect.split():
            limits.append(Sentence("Protected words: {words}.", {"words": ", ".join(self.protect.split())}))
        if self.causal:
            limits.append(LIVE_STREAM)
        return limits
