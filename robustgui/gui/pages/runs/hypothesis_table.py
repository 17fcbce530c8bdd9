"""The interpretations of the weights of a network, with the accuracy of each; one is selected."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ....importing.report import HypothesisResult, Identification
from ....models.imported import ImportedRecurrent
from ...i18n.numbers import format_number
from ...i18n.sentences import core_text
from ...literal import literal
from ...widgets.plain_table import PlainTable

_NAMED = 8  # classes of an order
_GAIN = 4  # column


class HypothesisTable(PlainTable):
    """The proposed interpretation is first; it is selected unless the data leave several."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._found: Identification | None = None

    def show_results(self, found: Identification) -> None:
        """Show the results of `found`."""
        self._found = found
        if found.metric == "accuracy":
            scores = self.tr("Accuracy"), self.tr("Above majority class")
        else:
            scores = self.tr("Mean squared error"), self.tr("Below that of the mean")
        heads = (
            self.tr("Interpretation"), self.tr("Evidence"), *scores, self.tr("Log-likelihood gain"),
            self.tr("Sequences"), self.tr("Classes of the outputs"),
        )  # fmt: skip
        rows = [
            (describe_hypothesis(result), self._evidence(result), *_scores(result, found), format_number(result.gain),
             str(result.samples), _order(result))
            for result in found.results
        ]  # fmt: skip
        self.fill(heads, rows, texts=2)
        help_text = self.tr("Mean log-likelihood of the labels above that of the class frequencies, in nats a sequence")
        head = self.horizontalHeaderItem(_GAIN)
        if head is not None:
            head.setToolTip(literal(help_text))
        if found.is_unambiguous:
            self.selectRow(0)
        else:  # the user decides
            self.clearSelection()
            self.setCurrentCell(-1, -1)

    def _evidence(self, result: HypothesisResult) -> str:
        if not result.is_plausible:
            return self.tr("ruled out")
        if not result.is_informative:
            return self.tr("no better than the baseline")
        return self.tr("explains the data best") if self._found and result is self._found.best else self.tr("possible")

    def chosen(self) -> HypothesisResult | None:
        """The result of the selected row; None: there is none."""
        row = self.currentRow()
        return self._found.results[row] if self._found is not None and 0 <= row < len(self._found.results) else None

    def retranslate(self) -> None:
        """Every text."""
        self.setAccessibleName(self.tr("Interpretations of the weights"))
        if self._found is not None:
            self.show_results(self._found)


def describe_hypothesis(result: HypothesisResult) -> str:
    """The settings of the hypothesis, in words."""
    fields = ImportedRecurrent.model_fields
    found = [_choice(fields[name].json_schema_extra, value) for name, value in result.hypothesis.settings]
    if result.hypothesis.values != "as_is":
        found.append(QCoreApplication.translate("HypothesisTable", "values normalised"))
    return " · ".join(found) or QCoreApplication.translate("HypothesisTable", "values as they are")


def _scores(result: HypothesisResult, found: Identification) -> tuple[str, str]:
    """Score, and how much better than the baseline it is."""
    if found.metric == "accuracy":
        return f"{100 * result.score:.1f} %", f"{100 * (result.score - found.baseline):+.1f} %"
    return format_number(result.score), format_number(found.baseline - result.score)


def _choice(extra: object, value: str) -> str:
    choices = extra.get("choices", {}) if isinstance(extra, dict) else {}
    return core_text(str(choices.get(value, value)))


def _order(result: HypothesisResult) -> str:
    return ", ".join(result.classes[:_NAMED]) + (", …" if len(result.classes) > _NAMED else "")
