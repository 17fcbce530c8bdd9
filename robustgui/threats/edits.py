"""Edits: a few characters or words of a text are substituted, inserted, deleted or swapped."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, Self

from pydantic import model_validator

from ..base.errors import Sentence
from ..base.settings import setting, wrong
from ..data.tokens import UNKNOWN
from .base import THREATS
from .edit_region import build_edit_region
from .notation import ThreatSet, distance
from .token_threat import TokenThreat
from .typo_region import build_typo_region

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

    from .token_region import TokenRegion


@THREATS.register("edits")
class Edits(TokenThreat):
    """At most k edits: a character or a word is substituted, inserted, deleted, or swapped with its neighbour.

    k is eps rounded down, or the share eps of the text rounded, at least one. Every character or word is edited at most
    once. For networks that read words, an edited character makes another word: the one in the vocabulary, or the
    unknown word; each word takes one such typo.
    """

    title: ClassVar[str] = "Edits of characters or words"
    norm: ClassVar[str] = "edits"

    unit: Literal["share", "edits"] = setting(
        "share", title="Unit of the budget", choices={"share": "share of the text", "edits": "edits"},
        help=(
            "A share of the characters or words is rounded to a number of edits, at least one; a number is rounded "
            "down."
        ),
    )  # fmt: skip
    per: Literal["character", "word"] = setting(
        "character", title="One edit changes", choices={"character": "a character", "word": "a word"},
        help="A word that is read as characters takes at most one edit where words are counted.",
    )  # fmt: skip
    replacements: Literal["any", "keyboard", "embeddings", "list"] = setting(
        "any", title="Replacements",
        choices={
            "any": "any in the vocabulary",
            "keyboard": "neighbours on the keyboard",
            "embeddings": "similar in the network's embedding",
            "list": "from a list",
        },
        help="Candidates that may replace a character or word; insertions take the same candidates.",
    )  # fmt: skip
    nearest: int = setting(
        20, ge=1, le=10_000, title="Nearest neighbours", when=("replacements", ("embeddings",)),
        help=(
            "Number of tokens that count as similar: those with the largest cosine similarity of the network's "
            "embeddings."
        ),
    )  # fmt: skip
    least_cosine: float = setting(
        0.5, ge=-1, le=1, title="Minimum cosine similarity", advanced=True, when=("replacements", ("embeddings",)),
        help="Minimum cosine similarity between the embeddings of a token and of its replacement.",
    )  # fmt: skip
    file: str = setting(
        "", title="List", browse=True, when=("replacements", ("list",)),
        help="A text file: each line has a word, a tab, and the words that may replace it.",
    )  # fmt: skip
    substitute: bool = setting(True, title="Replace", help="Substitutions are allowed.")
    insert: bool = setting(True, title="Insert", help="Insertions are allowed.")
    delete: bool = setting(True, title="Delete", help="Deletions are allowed.")
    swap: bool = setting(True, title="Swap", help="Swaps of two neighbours are allowed.")
    together: int = setting(
        1, ge=1, le=8, title="Adjacent insertions", advanced=True, when=("insert", (True,)),
        help="Maximum number of insertions between two neighbours.",
    )  # fmt: skip
    keep_ends: bool = setting(
        False, title="Keep first and last letter", advanced=True,
        help="The first and the last letter of each word are kept, and nothing is inserted before or after them.",
    )  # fmt: skip
    least_length: int = setting(
        1, ge=1, le=1000, title="Shortest word", advanced=True, unit="letters",
        help="Shorter words are not edited; from 2 on only letters of words are edited, not what separates them.",
    )  # fmt: skip
    protect: str = setting(
        "", title="Protected words", advanced=True,
        help="Words that are neither edited nor inserted, separated by spaces, such as not never no.",
    )  # fmt: skip

    @model_validator(mode="after")
    def _check_edits(self) -> Self:
        if not (self.substitute or self.insert or self.delete or self.swap):
            raise wrong("must be on unless insertions, deletions or swaps are allowed", field="substitute")
        if self.replacements == "list" and not self.file.strip():
            raise wrong("names no file, but replacements come from a list", field="file")
        return self

    @property
    def protected(self) -> frozenset[str]:
        """The protected words."""
        return frozenset(self.protect.split())

    @property
    def words_only(self) -> bool:
        """Whether only characters within words are edited."""
        return self.keep_ends or self.least_length > 1 or self.per == "word"

    def around(
        self, x: Tensor, mask: Tensor, vocabulary: Sequence[str], table: Tensor | None = None, *, aligned: bool = False
    ) -> TokenRegion:
        """See `TokenThreat.around`."""
        letters = all(len(text) == 1 for text in vocabulary if text != UNKNOWN)
        if not letters and (self.per == "character" or self.replacements == "keyboard"):
            return build_typo_region(self, x, mask, vocabulary, aligned=aligned)
        return build_edit_region(self, x, mask, vocabulary, table, letters=letters, aligned=aligned)

    def notation(self) -> ThreatSet:
        """See `Threat.notation`."""
        return distance("d", "edit distance of", self.eps, share=self.unit == "share")

    def _template(self, tokens: bool) -> Sentence:
        if self.unit == "edits":
            count = {"count": int(self.eps)}
            if self.per == "word":
                return Sentence("{count} {count:word|words} of a text may be edited.", count)
            return Sentence("{count} {count:character|characters} of a text may be edited.", count)
        if not self.eps:
            return Sentence("Nothing may be edited.")
        share = {"share": f"{100 * self.eps:g}"}
        if self.per == "word":
            return Sentence("{share} % of the words of a text, at least one, may be edited.", share)
        return Sentence("{share} % of the characters of a text, at least one, may be edited.", share)

    def _limits(self, tokens: bool) -> list[Sentence]:
        limits = super()._limits(tokens)
        kinds = (
            (self.substitute, Sentence("substitution")), (self.insert, Sentence("insertion")),
            (self.delete, Sentence("deletion")), (self.swap, Sentence("swap of two neighbours")),
        )  # fmt: skip
        if not all(on for on, _ in kinds):
            allowed = [kind for on, kind in kinds if on]
            listed = allowed[0]
            for kind in allowed[1:]:
                listed = Sentence("{first}, {more}", {"first": listed, "more": kind})
            limits.append(Sentence("Allowed edits: {kinds}.", {"kinds": listed}))
        match self.replacements:
            case "keyboard":
                limits.append(Sentence("Replacements are neighbours on the keyboard."))
            case "embeddings":
                limits.append(
                    Sentence(
                        "Replacements are among the {count} {count:token|tokens} with the most similar embeddings, at "
                        "a cosine similarity of {cosine} or more.",
                        {"count": self.nearest, "cosine": f"{self.least_cosine:g}"},
                    )
                )
            case "list":
                limits.append(Sentence("Replacements are taken from the list {file}.", {"file": self.file}))
        if self.keep_ends:
            limits.append(Sentence("First and last letters are kept."))
        if self.least_length > 1:
            limits.append(
                Sentence(
                    "Words of fewer than {count} {count:letter|letters} are not edited.", {"count": self.least_length}
                )
            )
        if self.protected:
            limits.append(Sentence("Protected words: {words}.", {"words": ", ".join(self.protect.split())}))
        return limits
