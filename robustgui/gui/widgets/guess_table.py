"""The ways to read the weights of a network, with the accuracy of each; one is selected."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ...models.foreign import Foreign
from ...runs.recognition import Guess, Recognition
from ..i18n.sentences import core_text
from .plain_table import PlainTable
from .text import number

_NAMED = 8  # classes of an order


class GuessTable(PlainTable):
    """The proposed way is first and selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._found: Recognition | None = None

    def show_guesses(self, found: Recognition) -> None:
        """Other guesses."""
        self._found = found
        numbers = found.metric != "accuracy"
        score = self.tr("Squared error") if numbers else self.tr("Accuracy")
        heads = (self.tr("Read as"), score, self.tr("Loss"), self.tr("Classes of the outputs"))
        rows = [
            (guess_words(guess), number(guess.score) if numbers else f"{100 * guess.score:.1f} %",
             number(guess.loss), _order(guess))
            for guess in found.guesses
        ]  # fmt: skip
        self.fill(heads, rows)
        self.selectRow(0)

    def chosen(self) -> Guess | None:
        """The guess of the selected row; None: there is none."""
        row = self.currentRow()
        return self._found.guesses[row] if self._found is not None and 0 <= row < len(self._found.guesses) else None

    def retranslate(self) -> None:
        """Every text."""
        self.setAccessibleName(self.tr("Ways to read the network"))
        if self._found is not None:
            self.show_guesses(self._found)


def guess_words(guess: Guess) -> str:
    """What is filled in, in words; values are as they are unless it is said."""
    fields = Foreign.model_fields
    found = [_choice(fields[name].json_schema_extra, value) for name, value in guess.candidate.settings]
    if guess.candidate.values != "as_is":
        found.append(QCoreApplication.translate("GuessTable", "values normalised"))
    return " · ".join(found) or QCoreApplication.translate("GuessTable", "values as they are")


def _choice(extra: object, value: str) -> str:
    choices = extra.get("choices", {}) if isinstance(extra, dict) else {}
    return core_text(str(choices.get(value, value)))


def _order(guess: Guess) -> str:
    return ", ".join(guess.classes[:_NAMED]) + (", …" if len(guess.classes) > _NAMED else "")
