"""Cross-checks: other libraries attack our network within our threat model, where they are installed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest
import torch
from support.networks import bumps, moods, rising, trained
from torch import Tensor

from robustgui.base.errors import Interrupted
from robustgui.base.generators import run_to_end
from robustgui.data import SequenceSet
from robustgui.evaluation.peers import FAMILIES, LIBRARIES, PEERS
from robustgui.evaluation.peers import cross_check as ask
from robustgui.evaluation.peers.bridge import (
    PeerGroup,
    PeerProblem,
    convert_back,
    evaluate_examples,
    group_sequences,
    pose_problem,
)
from robustgui.evaluation.peers.events import PeerResult
from robustgui.evaluation.scores import score_clean
from robustgui.models.gru import GRU
from robustgui.models.network import Network
from robustgui.threats import Threat
from robustgui.threats.l1 import L1
from robustgui.threats.l2 import L2
from robustgui.threats.linf import Linf
from robustgui.threats.substitutions import Substitutions

TEST = bumps(40, seed=9)
OTHERS = [name for name in LIBRARIES if name != "robustgui"]
THREATS = [Linf(eps=0.3), L2(eps=1.0), L1(eps=4.0)]


@pytest.fixture(scope="module")
def network() -> Network:
    return trained(GRU(hidden=10, readout="last"), bumps(200, seed=1), epochs=12)


def equal_lengths(count: int, seed: int) -> SequenceSet:
    """Many sequences of one length, so that libraries take them all at once."""
    data = bumps(count * 8, seed=seed)
    return data.select(np.flatnonzero(data.lengths == 18)[:count])


def table(network: Network, threat: Threat, data: SequenceSet = TEST, **asked: object) -> list[PeerResult]:
    return list(run_to_end(ask(network, data, threat, **asked)))  # type: ignore[arg-type]


def installed(name: str) -> None:
    pytest.importorskip(PEERS[name].package)


@contextmanager
def answering(monkeypatch: pytest.MonkeyPatch, made: object) -> Iterator[None]:
    """Foolbox is there, and answers what `made` says."""
    monkeypatch.setattr(PEERS["foolbox"], "version", classmethod(lambda _: "0"))
    monkeypatch.setattr(PEERS["foolbox"], "prepare", lambda _: None)
    monkeypatch.setattr(PEERS["foolbox"], "attack", made)
    yield


@pytest.mark.parametrize("threat", THREATS, ids=lambda threat: threat.name)
def test_that_their_picture_gives_our_outputs_and_our_gradient(network: Network, threat: Threat) -> None:
    for group in group_sequences(network, TEST, np.arange(len(TEST)), threat):
        question = ask_of(network, group, threat)
        z = question.z.clone().requires_grad_()
        x = group.region.centre.clone().requires_grad_()
        mask = torch.ones(x.shape[:2], dtype=torch.bool)
        theirs, ours = question.model(z), network.outputs(x, mask)
        torch.testing.assert_close(theirs, ours, rtol=1e-4, atol=1e-5)
        network.losses(theirs, group.y).sum().backward()
        network.losses(ours, group.y).sum().backward()
        assert z.grad is not None
        assert x.grad is not None
        there = question.model.to_sequences(z.grad) * group.region.weight / question.model.scale
        torch.testing.assert_close(there, x.grad, rtol=1e-3, atol=1e-6)
        dead = z.grad.flatten(1)[:, question.model.count :]
        assert not dead.any()
    network.module.zero_grad(set_to_none=True)


@pytest.mark.parametrize("threat", THREATS, ids=lambda threat: threat.name)
def test_that_their_ball_is_our_ball(network: Network, threat: Threat) -> None:
    group = next(iter(group_sequences(network, TEST, np.arange(len(TEST)), threat)))
    question = ask_of(network, group, threat)
    moved = torch.zeros_like(question.z)
    moved.flatten(1)[:, : 4 if threat.name == "linf" else 1] = question.eps
    size = group.region.size(convert_back(question, group, question.z + moved))
    assert size.numpy() == pytest.approx(threat.eps, rel=1e-4)


def ask_of(network: Network, group: PeerGroup, threat: Threat) -> PeerProblem:
    return pose_problem(network, group, threat, steps=1, queries=1, seed=0, stop=lambda: False)


def test_that_no_group_has_padding_or_mixes_what_is_closed(network: Network) -> None:
    whole = list(group_sequences(network, TEST, np.arange(len(TEST)), Linf()))
    assert sorted(index for group in whole for index in group.indices) == list(range(len(TEST)))
    for group in whole:
        assert set(TEST.lengths[group.indices]) == {group.region.centre.shape[1]}
    windowed = list(group_sequences(network, TEST, np.arange(len(TEST)), Linf(first_step=3, open_steps=2)))
    assert max(len(group.indices) for group in windowed) == 1


def test_that_what_is_closed_is_never_read_from_their_picture(network: Network) -> None:
    threat = Linf(eps=5.0, box=False, first_step=3, open_steps=2)
    group = next(iter(group_sequences(network, TEST, np.arange(3), threat)))
    question = ask_of(network, group, threat)
    outputs = question.model(question.z)
    noisy = question.z.clone()
    closed = (group.region.high == group.region.low)[0].flatten()
    noisy.flatten(1)[:, : question.model.count][:, closed] = 0.9
    torch.testing.assert_close(question.model(noisy), outputs)


def test_that_examples_outside_the_budget_are_counted_apart(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    def far(_: object, __: str, question: PeerProblem) -> Tensor:
        return 1 - question.z

    with answering(monkeypatch, far):
        row = table(network, Linf(eps=0.01), families=("pgd",), libraries=("foolbox",))[-1]
    assert row.library == "foolbox"
    assert row.misclassified == 0
    assert row.outside > 0
    assert row.mean_size is None


def test_that_examples_are_evaluated_by_our_network(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(monkeypatch, lambda _, __, question: question.z):
        row = table(network, Linf(eps=0.3), families=("pgd",), libraries=("foolbox",))[-1]
    assert (row.state, row.misclassified, row.outside) == ("measured", 0, 0)
    whole = run_to_end(score_clean(network, TEST))
    assert row.value == whole.value


def test_that_what_is_no_number_fools_nobody_within_the_threat(network: Network) -> None:
    group = next(iter(group_sequences(network, TEST, np.arange(len(TEST)), Linf())))
    found = evaluate_examples(network, group, torch.full_like(group.region.centre, torch.nan))
    assert not found.is_success.any()
    assert found.outside.all()


def test_that_a_library_that_breaks_is_a_row_that_says_so(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Tensor:
        raise AssertionError("values out of range")

    with answering(monkeypatch, broken):
        row = table(network, Linf(), families=("pgd",), libraries=("foolbox",))[-1]
    assert row.state == "failed"
    assert "values out of range" in str(row.note)


def test_that_a_missing_library_says_how_it_is_installed(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in OTHERS:
        monkeypatch.setattr(PEERS[name], "version", classmethod(lambda _: ""))
    rows = table(network, Linf(), families=("fgsm", "pgd"))
    assert [(row.library, row.state) for row in rows] == [
        ("robustgui", "measured"), ("robustgui", "measured"), *((name, "missing") for name in OTHERS)
    ]  # fmt: skip
    assert all("pip install" in str(row.note) for row in rows[2:])


@pytest.mark.parametrize("case", ["tokens", "numbers", "aim"])
def test_that_what_other_libraries_do_not_know_is_said(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    threat: Threat = Linf(eps=0.2)
    if case == "tokens":
        data, threat = moods(20, seed=0), Substitutions(eps=0.2)
    elif case == "numbers":
        data = rising(20, seed=0)
    else:
        data, threat = TEST, Linf(eps=0.2, aim="least_likely")
    with answering(monkeypatch, lambda _, __, question: question.z):
        row = table(
            trained(GRU(hidden=4, readout="last"), data, epochs=1),
            threat,
            data,
            families=("pgd",),
            libraries=("foolbox",),
        )[-1]
    assert row.state == "unsuited"
    assert str(row.note)


def test_that_an_interruption_gets_through(network: Network) -> None:
    calls: list[None] = []

    def stop() -> bool:
        calls.append(None)
        return len(calls) > 30

    with pytest.raises(Interrupted):
        table(network, Linf(), families=("pgd",), stop=stop)


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("threat", THREATS, ids=lambda threat: threat.name)
def test_that_one_step_of_theirs_is_one_step_of_ours(network: Network, name: str, threat: Threat) -> None:
    installed(name)
    rows = {row.library: row for row in table(network, replace_box(threat), families=("fgsm",), libraries=(name,))}
    if rows[name].state == "unsuited":
        assert threat.name != "linf"
        return
    assert rows[name].state == "measured"
    if threat.name != "l1":  # a step in L1 moves one value, or a few: every library has its own
        assert rows[name].misclassified == rows["robustgui"].misclassified


def replace_box(threat: Threat) -> Threat:
    """Without a valid range, where a single step is the same whatever the box."""
    return threat.copy_with(box=False)


EVERYWHERE = [(family, THREATS[0]) for family in ("pgd", "apgd", "fab", "square", "deepfool")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("family", "threat"),
    [*EVERYWHERE, *((family, THREATS[1]) for family in ("pgd", "apgd", "cw", "fmn", "deepfool")), ("fmn", THREATS[2])],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_that_ours_is_not_beaten_by_more_than_chance(network: Network, family: str, threat: Threat) -> None:
    for name in ("art", "foolbox", "torchattacks"):
        installed(name)
    data = equal_lengths(30, seed=3)
    rows = [row for row in table(network, threat, data, families=(family,)) if row.value is not None]
    ours = next(row for row in rows if row.library == "robustgui")
    best = min(row.value for row in rows if row.value is not None)
    assert ours.value is not None
    assert ours.value <= best + 1.5 / len(data)  # one sequence: some attacks throw dice


def test_that_their_dice_are_not_ours(network: Network) -> None:
    installed("foolbox")
    states = torch.get_rng_state(), np.random.get_state()[1].tolist(), random.getstate()  # noqa: NPY002
    first = table(network, Linf(eps=0.2), families=("pgd",), libraries=("foolbox",))
    assert torch.equal(torch.get_rng_state(), states[0])
    assert np.random.get_state()[1].tolist() == states[1]  # noqa: NPY002
    assert random.getstate() == states[2]
    torch.rand(5)
    again = table(network, Linf(eps=0.2), families=("pgd",), libraries=("foolbox",))
    assert [replace(row, seconds=None) for row in first] == [replace(row, seconds=None) for row in again]


def test_that_every_family_has_a_title_and_libraries_that_know_it() -> None:
    for family, about in FAMILIES.items():
        assert about.title
        assert any(family in PEERS[name].names for name in OTHERS)
