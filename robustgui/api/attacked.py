"""Results of an attack, for a notebook."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from ..attacks import Attack
from ..attacks.cost import Cost
from ..base.errors import RunError
from ..base.renamed import keep_former_attributes
from ..base.tabular import Tabular
from ..base.templates import count_noun
from ..data import SequenceSet
from ..data.tokens import running_text
from ..evaluation.predictions import Predictions
from ..evaluation.training_overlap import TrainingOverlap
from ..threats import Threat
from .overlap import html_of, said_of

Values = NDArray[np.float64]
Tokens = NDArray[np.int64]


@keep_former_attributes
@dataclass(frozen=True)
class Attacked(Tabular):
    """The result of an attack on N sequences of up to T steps with F features, in data units; or on N texts.

    Attributes:
        x: clean, (N, T, F) float64; 0 after the end of a sequence. For texts tokens, (N, T) int64.
        x_adv: adversarial, like `x`, within the budget. For texts with perturbed embeddings, (N, T, E) float64; with
            insertions, as many steps as the longest text.
        mask: valid steps, (N, T).
        mask_adv: valid steps of `x_adv`; differs where tokens were inserted or deleted.
        words: of edited texts the tokens as written, N; typos may make words that are in no vocabulary and that the
            network reads as unknown.
        lengths: (N,).
        labels: true class indices (N,), or targets (N, K).
        clean_answers, attacked_answers: predictions and scores, with `.predicted`, `.right`, `.value`, `.interval()`.
        attack, threat: settings.
        classes: names, by index.
        target: index of the target class; None: untargeted.
        vocabulary: the text of each token; empty for values.
        cost: cost of the attack, with `.queries` and `.gradients`.
        overlap: overlap with the training data, with `.same`, `.partly` and `.is_known`.
        part: the clean sequences; None: not known, and then nothing can be saved.
        seed: random seed of the attack.
        norm: of each perturbation, in the unit of the threat model, (N,); inf where a minimum-norm attack failed.
    """

    x: Values | Tokens = field(repr=False)
    x_adv: Values | Tokens = field(repr=False)
    mask: NDArray[np.bool_] = field(repr=False)
    mask_adv: NDArray[np.bool_] = field(repr=False)
    clean_answers: Predictions = field(repr=False)
    attacked_answers: Predictions = field(repr=False)
    attack: Attack
    threat: Threat
    classes: tuple[str, ...] = field(repr=False)
    target: int | None = None
    vocabulary: tuple[str, ...] = field(default=(), repr=False)
    cost: Cost = field(default_factory=Cost)
    words: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    overlap: TrainingOverlap | None = None
    part: SequenceSet | None = field(default=None, repr=False, compare=False)
    seed: int = 0
    norm: NDArray[np.float64] | None = field(default=None, repr=False, compare=False)

    def columns(self) -> dict[str, list[Any]]:
        """A row for each sequence: label, predictions, whether they are correct, norms of the perturbation.

        `norm` is in the threat model's unit, as its eps; `linf_in_data_units` and `l2_in_data_units` are in the data's.
        """
        clean, attacked = self.clean_answers, self.attacked_answers
        names = ("label", "clean_prediction", "adversarial_prediction")
        columns: dict[str, list[Any]] = {"sequence": list(range(len(self.x))), "length": self.lengths.tolist()}
        if clean.metric == "accuracy":
            values = (clean.labels, clean.predicted, attacked.predicted)
            columns |= {
                name: [self.classes[int(index)] for index in indices]
                for name, indices in zip(names, values, strict=True)
            }
            columns |= {"clean_correct": clean.right.tolist(), "robust": attacked.right.tolist()}
            columns["success"] = self.is_success.tolist()
        else:
            columns |= {"clean_error": clean.errors.tolist(), "adversarial_error": attacked.errors.tolist()}
        if self.norm is not None:
            columns["norm"] = self.norm.tolist()
        if self.words:
            return columns | {"text": list(self.clean_texts), "adversarial_text": list(self.texts)}
        if self.x.shape == self.x_adv.shape:
            change = np.abs(self.x_adv - self.x).reshape(len(self.x), -1).astype(np.float64)  # (N, T * F)
            columns["linf_in_data_units"] = change.max(1, initial=0).tolist()
            columns["l2_in_data_units"] = np.sqrt(np.square(change).sum(1)).tolist()
        return columns

    def save(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Store clean and adversarial sequences in data units; `to_csv` writes the table of predictions.

        Args:
            path: .npz, .ts or .csv by its ending; without one a folder of .wav.
            overwrite: replace files that are there.

        Raises:
            ExistsError: a file is there, and `overwrite` is false.
            RunError: the format cannot hold these data, or a file cannot be written.
        """
        from .adversarial_set import save_adversarial

        if self.part is None:
            raise RunError("The clean sequences of this result are not known, so it cannot be saved.")
        save_adversarial(self, self.part, Path(path), seed=self.seed, overwrite=overwrite)

    @property
    def lengths(self) -> NDArray[np.int64]:
        return cast(NDArray[np.int64], self.mask.sum(1))

    @property
    def labels(self) -> NDArray[np.int64] | NDArray[np.float32]:
        return self.clean_answers.labels

    @property
    def predictions(self) -> NDArray[np.int64] | NDArray[np.float32]:
        """Class indices (N,) or values (N, K) for the attacked sequences."""
        return self.attacked_answers.predicted

    @property
    def clean_predictions(self) -> NDArray[np.int64] | NDArray[np.float32]:
        """The same for the clean sequences."""
        return self.clean_answers.predicted

    @property
    def is_success(self) -> NDArray[np.bool_]:
        """Sequences that are correct without and misclassified under attack, (N,)."""
        return self.clean_answers.right & ~self.attacked_answers.right

    @property
    def on_target(self) -> NDArray[np.bool_]:
        """Sequences that are predicted as the target class under attack, (N,); none without a target."""
        if self.target is None:
            return np.zeros(len(self.x), bool)
        return cast(NDArray[np.bool_], self.predictions == self.target)

    @property
    def texts(self) -> tuple[str, ...]:
        """The adversarial texts, (N,), as running text, where tokens were edited; else empty."""
        return tuple(running_text(words) for words in self.words)

    @property
    def clean_texts(self) -> tuple[str, ...]:
        """The clean texts, (N,); empty for values."""
        if not self.vocabulary:
            return ()
        rows = zip(self.x.tolist(), self.lengths.tolist(), strict=True)
        return tuple(running_text([self.vocabulary[token] for token in row[:length]]) for row, length in rows)

    @property
    def clean_accuracy(self) -> float:
        """Clean accuracy; `RunError` for a network that predicts numbers."""
        return self._accuracy(self.clean_answers)

    @property
    def robust_accuracy(self) -> float:
        """Robust accuracy; `RunError` for a network that predicts numbers."""
        return self._accuracy(self.attacked_answers)

    def __repr__(self) -> str:
        clean, attacked = self.clean_answers, self.attacked_answers
        return (
            f"<{type(self.attack).__name__} within {type(self.threat).__name__}(eps={self.threat.eps:g}) "
            f"on {count_noun(len(self.x), 'sequence', 'sequences')}: "
            f"{clean.metric} {clean.value:.4f} clean, {attacked.value:.4f} robust"
            f"{said_of(self.overlap)}>"
        )

    def _repr_html_(self) -> str:
        rows = (("clean", self.clean_answers), ("attacked", self.attacked_answers))
        body = "".join(
            f"<tr><td>{name}</td><td>{outcome.value:.4f}</td><td>{low:.4f} to {high:.4f}</td></tr>"
            for name, outcome in rows
            for low, high in [outcome.interval()]
        )
        head = f"<tr><th></th><th>{escape(self.clean_answers.metric)}</th><th>95 %</th></tr>"
        threat_text = escape(str(self.threat.describe(tokens=bool(self.vocabulary))))
        return f"<b>{threat_text}</b><table>{head}{body}</table>{html_of(self.overlap)}"

    @staticmethod
    def _accuracy(outcome: Predictions) -> float:
        if outcome.metric != "accuracy":
            raise RunError(
                "This network is not a classifier, so it has no accuracy. Its errors are clean_answers.value and "
                "attacked_answers.value."
            )
        return outcome.value
