"""Details of the curves: points, accuracy per class, confusion matrix, and the attacks in tables."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QScrollArea, QTabWidget, QWidget

from ...i18n.metric_words import eps_text
from ...run_colours import colour_of
from ...widgets.combos import narrow_combo, refill
from ...widgets.layouts import as_widget, make_column, make_row
from ...widgets.plain_table import PlainTable
from .confusion_matrix import ConfusionMatrix
from .curve_words import make_label
from .curves import Curve, RunEvaluation
from .plots import ClassPlot
from .tables import by_budget, by_cost, by_norm, by_point, by_run

_CLASSES, _CONFUSION, _TABLES, _RUNS = 1, 2, 3, 6  # tabs


class EvaluationDetails(QWidget):
    """Tabs; the run and eps selected below them hold for classes and confusion, the run for the attacks.

    Signals:
        picked: a cell of the confusion matrix; carries (Curve, eps, true class, predicted class).
    """

    picked = Signal(object, float, int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.classes, self.confusion = ClassPlot(), ConfusionMatrix()
        self.points, self.budgets, self.costs, self.norms, self.runs = (PlainTable() for _ in range(5))
        self.run, self.eps = narrow_combo(8), QComboBox()
        self.selectors = as_widget(make_row(self.run, self.eps, stretched=self.run))
        area = QScrollArea(widgetResizable=True)
        area.setWidget(self.confusion)
        self.tabs = QTabWidget(documentMode=True)
        for tab in (self.points, self.classes, area, self.budgets, self.costs, self.norms, self.runs):
            self.tabs.addTab(tab, "")
        make_column(self.tabs, self.selectors, of=self, stretched=self.tabs)
        self._evaluations: Sequence[RunEvaluation] = ()
        self._curves: Sequence[tuple[int, Curve]] = ()
        self._eps: float | None = None  # that the user selected; None: the largest
        self.run.currentIndexChanged.connect(self._on_run_selected)
        self.eps.currentIndexChanged.connect(self._show_point)
        self.eps.activated.connect(self._on_eps_selected)
        self.tabs.currentChanged.connect(lambda _: self._show_selectors())
        self.confusion.picked.connect(self._on_picked)
        self.selectors.hide()

    def retranslate(self) -> None:
        """Every text."""
        names = (
            self.tr("Points"), self.tr("Classes"), self.tr("Confusion"), self.tr("Attacks"), self.tr("Cost"),
            self.tr("Perturbation norms"), self.tr("Runs compared"),
        )  # fmt: skip
        for i, name in enumerate(names):
            self.tabs.setTabText(i, name)
        for table, name in zip((self.budgets, self.costs, self.norms, self.runs), names[_TABLES:], strict=True):
            table.setAccessibleName(name)
        self.points.setAccessibleName(self.tr("Points of the curves"))
        self.run.setAccessibleName(self.tr("Run shown"))
        self.eps.setAccessibleName(self.tr("eps shown"))
        for part in (self.classes, self.confusion):
            part.retranslate()
        self._fill_points()
        self._fill_tables()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Colours of runs follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_curves"):
            self._fill_points()

    def show_evaluations(self, evaluations: Sequence[RunEvaluation]) -> None:
        """The newest evaluation of each run, for the tables of attacks."""
        self._evaluations = evaluations
        self._fill_tables()

    def _fill_points(self) -> None:
        heads, cells, _ = by_point(self._curves)
        colours = [colour_of(place) for place, curve in self._curves for _ in curve.points]
        self.points.fill(heads, cells, colours=colours)

    def _fill_tables(self) -> None:
        evaluation = self._find_evaluation()
        makers = ((self.budgets, by_budget), (self.costs, by_cost), (self.norms, by_norm))
        for tab, (table, maker) in enumerate(makers, _TABLES):
            heads, cells, tips = maker(evaluation) if evaluation is not None else ([], [], [])
            table.fill(heads, cells, tips=tips)
            self.tabs.setTabVisible(tab, bool(cells))
        heads, cells, tips = by_run(self._evaluations)
        self.runs.fill(heads, cells, tips=tips, texts=2)
        self.tabs.setTabVisible(_RUNS, bool(cells))

    def _find_evaluation(self) -> RunEvaluation | None:
        """The evaluation of the run that is selected below, or of the first one."""
        curve = self._find_curve()
        evaluations = [each for each in self._evaluations if curve is not None and each.folder == curve.run.folder]
        return next(iter(evaluations or self._evaluations), None)

    def _show_selectors(self) -> None:
        """Run and eps belong to classes and confusion; the run also to the tables of its attacks."""
        tab = self.tabs.currentIndex()
        has_several = len({curve.run.folder for _, curve in self._curves}) > 1
        needs_eps = tab in (_CLASSES, _CONFUSION)
        self.selectors.setVisible(needs_eps or (_TABLES <= tab < _RUNS and has_several))
        self.eps.setVisible(needs_eps)

    def show_curves(self, curves: Sequence[tuple[int, Curve]]) -> None:
        """Other curves; the selected run and eps stay where they are still there."""
        self._curves = curves
        self._fill_points()
        has_classes = any(point.per_class for _, curve in curves for point in curve.points)
        for tab in (_CLASSES, _CONFUSION):
            self.tabs.setTabVisible(tab, has_classes or not curves)
        place = min(max(self.run.currentIndex(), 0), len(curves) - 1)
        refill(self.run, ((make_label(curve, curves), None) for _, curve in curves), place)
        self._on_run_selected()

    def _find_curve(self) -> Curve | None:
        place = self.run.currentIndex()
        return self._curves[place][1] if 0 <= place < len(self._curves) else None

    def _on_run_selected(self) -> None:
        self._fill_tables()
        self._show_selectors()
        curve = self._find_curve()
        budgets = [point.eps for point in curve.points] if curve is not None else []
        place = budgets.index(self._eps) if self._eps in budgets else len(budgets) - 1
        unit = curve.threat.unit if curve is not None else ""
        refill(self.eps, ((eps_text(value, unit), value) for value in budgets), place)
        self._show_point()

    def _on_eps_selected(self) -> None:
        self._eps = self.eps.currentData()

    def _show_point(self) -> None:
        curve, eps = self._find_curve(), self.eps.currentData()
        point, confusion = curve.at(eps) if curve is not None and eps is not None else (None, None)
        self.classes.show_point(point, eps_text(eps, curve.threat.unit) if curve is not None and point else "")
        self.confusion.show_confusion(confusion)

    def _on_picked(self, true: int, predicted: int) -> None:
        self.picked.emit(self._find_curve(), self.eps.currentData(), true, predicted)
