"""Robust accuracy of runs at several budgets, its reliability, and every other registered measurement."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QStackedWidget, QTabWidget, QWidget

from ....attacks.default_attacks import EVALUATION_ATTACK
from ....data import Dataset
from ....engine.messages import MeasureJob
from ....evaluation.training_overlap import prefix_run
from ....measurements.evaluate import RobustnessEvaluation
from ...i18n.metric_words import budget_text
from ...i18n.sentences import core_text, translate_sentence
from ...icons import icon
from ...jobs import JobRow, JobStatus
from ...literal import literal
from ...session import Filter, Selection
from ...widgets.banner import Banner
from ...widgets.combos import narrow_combo, refill
from ...widgets.empty_state import EmptyState
from ...widgets.layouts import as_widget, make_column, make_row, split
from ...widgets.text import make_muted_label, page_title, paragraph
from ..base import PAGES, Page
from .audit_panel import AuditPanel
from .cross_check_panel import CrossCheckPanel
from .curve_words import describe_each, describe_setup, make_note
from .curves import Curve, RunEvaluation, collect_live
from .evaluation_details import EvaluationDetails
from .export_points import ExportPoints
from .interrupted_banner import InterruptedBanner, describe_job
from .measure_form import MeasureForm
from .measurement_panel import MeasurementPanel, make_plain_panels
from .plots import RobustnessPlot
from .selected_evaluations import EACH, SelectedEvaluations

if TYPE_CHECKING:
    from ...jobs import Jobs
    from ...session import Session


@PAGES.register("evaluate")
class EvaluatePage(Page):
    """Evaluates the ticked runs, or the open one, and shows their stored measurements."""

    order: ClassVar[int] = 5
    icon: ClassVar[str] = "evaluate"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.evaluations = SelectedEvaluations(self)
        self._row: JobRow | None = None  # the newest evaluation of this page
        self.heading, self.state = page_title(), make_muted_label()
        self.evaluate = QPushButton(icon("evaluate", "on_accent"), "")
        self.evaluate.setProperty("role", "primary")
        self.export = ExportPoints()
        self.form = MeasureForm(EVALUATION_ATTACK, session.spec.watch.threat)
        self.setup, self.note = narrow_combo(0), paragraph(second=True)  # attacks and threat model of the curves
        self.plot, self.details = RobustnessPlot(), EvaluationDetails()
        self.audit, self.cross_check, self.tabs = AuditPanel(), CrossCheckPanel(), QTabWidget(documentMode=True)
        with_panel = (RobustnessEvaluation, self.audit.measurement, self.cross_check.measurement)
        self.panels: tuple[MeasurementPanel, ...] = (self.audit, self.cross_check, *make_plain_panels(but=with_panel))
        self.banner, self.picked, self.empty = Banner(), Banner("note"), EmptyState()
        self.overlap = Banner("warning")
        self.interrupted = InterruptedBanner(jobs)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        top = make_row(self.heading, self.state, None, self.export, self.evaluate)
        upper = as_widget(make_column(self.setup, self.plot, self.note, stretched=self.plot))
        curves = split(Qt.Orientation.Vertical, (upper, self.details), (300, 320))
        for panel in (curves, *self.panels):
            self.tabs.addTab(panel, "")
        body = split(Qt.Orientation.Horizontal, (self.form, self.tabs), (264, 500))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(body)
        banners = (self.banner, self.overlap, self.interrupted, self.picked)
        self.fill(top, *banners, self.stack, stretched=self.stack)

    def _connect(self) -> None:
        self.evaluate.clicked.connect(self._on_evaluate)
        self.empty.pressed.connect(lambda: self.session.page_requested.emit("runs"))
        self.picked.pressed.connect(lambda: self.session.page_requested.emit("inspect"))
        self.form.changed.connect(self._on_form_changed)
        for panel in self.panels:
            panel.requested.connect(self._submit)
        self.evaluations.changed.connect(self.mark_stale)
        self.interrupted.continued.connect(self._on_continued)
        self.setup.currentIndexChanged.connect(self._show_curves)
        self.export.failed.connect(self.banner.say)
        self.details.picked.connect(self._on_picked)
        self.session.dataset_changed.connect(self._on_dataset_changed)
        self._on_dataset_changed(self.session.dataset)
        for signal in (self.session.ticks_changed, self.session.run_changed):
            signal.connect(lambda _: self._select_runs())
        self.jobs.queue_changed.connect(self._show_state)
        self.jobs.events_arrived.connect(self._on_events)
        self.jobs.job_ended.connect(self._on_ended)
        self._select_runs()

    def title(self) -> str:
        """See `Page.title`."""
        return self.tr("Evaluate")

    def retranslate(self) -> None:
        """See `Page.retranslate`."""
        self.heading.setText(self.title())
        self.evaluate.setText(self.tr("Evaluate"))
        self.empty.set_texts(
            self.tr("Choose what to evaluate"),
            self.tr("Tick the runs to compare, or open one; a run must be trained first."),
            self.tr("Choose runs"),
        )
        self.setup.setAccessibleName(self.tr("Attack and threat model of the curves"))
        self.tabs.setTabText(0, self.tr("Curves"))
        for place, panel in enumerate(self.panels):
            self.tabs.setTabText(place + 1, core_text(panel.measurement.title or panel.measurement.name))
        for part in (self.form, self.details, self.export):
            part.retranslate()
        for panel in self.panels:
            panel.retranslate()
        self.refresh()

    def restyle(self) -> None:
        """See `Page.restyle`."""
        self.plot.restyle()
        self.details.classes.restyle()
        for panel in self.panels:
            panel.restyle()
        self.form.show_runs(self.evaluations.labels, self.evaluations.folders)

    def refresh(self) -> None:
        """See `Page.refresh`."""
        self.stack.setCurrentIndex(1 if self.evaluations.folders else 0)
        self.form.show_runs(self.evaluations.labels, self.evaluations.folders)
        curves = self.evaluations.list_setups()
        entries = [
            *((describe_each(each), EACH + each.result.created) for each in self.evaluations.of_several_attacks()[:1]),
            *((describe_setup(curve), curve.setup) for curve in curves),
        ]
        before = self.setup.currentData()
        place = next((place for place, (_, setup) in enumerate(entries) if setup == before), 0)
        refill(self.setup, entries, place if curves else -1)
        self.setup.setVisible(len(curves) > 1)
        self.details.show_evaluations(self.evaluations.newest())
        for panel in self.panels:
            panel.request.set_runs(self.evaluations.folders, self.evaluations.labels)
        self._on_form_changed()
        self._show_curves()
        self._show_state()

    def _show_curves(self) -> None:
        curves = self.evaluations.curves(self.setup.currentData() or "")
        self.plot.show_curves(curves)
        self.details.show_curves(curves)
        self.export.show_curves(curves)
        is_alone = not str(self.setup.currentData()).startswith(EACH)
        self.note.setText(make_note(curves[0][1], alone=is_alone) if curves else "")
        self._show_overlap([*(curve.run for _, curve in curves), *self.evaluations.newest()])

    def _show_overlap(self, evaluations: Iterable[RunEvaluation]) -> None:
        """Which of the runs were evaluated on sequences that they were trained on, until it is dismissed."""
        warnings = (
            prefix_run(evaluation.label, warning)
            for evaluation in evaluations
            if evaluation.overlap is not None
            for warning in evaluation.overlap.warnings()
        )
        self.overlap.say_new({str(warning): warning for warning in warnings}.values())

    def _show_state(self) -> None:
        problem = self.form.problem()
        self.evaluate.setEnabled(not problem and bool(self.evaluations.folders))
        self.evaluate.setToolTip(literal(problem))
        row = self._row
        is_running = row is not None and row.ended is None and row.total > 0
        self.state.setText(f"{100 * row.done // row.total} %" if row is not None and is_running else "")

    def _on_form_changed(self) -> None:
        threat, attacks = self.form.threat.value(), self.form.attacks()
        self.audit.set_attack(attacks[0] if attacks else None)
        for panel in self.panels:
            panel.request.set_threat(threat)
        self._show_state()

    def _on_dataset_changed(self, dataset: Dataset | None) -> None:
        self.picked.say("")
        if dataset is not None:
            self.form.set_data(dataset.train.symbolic, dataset.train.task)

    def _select_runs(self) -> None:
        run = self.session.run
        folders = self.session.ticks or ((run,) if run is not None else ())
        if tuple(folders) != self.evaluations.folders:
            self.evaluations.set_folders(folders)
        self.interrupted.show_runs(folders)

    def _on_evaluate(self) -> None:
        eps, plan, threat = self.form.eps.eps(), self.form.plan.value(), self.form.threat.value()
        if eps is None or plan is None or threat is None:
            return
        settings = RobustnessEvaluation(
            attacks=plan.attacks, threat=threat, eps=eps, samples=self.form.samples.value(),
            only_survivors=plan.only_survivors,
        )  # fmt: skip
        job = MeasureJob(tuple(str(folder) for folder in self.evaluations.folders), settings)
        self._submit(job, ", ".join(self.evaluations.labels))

    def _submit(self, job: MeasureJob, runs: str) -> None:
        self.banner.say("")
        self._on_continued(self.jobs.submit(job, lambda: describe_job(job.measurement, [runs])))

    def _on_continued(self, row: JobRow) -> None:
        """A measurement is in the queue."""
        if _evaluation_of(row) is not None:
            self._row = row
        self._follow(row)
        self._show_state()

    def _on_events(self, row: JobRow, events: list[object]) -> None:
        settings = _evaluation_of(row)
        if row is self._row and settings is not None:
            names = (folder.name for folder in self.evaluations.folders)
            labels = dict(zip(names, self.evaluations.labels, strict=True))
            live = collect_live(settings, self.evaluations.folders, list(row.results or ()), labels)
            if live:
                newest, before = live[-1].curves()[-1].setup, self.setup.currentData()
                self.evaluations.set_live(live)
                has_each = len(settings.attacks) > 1 and len(live) == 1  # the first entry: attacks beside each other
                show_each = has_each and (before == newest or str(before).startswith(EACH))
                self.setup.setCurrentIndex(0 if show_each else max(0, self.setup.findData(newest)))
            self._show_state()
        self._follow(row)

    def _follow(self, row: JobRow) -> None:
        """A measurement with a panel is running, or has ended."""
        for panel in self.panels:
            if isinstance(row.job, MeasureJob) and isinstance(row.job.measurement, panel.measurement):
                panel.follow(row)

    def _on_ended(self, row: JobRow) -> None:
        if isinstance(row.job, MeasureJob):
            if _evaluation_of(row) is not None:
                self.evaluations.reload()
            self._follow(row)
            if row.status is JobStatus.FAILED and row.message is not None:
                self.banner.say(partial(translate_sentence, row.message))
        self._show_state()

    def _on_picked(self, curve: Curve, eps: float, true: int, predicted: int) -> None:
        confusion = curve.at(eps)[1]
        indices = curve.indices(eps, true, predicted, self.session.dataset)
        if not indices or confusion is None:
            self.picked.say(lambda: self.tr("These sequences belong to other data than those that are open."))
            return
        classes, total = confusion.classes, len(confusion.true)

        def reason() -> str:
            words = self.tr("class {true} predicted as {predicted} at eps {eps} by {run}")
            if true == predicted:
                words = self.tr("class {true} still correct at eps {eps} by {run}")
            budget = budget_text(eps, curve.threat.unit)
            return words.format(true=classes[true], predicted=classes[predicted], eps=budget, run=curve.run.label)

        def sentence() -> str:
            return self.tr("{reason}: {count} of {total}").format(reason=reason(), count=len(indices), total=total)

        self.session.set_filter(Filter("test", indices, reason))
        self.session.select(Selection("test", indices[0]))
        self.picked.say(sentence, lambda: self.tr("Show in Inspect"))


def _evaluation_of(row: JobRow) -> RobustnessEvaluation | None:
    """The evaluation of a job; None: it does something else."""
    settings = row.job.measurement if isinstance(row.job, MeasureJob) else None
    return settings if isinstance(settings, RobustnessEvaluation) else None
