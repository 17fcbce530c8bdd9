"""Details of the curves: points, accuracy per class, confusion matrix, and the attacks in tables."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from ...i18n.metric_words import eps_text
from ...widgets.plain_table import PlainTable
from .attack_tables import by_budget, by_cost, by_run, by_size
from .class_plot import ClassPlot
from .confusion_matrix import ConfusionMatrix
from .measured import Curve, Measured
from .measured_words import label_of
from .points_table import PointsTable


class MeasuredDetails(QWidget):
    """Tabs; the choice of run and eps below them holds for classes and confusion, that of the run for the attacks.

    Signals:
        picked: a cell of the confusion matrix; carries (Curve, eps, true class, predicted class).
    """

    picked = Signal(object, float, int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points, self.classes, self.confusion = PointsTable(), ClassPlot(), ConfusionMatrix()
        self.run, self.eps = QComboBox(), QComboBox()
        self.run.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.run.setMinimumContentsLength(8)
        self.choice = QWidget()
        row = QHBoxLayout(self.choice)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.run, 1)
        row.addWidget(self.eps)
        area = QScrollArea(widgetResizable=True)
        area.setWidget(self.confusion)
        self.tabs = QTabWidget(documentMode=True)
        self.budgets, self.costs, self.sizes, self.runs = (PlainTable() for _ in range(4))
        self._tables: Sequence[Measured] = ()
        for tab in (self.points, self.classes, area, self.budgets, self.costs, self.sizes, self.runs):
            self.tabs.addTab(tab, "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.choice)
        self._curves: Sequence[tuple[int, Curve]] = ()
        self._eps: float | None = None  # that the user chose; None: the largest
        self.run.currentIndexChanged.connect(self._on_run_chosen)
        self.eps.currentIndexChanged.connect(self._show_point)
        self.eps.activated.connect(self._on_eps_chosen)
        self.tabs.currentChanged.connect(lambda _: self._show_choice())
        self.confusion.picked.connect(self._on_picked)
        self.choice.hide()

    def retranslate(self) -> None:
        """Every text."""
        names = (
            self.tr("Points"), self.tr("Classes"), self.tr("Confusion"), self.tr("Attacks"), self.tr("Cost"),
            self.tr("Perturbation norms"), self.tr("Runs compared"),
        )  # fmt: skip
        for i, name in enumerate(names):
            self.tabs.setTabText(i, name)
        for table, name in zip((self.budgets, self.costs, self.sizes, self.runs), names[3:], strict=True):
            table.setAccessibleName(name)
        self.run.setAccessibleName(self.tr("Run shown"))
        self.eps.setAccessibleName(self.tr("eps shown"))
        for part in (self.points, self.classes, self.confusion):
            part.retranslate()
        self._fill_tables()

    def show_tables(self, measured: Sequence[Measured]) -> None:
        """The newest evaluation of each run, for the tables of attacks."""
        self._tables = measured
        self._fill_tables()

    def _fill_tables(self) -> None:
        one = self._table()
        fillings = ((self.budgets, by_budget), (self.costs, by_cost), (self.sizes, by_size))
        for place, (table, filling) in enumerate(fillings, 3):
            heads, cells, tips = filling(one) if one is not None else ([], [], [])
            table.fill(heads, cells, tips=tips)
            self.tabs.setTabVisible(place, bool(cells))
        heads, cells, tips = by_run(self._tables)
        self.runs.fill(heads, cells, tips=tips, texts=2)
        self.tabs.setTabVisible(6, bool(cells))

    def _table(self) -> Measured | None:
        """The evaluation of the run that is chosen below, or of the first one."""
        curve = self._chosen()
        mine = [one for one in self._tables if curve is not None and one.folder == curve.folder]
        return next(iter(mine or self._tables), None)

    def _show_choice(self) -> None:
        """Run and eps belong to classes and confusion; the run also to the tables of its attacks."""
        tab = self.tabs.currentIndex()
        several = len({curve.folder for _, curve in self._curves}) > 1
        self.choice.setVisible(tab in (1, 2) or (tab in (3, 4, 5) and several))
        self.eps.setVisible(tab in (1, 2))

    def show_curves(self, curves: Sequence[tuple[int, Curve]]) -> None:
        """Other curves; the chosen run and eps stay where they are still there."""
        self._curves = curves
        self.points.show_curves(curves)
        classes = any(point.per_class for _, curve in curves for point in curve.points)
        self.tabs.setTabVisible(1, classes or not curves)
        self.tabs.setTabVisible(2, classes or not curves)
        before = self.run.currentIndex()
        self.run.blockSignals(True)
        self.run.clear()
        self.run.addItems([label_of(curve, curves) for _, curve in curves])
        self.run.setCurrentIndex(min(max(before, 0), len(curves) - 1))
        self.run.blockSignals(False)
        self._on_run_chosen()

    def _chosen(self) -> Curve | None:
        place = self.run.currentIndex()
        return self._curves[place][1] if 0 <= place < len(self._curves) else None

    def _on_run_chosen(self) -> None:
        self._fill_tables()
        self._show_choice()
        curve, before = self._chosen(), self._eps
        budgets = [point.eps for point in curve.points] if curve is not None else []
        self.eps.blockSignals(True)
        self.eps.clear()
        for value in budgets:
            self.eps.addItem(eps_text(value, curve.threat.unit) if curve is not None else "", value)
        self.eps.setCurrentIndex(budgets.index(before) if before in budgets else len(budgets) - 1)
        self.eps.blockSignals(False)
        self._show_point()

    def _on_eps_chosen(self) -> None:
        self._eps = self.eps.currentData()

    def _show_point(self) -> None:
        curve, eps = self._chosen(), self.eps.currentData()
        point, confusion = curve.at(eps) if curve is not None and eps is not None else (None, None)
        words = eps_text(eps, curve.threat.unit) if curve is not None and point is not None else ""
        self.classes.show_point(point, words)
        self.confusion.show_confusion(confusion)

    def _on_picked(self, true: int, predicted: int) -> None:
        self.picked.emit(self._chosen(), self.eps.currentData(), true, predicted)
