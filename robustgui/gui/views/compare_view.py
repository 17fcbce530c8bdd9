"""Two attacks on one sequence beside each other, the shown one and the pinned one: norms, predictions, and cost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from ...attacks import ATTACKS
from ...evaluation.inspect_request import Inspection
from ..i18n.metric_words import budget_text
from ..i18n.titles import short_title
from ..widgets.layouts import make_column
from ..widgets.plain_table import PlainTable
from .base import VIEWS, InspectView
from .decibels import snr
from .decision_words import change_words
from .meaning import describe_label, is_attacked, options, read_prediction

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Fact:
    """One row: its name, and the value of each of the attacks, as text."""

    name: str
    values: tuple[str, ...]


def compare_attacks(attacks: list[Inspection]) -> list[Fact]:
    """The facts of `attacks`, each at the iteration that its attack chose; those that concern none are left out."""
    tables = [_facts(inspection) for inspection in attacks]
    names = list(dict.fromkeys(name for facts in tables for name in facts))
    return [Fact(name, tuple(facts.get(name, "–") for facts in tables)) for name in names]


def _facts(inspection: Inspection) -> dict[str, str]:
    """By their translated names."""
    facts: dict[str, str] = {}
    attack, threat = inspection.request.attack, inspection.request.threat
    if attack is None or threat is None or not is_attacked(inspection):
        return facts
    facts[translate("Compared", "Attack")] = short_title(ATTACKS, attack.name)
    facts[translate("Compared", "Norm")] = threat.norm
    facts[translate("Compared", "Budget")] = (
        translate("Compared", "any") if inspection.request.smallest else budget_text(threat.eps, threat.unit)
    )
    facts[translate("Compared", "Perturbation norm")] = budget_text(
        float(inspection.sizes[inspection.returned]), threat.unit
    )
    if inspection.tokens:
        changed = int((inspection.shift[inspection.returned] > 0).sum()) if len(inspection.shift) else 0
        facts[translate("Compared", "Changed tokens")] = translate("Compared", "{count} of {all}").format(
            count=changed, all=len(inspection.tokens)
        )
    else:
        facts.update(_values(inspection))
    facts[translate("Compared", "Prediction")] = _prediction(inspection)
    if options(inspection):
        share = float(inspection.attacked_outputs[inspection.returned][int(inspection.label)])
        facts[translate("Compared", "Probability of {truth}").format(truth=describe_label(inspection))] = f"{share:.3f}"
    if inspection.task == "classification":
        facts[translate("Compared", "Decision change")] = change_words(inspection, inspection.returned) or "–"
    facts[translate("Compared", "Loss")] = f"{inspection.scores[inspection.returned]:.4g}"
    if len(inspection.queries):
        facts[translate("Compared", "Gradient queries")] = f"{inspection.gradients[-1]:,}"
        facts[translate("Compared", "Queries")] = f"{inspection.queries[-1]:,}"
    facts[translate("Compared", "Seconds")] = f"{inspection.seconds:.2f}"
    return facts


def _values(inspection: Inspection) -> dict[str, str]:
    """Norms in data units, the share of the ranges, and the signal-to-noise ratio of a change of values."""
    change = (inspection.attacked[inspection.returned] - inspection.clean).astype(np.float64)  # (T, F)
    width = np.ptp(inspection.clean.astype(np.float64), axis=0).sum() * len(change)
    steps = int((np.abs(change).max(1) > 0).sum())
    facts = {
        translate("Compared", "L1, data units"): f"{np.abs(change).sum():.4g}",
        translate("Compared", "L2, data units"): f"{np.linalg.norm(change):.4g}",
        translate("Compared", "L-inf, data units"): f"{np.abs(change).max():.4g}",
        translate("Compared", "Changed steps"): translate("Compared", "{count} of {all}").format(
            count=steps, all=len(change)
        ),
    }
    if width > 0:
        facts[translate("Compared", "Relative to the value range")] = f"{100 * np.abs(change).sum() / width:.2f} %"
    ratio = snr(inspection.clean, change)
    if np.isfinite(ratio):
        facts[translate("Compared", "Signal-to-noise ratio")] = f"{ratio:.1f} dB"
    return facts


def _prediction(inspection: Inspection) -> str:
    prediction = read_prediction(inspection, inspection.attacked_outputs[inspection.returned])
    return (
        prediction.text if not np.isfinite(prediction.share) else f"{prediction.text} ({100 * prediction.share:.0f} %)"
    )


@VIEWS.register("compare_view")
class CompareView(InspectView):
    """A table of perturbation norms, predictions and costs; it has a last column once an attack is pinned."""

    place = "tab"
    order = 5

    def heading(self) -> str:
        return self.tr("Compare")

    def build(self) -> None:
        self.table = PlainTable()
        make_column(self.table, of=self)

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("The shown attack and the pinned one"))

    def clear(self) -> None:
        self.table.fill([], [])

    def draw(self) -> None:
        inspection, pinned = self.current, self.pinned
        facts = compare_attacks([inspection] if pinned is None else [inspection, pinned])
        heads = ["", self.tr("Shown"), *([self.tr("Pinned")] if pinned is not None else [])]
        self.table.fill(heads, [(fact.name, *fact.values) for fact in facts])
