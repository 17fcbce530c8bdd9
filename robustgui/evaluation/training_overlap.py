"""How many evaluated sequences a network was trained on, and the sentences that say so."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.errors import Sentence
from ..base.quantities import Count


@dataclass(frozen=True)
class TrainingOverlap:
    """Of the evaluated sequences those that were in the network's training data.

    Attributes:
        samples: evaluated sequences.
        same: with the content of a training sequence.
        partly: others that share long stretches of steps with training sequences, such as overlapping windows.
        is_known: whether it is known what the network was trained on; else both counts are 0.
        duplicates: the evaluated part is the test part beside the training data, so equal sequences are duplicates.
    """

    samples: Count
    same: Count = 0
    partly: Count = 0
    is_known: bool = True
    duplicates: bool = False

    @property
    def count(self) -> int:
        """Evaluated sequences that the network was trained on, whole or in part."""
        return self.same + self.partly

    def warnings(self) -> tuple[Sentence, ...]:
        """What must be seen wherever the figures are; nothing if there is no overlap."""
        facts = {"same": self.same, "partly": self.partly, "samples": self.samples}
        sentences = []
        if self.same and self.duplicates:
            sentences.append(
                Sentence(
                    "{same} of {samples} {samples:test sequence|test sequences} {same:is|are} duplicates of "
                    "training sequences: the network was trained on them, so the figures do not show how it does "
                    "on new data. Remove the duplicates.",
                    facts,
                    severity="warning",
                )
            )
        elif self.same:
            sentences.append(
                Sentence(
                    "The network was trained on {same} of the {samples} "
                    "{samples:evaluated sequence|evaluated sequences}: the figures do not show how it does on "
                    "new data. Evaluate it on data that it was not trained on.",
                    facts,
                    severity="warning",
                )
            )
        if self.partly:
            sentences.append(
                Sentence(
                    "{partly} of {samples} {samples:evaluated sequence|evaluated sequences} "
                    "{partly:shares|share} long stretches with training sequences, as overlapping windows do: "
                    "the figures do not show how the network does on new data.",
                    facts,
                    severity="warning",
                )
            )
        return tuple(sentences)

    def sentences(self) -> tuple[Sentence, ...]:
        """The warnings, or that the training data are unknown; nothing if it is known that there is no overlap."""
        if self.is_known:
            return self.warnings()
        return (Sentence("It is not known which data this network was trained on; these may be among them."),)


def prefix_run(run: str, sentence: Sentence) -> Sentence:
    """`sentence` with the name of the run that it is about in front, where there are several."""
    return Sentence("{run}: {said}", {"run": run, "said": sentence}, sentence.severity)
