"""The tables of attacks, the audit and the second opinion on the Evaluate page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from support.measuring import audit_job, audit_result, cross_check_result, evaluation_result

from robustgui.attacks.default_attacks import EVALUATION_ATTACK
from robustgui.attacks.fgsm import FGSM
from robustgui.attacks.pgd import PGD
from robustgui.base.errors import Sentence
from robustgui.base.events import RunStopped
from robustgui.engine.messages import MeasureJob
from robustgui.evaluation.audit.events import AuditCheck, AuditVerdict
from robustgui.evaluation.events import WORST, AttackMeasured, CurvePoint, Measure, RunsCompared
from robustgui.evaluation.peers import format_attack_title
from robustgui.evaluation.peers.events import PeerResult
from robustgui.gui.jobs import JobStatus
from robustgui.gui.pages.evaluate.audit_cards import CheckCard
from robustgui.gui.pages.evaluate.curves import RunEvaluation
from robustgui.gui.pages.evaluate.page import EvaluatePage
from robustgui.gui.pages.evaluate.tables import by_budget, by_cost, by_norm, by_run
from robustgui.gui.widgets.plain_table import PlainTable
from robustgui.measurements.evaluate import AttackPlan
from robustgui.measurements.store import save_result
from robustgui.runs.folder import RunFolder
from robustgui.runs.spec import RunSpec
from robustgui.threats.linf import Linf


def point(attack: str, eps: float, right: int, run: str = "one") -> CurvePoint:
    return CurvePoint(run, eps, "std", "accuracy", right / 10, 0.1, 0.9, 10, (), attack)


def cell(attack: str, eps: float, **more: object) -> AttackMeasured:
    values = {"right": 9, "misclassified": 4, "queries": 30, "gradients": 200, "seconds": 1.5}
    missing = dict.fromkeys(("targeted", "target_reached", "mae", "direction", "shift"))
    return AttackMeasured("one", attack, eps, **(values | missing | more))


ATTACKS = (PGD(), FGSM())
POINTS = (
    point("pgd", 0.0, 9), point("pgd", 0.1, 5), point("fgsm", 0.0, 9), point("fgsm", 0.1, 6), point(WORST, 0.0, 9),
    point(WORST, 0.1, 4),
)  # fmt: skip


def evaluated(*cells: AttackMeasured, attacks=ATTACKS, points=POINTS, label="one", comparisons=()):
    """An evaluation of a run."""
    result = evaluation_result("one", attacks, Linf(), (*points, *cells), "2026-01-02T03:04")
    return RunEvaluation(Path("one"), label, result, comparisons)


def check(name: str, status: str) -> AuditCheck:
    said = (Sentence(f"{name} {part}") for part in ("title", "found", "meaning", "advice"))
    title, found, meaning, advice = said
    return AuditCheck("one", name, title, status, found, meaning, advice, (("share", 0.5),), 100, 0.3)


def verdict(word: str, reasons: tuple[str, ...]) -> AuditVerdict:
    return AuditVerdict(
        "one", word, Sentence("So it is."), reasons, "PGD", "L-inf", 0.1, "std", "accuracy",
        0.9, 0.5, 0.4, 0.6, 0.45, 100, 3.0,
    )  # fmt: skip


def peer(library: str, value: float | None, state: str = "measured") -> PeerResult:
    low, high = (None, None) if value is None else (value - 0.1, value + 0.1)
    seconds = None if value is None else 1.0
    return PeerResult(
        "one", library, "1.0", "pgd", "PGD", state, value, low, high, None, 3, 0, 50, seconds, Sentence("")
    )


@pytest.fixture
def page(qtbot, session, jobs, dressed):
    shown = EvaluatePage(session, jobs)
    qtbot.addWidget(shown)
    shown.resize(900, 690)
    with qtbot.waitExposed(shown):
        shown.show()
    folder = RunFolder.create(session.runs_folder, RunSpec(name="one"))
    folder.log.append(RunStopped(1, 1))
    session.set_ticks([folder.path])
    qtbot.waitUntil(lambda: page_is_ready(shown))
    return shown


def page_is_ready(page: EvaluatePage) -> bool:
    return page.audit.request.folder is not None and page.audit.request.button.isEnabled()


def test_that_every_attack_has_a_row_and_every_budget_a_column():
    heads, cells, tips = by_budget(evaluated())
    assert heads == ["attack", "eps 0 std", "eps 0.1 std"]
    assert [row[0] for row in cells] == ["PGD", "FGSM", "worst case over attacks"]
    assert [row[2] for row in cells] == ["50.0 %", "60.0 %", "40.0 %"]
    assert tips[0][1] == "95 % interval 10.0 % to 90.0 %, n = 10"


def test_that_two_attacks_of_one_kind_are_told_apart():
    points = (point("pgd", 0.1, 5), point("pgd-2", 0.1, 4))
    _, cells, _ = by_budget(evaluated(attacks=(PGD(), PGD(steps=99)), points=points))
    assert [row[0] for row in cells] == ["PGD", "PGD 2"]


def test_that_costs_are_told_for_each_sequence():
    heads, cells, _ = by_cost(evaluated(cell("pgd", 0.1, targeted=8, target_reached=2)))
    row = dict(zip(heads, cells[0], strict=True))
    assert row["queries per sequence"] == "3"
    assert row["gradients per sequence"] == "20"
    assert row["successes"] == "4 / 9"
    assert row["targeted successes"] == "2 / 8"


def test_that_sizes_stand_under_the_names_of_their_measures():
    sizes = (Measure("snr", 12.5, 12.0, 4), Measure("range_l1", 0.015, 0.01, 4))
    heads, cells, tips = by_norm(evaluated(cell("pgd", 0.1, measures=sizes), cell("fgsm", 0.1)))
    assert heads == ["attack", "eps [std]", "n", "share of the ranges", "SNR"]
    assert cells == [("PGD", "0.1", "4", "1.50 %", "12.5 dB")]
    assert tips[0][4] == "mean 12.5, median 12, over 4 adversarial examples"


def test_that_runs_are_told_with_the_interval_of_their_difference():
    row = RunsCompared("one", "two", "pgd", 0.1, "accuracy", 10, 0.5, 0.7, 0.2, 0.05, 0.35, 0.03, 1, 3)
    heads, cells, _ = by_run([evaluated(), evaluated(label="two", comparisons=(row,))])
    found = dict(zip(heads, cells[0], strict=True))
    assert (found["run"], found["difference"], found["95 % interval"]) == ("two", "+20.0 %", "+5.0 % … +35.0 %")


def test_that_several_attacks_are_asked_for_and_shown_beside_each_other(qtbot, jobs, page):
    page.form.plan.set_value(AttackPlan(attacks=(PGD(), FGSM()), only_survivors=True))
    qtbot.mouseClick(page.evaluate, Qt.MouseButton.LeftButton)
    row = jobs.rows[0]
    assert isinstance(row.job, MeasureJob)
    assert (row.job.measurement.attacks, row.job.measurement.only_survivors) == ((PGD(), FGSM()), True)
    jobs.become(row, JobStatus.RUNNING)
    name = page.evaluations.folders[0].name
    for one in POINTS:
        jobs.report(row, replace(one, run=name))
    names = [layer.name for layer in page.plot.layers if layer.in_legend and layer.name]
    assert sorted(names) == ["FGSM", "PGD", "Worst case: PGD, FGSM"]
    assert page.details.budgets.rowCount() == 3
    assert "on which PGD failed" in _noted(page, "FGSM")


def _noted(page: EvaluatePage, attack: str) -> str:
    place = next(i for i in range(page.setup.count()) if page.setup.itemText(i).startswith(attack))
    page.setup.setCurrentIndex(place)
    return page.note.text()


def test_that_an_audit_is_asked_for_with_the_budget_of_its_own_row(qtbot, session, jobs, page):
    page.tabs.setCurrentIndex(1)
    page.audit.request.eps.clear()
    qtbot.keyClicks(page.audit.request.eps, "0.25")
    qtbot.mouseClick(page.audit.request.button, Qt.MouseButton.LeftButton)
    watch = session.spec.watch
    folder = str(page.evaluations.folders[0])
    assert jobs.rows[0].job == audit_job(folder, EVALUATION_ATTACK, watch.threat.copy_with(eps=0.25))


def test_that_an_impossible_budget_is_explained_at_the_button(qtbot, page):
    page.tabs.setCurrentIndex(1)
    page.audit.request.eps.clear()
    qtbot.keyClicks(page.audit.request.eps, "much")
    assert not page.audit.request.button.isEnabled()
    assert page.audit.request.button.toolTip() == "eps: 'much' is not a number"


def test_that_checks_appear_as_they_are_measured(qtbot, jobs, page):
    page.tabs.setCurrentIndex(1)
    qtbot.mouseClick(page.audit.request.button, Qt.MouseButton.LeftButton)
    row = jobs.rows[0]
    jobs.become(row, JobStatus.RUNNING)
    jobs.report(row, check("noise", "passed"))
    first = page.audit.cards[0]
    jobs.report(row, check("steps", "failed"))
    assert [shown.sign.status for shown in page.audit.cards] == ["passed", "failed"]
    assert page.audit.cards[0] is first
    assert first.advice.isHidden()
    assert page.audit.cards[1].advice.text() == "Next step: steps advice"
    assert not page.audit.verdict.isVisible()


@pytest.mark.parametrize(
    ("word", "said", "status"),
    [("reliable", "Reliable", "passed"), ("doubtful", "Doubtful", "warning"), ("unreliable", "Unreliable", "failed")],
)
def test_that_the_verdict_is_told_with_its_reasons(page, word, said, status):
    page.audit.verdict.show_verdict(verdict(word, ("steps",)), (check("steps", "failed"),))
    assert page.audit.verdict.word.text() == said
    assert page.audit.verdict.sign.status == status
    assert page.audit.verdict.reasons.text() == "Checks that did not pass: steps title."
    texts = " ".join(label.text() for label in page.audit.verdict.findChildren(QLabel))
    assert "90.0 % on clean inputs, 50.0 % under PGD (95 % interval 40.0 % to 60.0 %), 45.0 % in the worst" in texts


def test_that_a_cross_check_says_who_finds_more(qtbot, jobs, page):
    page.tabs.setCurrentIndex(2)
    qtbot.mouseClick(page.cross_check.request.button, Qt.MouseButton.LeftButton)
    row = jobs.rows[0]
    assert isinstance(row.job, MeasureJob)
    jobs.become(row, JobStatus.RUNNING)
    jobs.report(row, peer("robustgui", 0.5))
    assert page.cross_check.result.text() == ""  # the others have not answered yet
    jobs.report(row, peer("art", 0.6), peer("foolbox", None, "missing"))
    assert "stronger" not in page.cross_check.result.text()  # some may still be
    jobs.report(row, peer("torchattacks", 0.4))
    said = "torchattacks finds a stronger attack: robust accuracy 40.0 % instead of 50.0 %."
    assert page.cross_check.result.text() == said  # whatever comes, this stays true
    assert page.cross_check.table.rowCount() == 4
    assert page.cross_check.table.item(2, 2).text() == "not installed"


@pytest.mark.parametrize("theirs", [0.6, 0.5])
def test_that_no_library_is_stronger_only_once_all_have_finished(qtbot, monkeypatch, page, theirs):
    rows = (
        peer("robustgui", 0.5), peer("art", theirs), peer("art", None, "failed"), peer("cleverhans", None, "failed"),
        peer("foolbox", None, "missing"), peer("torchattacks", None, "unsuited"),
    )  # fmt: skip
    page.cross_check.draw(list(rows), None)
    assert "No library" not in page.cross_check.result.text()
    page.cross_check.draw(None, cross_check_result("one", Linf(), rows))
    assert page.cross_check.result.text() == (
        f"No library finds a stronger attack: 50.0 % with ours, {100 * theirs:.1f} % with the best of theirs. "
        "Finished: Adversarial Robustness Toolbox. Failed: CleverHans. Skipped: Foolbox, torchattacks."
    )


def test_that_no_attack_of_the_table_is_named_twice():
    for family, attack in (("pgd", "PGD (projected gradient)"), ("apgd", "APGD"), ("fab", "FAB"), ("fgsm", "FGSM")):
        assert format_attack_title(family, attack).lower().count(family) == 1
    assert format_attack_title("pgd", "PGD, PGDL2") == "PGD, PGDL2"
    assert format_attack_title("cw", "CW") == "Carlini & Wagner (CW)"


def test_that_an_unticked_check_is_skipped_and_shown_so(page):
    page.audit.menu.choices["transfer"].setChecked(False)
    page.audit.request.set_threat(Linf())
    assert page.audit.settings().skip == ("transfer=not chosen",)
    page.audit.draw([check("transfer", "skipped")], None)
    assert "skipped" in page.audit.cards[0].cost.text()
    assert "passed" not in page.audit.cards[0].accessibleName()


def test_that_a_table_is_copied_with_tabs_between_its_columns(qtbot, dressed):
    table = PlainTable()
    qtbot.addWidget(table)
    table.fill(["a", "b"], [("x", "1"), ("y", "2")])
    assert table.text() == "a\tb\nx\t1\ny\t2"
    table.selectRow(1)
    assert table.text() == "a\tb\ny\t2"


def test_that_stored_audits_can_be_looked_at_again(qtbot, page):
    (folder,) = page.evaluations.folders
    events = [check("noise", "warning"), verdict("doubtful", ("noise",))]
    save_result(folder, audit_result(folder.name, PGD(), Linf(eps=0.1), events))
    page.audit.reload()
    qtbot.waitUntil(lambda: page.audit.stored.count() == 1)
    assert (
        page.audit.stored.itemText(0)
        == "PGD (projected gradient descent) · L-inf (max norm) · eps 0.1 std · 2026-01-01 00:00"
    )
    assert page.audit.verdict.word.text() == "Doubtful"
    assert [shown.check.name for shown in page.audit.cards] == ["noise"]


def test_that_a_row_of_the_audit_is_never_wider_than_a_narrow_page(qtbot, page):
    row = CheckCard(check("attack_path", "passed"))
    qtbot.addWidget(row)
    row.name.setText("The attack perturbs its input and the loss increases at every step of it")
    assert row.minimumSizeHint().width() <= 360
