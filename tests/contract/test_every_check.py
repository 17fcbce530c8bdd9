"""What every check of the evaluation audit, and every library of the cross-check, owes."""

from __future__ import annotations

import inspect
import math

import pytest
from support.networks import bumps, rising, trained

from robustgui.attacks.pgd import PGD
from robustgui.base.errors import Interrupted
from robustgui.base.generators import run_to_end
from robustgui.data import SequenceSet
from robustgui.evaluation.audit import CHECKS, Case, examine, list_checks
from robustgui.evaluation.audit.events import AuditCheck, AuditVerdict
from robustgui.evaluation.peers import FAMILIES, PEERS
from robustgui.models.gru import GRU
from robustgui.threats.linf import Linf

SETS = {"classes": (bumps(60, seed=1), bumps(12, seed=9)), "numbers": (rising(60, seed=1), rising(12, seed=9))}


def case_of(train: SequenceSet, test: SequenceSet, **more: object) -> Case:
    network = trained(GRU(hidden=5), train, epochs=2)
    return Case(network, test, PGD(steps=2), Linf(eps=0.2), samples=0, **more)


@pytest.fixture(scope="module", params=SETS)
def events(request: pytest.FixtureRequest) -> list[AuditCheck | AuditVerdict]:
    """What an audit of a network for classes, and of one for numbers, reports."""
    reported: list[AuditCheck | AuditVerdict] = []
    train, test = SETS[request.param]
    verdict = run_to_end(examine(case_of(train, test)), reported.append)
    return [event for event in reported if isinstance(event, AuditCheck)] + [verdict]


@pytest.mark.parametrize("name", CHECKS)
def test_that_a_check_is_documented(name: str) -> None:
    cls = CHECKS[name]
    assert cls.name == name
    assert inspect.getfile(cls).endswith(f"{name}.py")
    assert inspect.getdoc(cls)
    assert cls.title
    assert cls.source


def test_that_each_check_has_a_place_of_its_own() -> None:
    places = [check.place for check in list_checks()]
    assert len(set(places)) == len(places) == len(CHECKS)


def test_that_every_check_is_reported_once_and_in_order(events: list[AuditCheck | AuditVerdict]) -> None:
    assert [event.name for event in events[:-1]] == [check.name for check in list_checks()]


def test_that_what_was_measured_is_finite_and_said(events: list[AuditCheck | AuditVerdict]) -> None:
    for check in events[:-1]:
        assert check.status in ("passed", "warning", "failed", "skipped")
        assert str(check.finding)
        assert str(check.meaning)
        assert all(math.isfinite(value) for _, value in check.figures), check
        assert 0 <= check.samples <= 12
        assert bool(str(check.advice)) or check.status in ("passed", "skipped"), check


def test_that_the_verdict_names_what_speaks_against_the_number(events: list[AuditCheck | AuditVerdict]) -> None:
    doubted = {check.name for check in events[:-1] if check.status in ("warning", "failed")}
    assert set(events[-1].reasons) <= doubted
    assert (events[-1].verdict == "unreliable") <= any(check.status == "failed" for check in events[:-1])


@pytest.mark.parametrize("name", [name for name in CHECKS if name not in ("training_data", "constant_output")])
def test_that_a_check_can_be_stopped(name: str) -> None:
    train, test = SETS["classes"]
    case = case_of(train, test, stop=lambda: True)
    with pytest.raises(Interrupted):
        run_to_end(examine(case, only=(name,)))


def test_that_another_seed_gives_other_figures() -> None:
    network, data = trained(GRU(hidden=6), bumps(60, seed=1), epochs=6), bumps(16, seed=9)
    figures = []
    for seed in (0, 0, 1):
        case = Case(network, data, PGD(steps=2), Linf(eps=0.2), samples=8, seed=seed)
        events: list[AuditCheck] = []
        run_to_end(examine(case, only=("noise", "finite_differences")), events.append)
        figures.append([event.figures for event in events if isinstance(event, AuditCheck) and event.figures])
    assert figures[0] == figures[1]
    assert figures[0] != figures[2]


@pytest.mark.parametrize("name", PEERS)
def test_that_a_library_says_what_it_is_and_how_to_install_it(name: str) -> None:
    cls = PEERS[name]
    assert cls.name == name
    assert inspect.getfile(cls).endswith(f"{name}.py")
    assert inspect.getdoc(cls)
    assert cls.title
    assert cls.distribution in cls.install
    assert cls.package.isidentifier()
    assert cls.modules
    assert all(module.split(".")[0] == cls.package for module in cls.modules)


@pytest.mark.parametrize("name", PEERS)
def test_that_a_library_offers_attacks_of_known_families(name: str) -> None:
    families = {family.key if hasattr(family, "key") else family for family in FAMILIES}
    assert PEERS[name].names
    assert set(PEERS[name].names) <= families


@pytest.mark.parametrize("name", PEERS)
def test_that_a_library_that_is_not_installed_has_no_version(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PEERS[name], "package", "no_such_package")
    assert PEERS[name].version() == ""
