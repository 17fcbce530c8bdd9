"""Audits and second opinions in a notebook."""

from __future__ import annotations

import pytest
from support.networks import bumps, trained

import robustgui as rg
from robustgui.evaluation.audit import list_checks
from robustgui.models.network import Network


@pytest.fixture(scope="module")
def network() -> Network:
    data = bumps(120, seed=0)
    return trained(rg.GRU(hidden=8, readout="last"), data, epochs=8).copy_with(classes=data.classes)


@pytest.fixture(scope="module")
def audit(network: Network) -> rg.Audit:
    return rg.audit(network, bumps(25, seed=1), rg.PGD(step_size=1e-9), rg.Linf(eps=0.5))


def test_that_an_audit_has_its_lights_by_name(audit: rg.Audit) -> None:
    assert [check.name for check in audit.lights] == [check.name for check in list_checks()]
    assert audit["attack_path"].status == "failed"
    assert not audit.believed
    with pytest.raises(KeyError):
        audit["nonsense"]


def test_that_an_audit_shows_itself_in_a_notebook(audit: rg.Audit) -> None:
    assert str(audit.verdict.summary) in repr(audit)
    assert all(str(check.title) in repr(audit) for check in audit.lights)
    html = audit._repr_html_()
    assert html.count("<tr>") == len(audit.lights) + 1
    assert "red" in html


def test_that_a_cross_check_is_a_sequence_of_rows(network: Network) -> None:
    found = rg.cross_check(network, bumps(10, seed=1), rg.Linf(eps=0.3), families=("fgsm",))
    assert found[0].library == "robustgui"
    told = rg.attack(network, bumps(10, seed=1), rg.FGSM(), rg.Linf(eps=0.3))
    assert found[0].value == told.robust_accuracy
    assert len(found[:1]) == 1
    assert "fgsm robustgui" in repr(found)
    assert found._repr_html_().count("<tr>") == len(found) + 1


def test_that_data_of_another_kind_are_refused(network: Network) -> None:
    with pytest.raises(rg.RobustGuiError, match="features"):
        rg.audit(network, bumps(5, seed=1, features=3), rg.PGD(), rg.Linf())
    with pytest.raises(rg.RobustGuiError, match="features"):
        rg.cross_check(network, bumps(5, seed=1, features=3), rg.Linf())
