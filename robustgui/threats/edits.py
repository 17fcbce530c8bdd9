"""Edits: a few characters or words of a text are replaced, put in, left out or swapped."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal, Self

from pydantic import model_validator

from ..base.errors import Sentence
from ..base.settings import setting, wrong
from ..data.tokens import UNKNOWN
from .base import THREATS
from .edit_region import edit_region
from .slip_region import slip_region
from .token_threat import TokenThreat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

    from .token_region import TokenRegion


@THREATS.register("edits")
class Edits(TokenThreat):
    """At most k edits: a character or a word is replaced, put in, left out, or changes places with its neighbour.

    k is eps itself, rounded down; or the share eps of the text, rounded, but at least one. Every character or word is
    edited at most once. In a network that reads words a changed character makes another word: the one that is in the
    vocabulary, or the unknown one; each word then takes one such slip.
    """

    title: ClassVar[str] = "Edits: typos, other words"
    norm: ClassVar[str] = "edits"

    unit: Literal["share", "edits"] = setting(
        "share",
        title="Unit of the budget",
        choices={"share": "share of the text", "edits": "edits"},
        help="A share of characters or words is rounded, but at least one edit is allowed; a number is rounded down.",
    )
    per: Literal["character", "word"] = setting(
        "character",
        title="One edit changes",
        choices={"character": "a character", "word": "a word"},
        help="A word that is read as characters takes at most one edit where words are counted.",
    )
    replacements: Literal["any", "keyboard", "embeddings", "list"] = setting(
        "any",
        title="Replacements",
        choices={
            "any": "any that is known",
            "keyboard": "neighbours on the keyboard",
            "embeddings": "similar to the network",
            "list": "from a list",
        },
        help="What may be put in the place of a character or word; the same may be put in beside it.",
    )
    nearest: int = setting(
        20, ge=1, le=10_000, title="Similar ones", when=("replacements", ("embeddings",)),
        help="How many of the vocabulary count as similar: those whose vectors in the network point the same way most.",
    )  # fmt: skip
    least_cosine: float = setting(
        0.5, ge=-1, le=1, title="Least cosine", advanced=True, when=("replacements", ("embeddings",)),
        help="Cosine between the vectors of what is replaced and its replacement, at least.",
    )  # fmt: skip
    file: str = setting(
        "", title="List", browse=True, when=("replacements", ("list",)),
        help="A text file: each line has a word, a tab, and the words that may replace it.",
    )  # fmt: skip
    substitute: bool = setting(True, title="Replace", help="One becomes another.")
    insert: bool = setting(True, title="Put in", help="One is put in between two others.")
    delete: bool = setting(True, title="Leave out", help="One is left out.")
    swap: bool = setting(True, title="Swap", help="Two neighbours change places.")
    together: int = setting(
        1, ge=1, le=8, title="Put in side by side", advanced=True, when=("insert", (True,)),
        help="How many may be put in between two neighbours.",
    )  # fmt: skip
    keep_ends: bool = setting(
        False, title="Keep first and last letter", advanced=True,
        help="Of each word the first and the last letter stay, and nothing is put in before or behind them.",
    )  # fmt: skip
    least_length: int = setting(
        1, ge=1, le=1000, title="Shortest word", advanced=True, unit="letters",
        help="Shorter words are left alone; from 2 on only letters of words are edited, not what is between them.",
    )  # fmt: skip
    protect: str = setting(
        "", title="Protected words", advanced=True,
        help="Words that are left alone and not put in, separated by spaces, such as not never no.",
    )  # fmt: skip

    @model_validator(mode="after")
    def _check_edits(self) -> Self:
        if not (self.substitute or self.insert or self.delete or self.swap):
            raise wrong("must be on unless tokens are put in, left out or swapped", field="substitute")
        if self.replacements == "list" and not self.file.strip():
            raise wrong("names no file, but replacements come from a list", field="file")
        return self

    @property
    def protected(self) -> frozenset[str]:
        """The protected words."""
        return frozenset(self.protect.split())

    @property
    def words_only(self) -> bool:
        """Whether of characters only those of words are edited."""
        return self.keep_ends or self.least_length > 1 or self.per == "word"

    def around(
        self, x: Tensor, mask: Tensor, vocabulary: Sequence[str], table: Tensor | None = None, *, aligned: bool = False
    ) -> TokenRegion:
        """See `TokenThreat.around`."""
        letters = all(len(text) == 1 for text in vocabulary if text != UNKNOWN)
        if not letters and (self.per == "character" or self.replacements == "keyboard"):
            return slip_region(self, x, mask, vocabulary, aligned=aligned)
        return edit_region(self, x, mask, vocabulary, table, letters=letters, aligned=aligned)

    def _template(self, tokens: bool) -> Sentence:
        if self.unit == "edits":
            count = {"count": int(self.eps)}
            if self.per == "word":
                return Sentence("{count} words of a text may be edited.", count)
            return Sentence("{count} characters of a text may be edited.", count)
        if not self.eps:
            return Sentence("Nothing may be edited.")
        share = {"share": f"{100 * self.eps:g}"}
        if self.per == "word":
            return Sentence("{share} % of the words of a text, at least one, may be edited.", share)
        return Sentence("{share} % of the characters of a text, at least one, may be edited.", share)

    def _limits(self, tokens: bool) -> list[Sentence]:
        limits = super()._limits(tokens)
        kinds = (
            (self.substitute, Sentence("replaced")), (self.insert, Sentence("put in")),
            (self.delete, Sentence("left out")), (self.swap, Sentence("swapped with a neighbour")),
        )  # fmt: skip
        if not all(on for on, _ in kinds):
            allowed = [kind for on, kind in kinds if on]
            listed = allowed[0]
            for kind in allowed[1:]:
                listed = Sentence("{first}, {more}", {"first": listed, "more": kind})
            limits.append(Sentence("They may only be: {kinds}.", {"kinds": listed}))
        match self.replacements:
            case "keyboard":
                limits.append(Sentence("What is put in is a neighbour on the keyboard."))
            case "embeddings":
                facts = {"count": self.nearest, "cosine": f"{self.least_cosine:g}"}
                said = "What is put in is one of the {count} most similar to the network, cosine {cosine} or more."
                limits.append(Sentence(said, facts))
            case "list":
                limits.append(Sentence("What is put in is on the list {file}.", {"file": self.file}))
        if self.keep_ends:
            limits.append(Sentence("First and last letters stay."))
        if self.least_length > 1:
            limits.append(Sentence("Words of fewer than {count} letters stay.", {"count": self.least_length}))
        if self.protected:
            limits.append(Sentence("These words stay: {words}.", {"words": ", ".join(self.protect.split())}))
        return limits
