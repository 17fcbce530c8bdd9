"""The strip of numbers above the training curves."""

from __future__ import annotations

import math
import time

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from ....base.templates import fill_in
from ....evaluation.numeric_metrics import compute_skill
from ...i18n.metric_words import format_score
from ...i18n.numbers import format_count, format_duration
from ...jobs import JobRow, JobStatus
from ...theme import current_theme
from ...training_curves.history import History
from ...widgets.facts import FactStrip
from .durations import Pace

_KEYS = ("epoch", "step", "throughput", "elapsed", "eta", "clean", "attacked", "baseline")


class TrainFacts(FactStrip):
    """Epoch, step, sequences per second, elapsed and remaining time, the newest scores, and their baseline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_KEYS, parent=parent)
        self.pace = Pace()
        self._metric = "accuracy"
        self.restyle()

    def begin(self) -> None:
        """Another run, of unknown pace."""
        self.pace = Pace()
        self.retranslate()

    def restyle(self) -> None:
        """Clean and robust scores in the colours of their curves."""
        self.set_colour("clean", QColor(current_theme().clean))
        self.set_colour("attacked", QColor(current_theme().attacked))

    def retranslate(self) -> None:
        """Every label, for the metric that is shown."""
        self.set_label("epoch", self.tr("Epoch"))
        self.set_label("step", self.tr("Step"))
        self.set_label("throughput", self.tr("Sequences/s"))
        self.set_label("elapsed", self.tr("Elapsed"))
        self.set_label("eta", self.tr("Remaining"))
        clean, attacked = {
            "mse": (self.tr("Clean error"), self.tr("Robust error")),
            "bits": (self.tr("Clean bits"), self.tr("Robust bits")),
        }.get(self._metric, (self.tr("Clean accuracy"), self.tr("Robust accuracy")))
        self.set_label("clean", clean)
        self.set_label("attacked", attacked)
        self.set_label("baseline", self.tr("Baseline, skill score") if self._metric == "mse" else self.tr("Baseline"))
        self.set_shown("baseline", self._metric != "accuracy")

    def show_run(self, history: History, row: JobRow | None) -> None:
        """The newest numbers of the run, and its speed."""
        if history.metric != self._metric:
            self._metric = history.metric
            self.retranslate()
        started = history.started
        running = row is not None and row.status is JobStatus.RUNNING
        per_epoch = history.steps_per_epoch
        epoch = min(-(-history.step // per_epoch), started.epochs) if started else 0
        if len(history.epochs):
            epoch = max(epoch, int(history.epochs["epoch"][-1]))
        self.set_value("epoch", f"{epoch} / {started.epochs}" if started else "–")
        self.set_value("step", format_count(history.step) if started else "–")
        speed = self.pace.steps_per_second() * started.train_samples / per_epoch if started and running else math.nan
        self.set_value("throughput", "–" if math.isnan(speed) else format_count(round(speed)))
        self.set_value("elapsed", format_duration(_measure_elapsed(history, row)))
        self.set_value("eta", format_duration(self.pace.remaining(history.total_steps)) if running else "–")
        self._show_scores(history)

    def _show_scores(self, history: History) -> None:
        if history.finished is not None:
            end = history.finished
            clean, attacked, samples = end.clean, end.attacked, float(end.samples)
            baseline = math.nan if end.baseline is None else end.baseline
        elif len(history.epochs):
            figures = ("clean", "attacked", "samples", "baseline")
            clean, attacked, samples, baseline = (float(history.epochs[name][-1]) for name in figures)
        else:
            clean, attacked, samples, baseline = math.nan, math.nan, 0.0, math.nan
        for key, value in (("clean", clean), ("attacked", attacked)):
            self.set_value(key, format_score(value, history.metric))
            self.set_tip(key, fill_in(self._describe_part(history), n=int(samples)) if samples else "")
        self._show_baseline(clean, baseline)
        if samples and self._metric == "accuracy":
            self.set_label("clean", self.tr("Clean accuracy (n = {n})").format(n=int(samples)))
            self.set_label("attacked", self.tr("Robust accuracy (n = {n})").format(n=int(samples)))

    def _show_baseline(self, clean: float, baseline: float) -> None:
        """The score of the baseline, and the skill score of the network."""
        words, tip = format_score(baseline, self._metric), ""
        if self._metric == "mse":
            tip = self.tr(
                "Error of the persistence forecast, which repeats the last observed value; skill score: 1 - "
                "clean error / baseline."
            )
            if not math.isnan(better := compute_skill(clean, baseline)):
                words = f"{words}, {better:.2f}"
        elif self._metric == "bits":
            tip = self.tr("Bits per token of the unigram model, which knows the frequency of each token only.")
        self.set_value("baseline", words)
        self.set_tip("baseline", tip)

    def _describe_part(self, history: History) -> str:
        """The part of the data that was evaluated; the final scores are always of the test data."""
        if history.finished is None and history.started is not None and history.started.watched_split == "validation":
            return self.tr("evaluated on {n} {n:sequence|sequences} of the validation data")
        return self.tr("evaluated on {n} {n:sequence|sequences} of the test data")


def _measure_elapsed(history: History, row: JobRow | None) -> float:
    if row is not None and row.started is not None:
        return row.measure_elapsed(time.monotonic())
    if history.finished is not None:
        return history.finished.seconds
    places = history.epoch_places("time")
    return float(places[-1]) if len(places) else math.nan
