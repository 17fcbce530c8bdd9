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

_NAMED = 8  # classes in a cell
_GAIN = 4  # column


class HypothesisTable(PlainTable):
    """The proposed interpretation is first; it is selected unless the data leave several."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._identification: Identification | None = None

    def show_results(self, identification: Identification) -> None:
        """Show the results of all interpretations."""
        self._identification = identification
        if identification.metric == "accuracy":
            scores = self.tr("Accuracy"), self.tr("Above majority class")
        else:
            scores = self.tr("Mean squared error"), self.tr("Below that of the mean")
        heads = (
            self.tr("Interpretation"), self.tr("Evidence"), *scores, self.tr("Log-likelihood gain"),
            self.tr("Sequences"), self.tr("Classes of the outputs"),
        )  # fmt: skip
        rows = [
            (describe_hypothesis(result), self._evidence(result), *_scores(result, identification),
             format_number(result.gain), str(result.samples), _order(result))
            for result in identification.results
        ]  # fmt: skip
        self.fill(heads, rows, texts=2)
        help_text = self.tr("Mean log-likelihood of the labels above that of the class frequencies, in nats a sequence")
        head = self.horizontalHeaderItem(_GAIN)
        if head is not None:
            head.setToolTip(literal(help_text))
        if identification.is_unambiguous:
            self.selectRow(0)
        else:  # the user decides
            self.clearSelection()
            self.setCurrentCell(-1, -1)

    def _evidence(self, result: HypothesisResult) -> str:
        if not result.is_plausible:
            return self.tr("ruled out")
        if not result.is_informative:
            return self.tr("no better than the baseline")
        is_best = self._identification is not None and result is self._identification.best
        return self.tr("explains the data best") if is_best else self.tr("possible")

    @property
    def selected_result(self) -> HypothesisResult | None:
        """The result of the selected row; None: there is none."""
        row, results = self.currentRow(), self._identification.results if self._identification is not None else ()
        return results[row] if 0 <= row < len(results) else None

    def retranslate(self) -> None:
        """Every text."""
        self.setAccessibleName(self.tr("Interpretations of the weights"))
        if self._identification is not None:
            self.show_results(self._identification)


def describe_hypothesis(result: HypothesisResult) -> str:
    """The settings of the hypothesis, in words."""
    fields = ImportedRecurrent.model_fields
    words = [_choice(fields[name].json_schema_extra, value) for name, value in result.hypothesis.settings]
    if result.hypothesis.values != "as_is":
        words.append(QCoreApplication.translate("HypothesisTable", "values normalised"))
    return " · ".join(words) or QCoreApplication.translate("HypothesisTable", "values as they are")


def _scores(result: HypothesisResult, identification: Identification) -> tuple[str, str]:
    """The score, and its improvement over the baseline."""
    baseline = identification.baseline
    if identification.metric == "accuracy":
        return f"{100 * result.score:.1f} %", f"{100 * (result.score - baseline):+.1f} %"
    return format_number(result.score), format_number(baseline - result.score)


def _choice(extra: object, value: str) -> str:
    choices = extra.get("choices", {}) if isinstance(extra, dict) else {}
    return core_text(str(choices.get(value, value)))


def _order(result: HypothesisResult) -> str:
    return ", ".join(result.classes[:_NAMED]) + (", …" if len(result.classes) > _NAMED else "")
