"""The audit believes honest numbers, and finds out networks and attacks that make numbers look better than they are."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import ClassVar

import numpy as np
import pytest
import torch
from support.networks import bumps, moods, rising, trained
from torch import Tensor, nn

from robustgui.attacks.fgsm import FGSM
from robustgui.attacks.hotflip import HotFlip
from robustgui.attacks.noise import Noise
from robustgui.attacks.pgd import PGD
from robustgui.attacks.problem import Problem
from robustgui.attacks.run import run_attack
from robustgui.base.errors import Interrupted, RunError
from robustgui.base.generators import run_to_end
from robustgui.base.units import Space
from robustgui.data.fingerprints import fingerprint
from robustgui.evaluation.audit import Case, examine, list_checks
from robustgui.evaluation.audit.events import AuditCheck, AuditVerdict
from robustgui.evaluation.audit.perturbation_sizes import check_compliance
from robustgui.evaluation.audit.rival_gain import compute_share
from robustgui.evaluation.audit.verdict import judge_checks
from robustgui.evaluation.scores import choose_indices, score_attacked
from robustgui.models.batch import to_batch
from robustgui.models.gru import GRU
from robustgui.models.nets.interface import SequenceModule
from robustgui.models.network import Network
from robustgui.threats import THREATS, Threat
from robustgui.threats.l1 import L1
from robustgui.threats.l2 import L2
from robustgui.threats.linf import Linf
from robustgui.threats.substitutions import Substitutions
from robustgui.threats.timing import Timing
from robustgui.threats.union import Union

TEST = bumps(50, seed=9)
THREAT = Linf(eps=0.3)


@pytest.fixture(scope="module")
def plain() -> Network:
    """Trained without a defence."""
    train = bumps(200, seed=1)
    network = trained(GRU(hidden=12, readout="last"), train, epochs=15)
    return replace(network, trained_on=fingerprint(train))


@pytest.fixture(scope="module")
def hardened() -> Network:
    """Trained against PGD."""
    train = bumps(200, seed=1)
    network = trained(GRU(hidden=12, readout="last"), train, epochs=5)
    optimiser = torch.optim.Adam(network.module.parameters(), 1e-2)
    for epoch in range(12):
        for indices in np.array_split(np.random.default_rng(epoch).permutation(len(train)), 4):
            x, y, mask = to_batch(train, indices, network.space)
            attacked = run_attack(PGD(steps=4), network, x, y, mask, THREAT, seed=epoch, goal="maximise").x
            optimiser.zero_grad()
            network.losses(network.outputs(attacked, mask), y).mean().backward()
            optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    return replace(network, trained_on=fingerprint(train))


class Around(SequenceModule):
    """A network with something in front of it, or behind it."""

    def __init__(
        self, inner: nn.Module, *, front: Callable[[Tensor], Tensor] | None = None, behind: float = 1.0
    ) -> None:
        super().__init__()
        self.inner, self.front, self.behind = inner, front, behind

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        return self.inner(x if self.front is None else self.front(x), mask) * self.behind


class StraightThrough(torch.autograd.Function):
    """Rounds, and says that it does not."""

    @staticmethod
    def forward(_: object, x: Tensor) -> Tensor:
        return (x * 4).round() / 4

    @staticmethod
    def backward(_: object, gradient: Tensor) -> Tensor:
        return gradient


def around(network: Network, **changes: object) -> Network:
    return replace(network, module=Around(network.module, **changes))  # type: ignore[arg-type]


def audited(case: Case, *only: str) -> tuple[dict[str, AuditCheck], AuditVerdict]:
    """The lights, all or some, and the verdict."""
    found = list(examine(case, only=only))
    verdict = found[-1]
    assert isinstance(verdict, AuditVerdict)
    return {event.name: event for event in found if isinstance(event, AuditCheck)}, verdict


def run_check(name: str, case: Case) -> AuditCheck:
    """One light alone."""
    return audited(case, name)[0][name]


def figure(check: AuditCheck, name: str) -> float:
    return dict(check.figures)[name]


def test_that_the_number_of_a_plainly_trained_network_is_believed(plain: Network) -> None:
    shown, verdict = audited(Case(plain, TEST, PGD(), THREAT))
    assert list(shown) == [each.name for each in list_checks()]
    assert {each.status for each in shown.values()} == {"passed"}
    assert verdict.verdict == "reliable"


def test_that_the_number_of_a_hardened_network_is_believed(hardened: Network) -> None:
    shown, verdict = audited(Case(hardened, TEST, PGD(), THREAT))
    assert {each.status for each in shown.values()} == {"passed"}
    assert verdict.verdict == "reliable"
    assert verdict.worst <= verdict.value <= verdict.clean


def test_that_the_number_is_that_of_an_evaluation(plain: Network) -> None:
    case = Case(plain, TEST, PGD(), THREAT, samples=40, seed=3)
    case.attempts["attack"] = run_to_end(case.attempt(case.attack))
    chosen = choose_indices(TEST, 40, 3)
    told = run_to_end(score_attacked(plain, TEST, PGD(), THREAT, chosen, seed=3))
    assert np.array_equal(case.main.errors, told.errors)
    assert np.array_equal(case.main.predicted, told.predicted)


@pytest.mark.parametrize("factor", [1e3, 1e6])
def test_that_saturated_logits_are_found(plain: Network, factor: float) -> None:
    case = Case(around(plain, behind=factor), TEST, PGD(), THREAT)
    shown, verdict = audited(case, "vanishing_gradients", "attack_path")
    assert verdict.verdict == "unreliable"
    assert figure(shown["vanishing_gradients"], "saturated") > 0.5
    assert shown["attack_path"].status == "failed"


def test_that_rivals_find_what_saturated_logits_hide(plain: Network) -> None:
    case = Case(around(plain, behind=1e6), TEST, PGD(), Linf(eps=0.8))
    shown, verdict = audited(case, "black_box", "transfer", "strongest")
    assert {each.status for each in shown.values()} == {"failed"}
    assert verdict.worst < verdict.value - 0.1


def test_that_an_input_that_is_rounded_is_found(plain: Network) -> None:
    case = Case(around(plain, front=lambda x: (x * 4).round() / 4), TEST, PGD(), THREAT)
    shown, verdict = audited(case, "vanishing_gradients", "finite_differences")
    assert verdict.verdict == "unreliable"
    assert figure(shown["finite_differences"], "staircase") > 0.5
    assert figure(shown["vanishing_gradients"], "vanished") > 0.5


def test_that_a_gradient_that_is_not_the_slope_is_found(plain: Network) -> None:
    case = Case(around(plain, front=StraightThrough.apply), TEST, PGD(), THREAT)
    assert run_check("finite_differences", case).status == "failed"


def test_that_dropout_at_prediction_is_found(plain: Network) -> None:
    random = around(plain, front=lambda x: nn.functional.dropout(x, 0.2, training=True))
    shown, verdict = audited(Case(random, TEST, PGD(steps=3), THREAT), "randomness", "finite_differences")
    assert verdict.verdict == "unreliable"
    assert shown["randomness"].status == "failed"
    assert shown["finite_differences"].status == "passed"
    assert run_check("randomness", Case(random, TEST, PGD(steps=3, eot_samples=10), THREAT)).status == "passed"


@pytest.mark.parametrize("random_start", [True, False])
def test_that_steps_without_length_are_found(plain: Network, random_start: bool) -> None:
    case = Case(plain, TEST, PGD(step_size=1e-9, random_start=random_start), Linf(eps=0.8))
    shown, verdict = audited(case, "attack_path")
    assert verdict.verdict == "unreliable"
    assert figure(shown["attack_path"], "still") > 0.5


class Widens(PGD):
    """Takes more than it was given."""

    title: ClassVar[str] = "Widens"

    def perturb(self, problem: Problem) -> Tensor:
        problem.region.eps *= 3
        return super().perturb(problem)


class MovesTheCentre(PGD):
    """Lies about where it began."""

    title: ClassVar[str] = "Moves the centre"

    def perturb(self, problem: Problem) -> Tensor:
        problem.region.centre += 0.4
        return super().perturb(problem)


class OpensTheBox(PGD):
    """Leaves the valid range, and writes on the padding."""

    title: ClassVar[str] = "Opens the box"

    def perturb(self, problem: Problem) -> Tensor:
        problem.ball.low.fill_(-torch.inf)
        problem.ball.high.fill_(torch.inf)
        return super().perturb(problem)


@pytest.mark.parametrize("threat", [THREAT, Union(parts=(THREAT, L2(eps=0.5)))], ids=lambda threat: threat.name)
@pytest.mark.parametrize("attack", [Widens, MovesTheCentre, OpensTheBox])
def test_that_an_attack_that_breaks_its_promises_is_found(plain: Network, attack: type[PGD], threat: Threat) -> None:
    shown, verdict = audited(Case(plain, TEST, attack(steps=3), threat), "budget_check")
    assert verdict.verdict == "unreliable"
    assert figure(shown["budget_check"], "broken") > 0


def test_that_an_attack_that_changes_the_network_is_found(plain: Network) -> None:
    class Trains(PGD):
        title: ClassVar[str] = "Trains"

        def perturb(self, problem: Problem) -> Tensor:
            with torch.no_grad():
                next(problem.network.module.parameters()).add_(0.1)
            return super().perturb(problem)

    copy = replace(plain, module=deepcopy(plain.module))
    assert run_check("budget_check", Case(copy, TEST, Trains(steps=2), THREAT)).status == "failed"


@pytest.mark.parametrize(
    "threat",
    [
        Linf(eps=0.3, first_step=2, open_steps=5),
        L2(eps=1.0, features=(1,)),
        L1(eps=3.0, unit="data", windows="0-3, 8-"),
        Linf(eps=0.1, unit="peak", shares=(1.0, 0.5)),
        Union(parts=(Linf(eps=0.1), L2(eps=0.5), Timing())),
    ],
    ids=lambda threat: threat.name,
)
def test_that_honest_attacks_keep_every_threat(plain: Network, threat: Threat) -> None:
    found = run_check("budget_check", Case(plain, TEST, PGD(steps=3), threat))
    assert found.status == "passed"
    assert figure(found, "largest") == pytest.approx(threat.eps, rel=1e-3)


@pytest.mark.parametrize("threat", list(THREATS))
def test_that_every_threat_model_can_be_audited(plain: Network, threat: str) -> None:
    chosen = THREATS[threat]()
    if chosen.acts_on == "tokens":
        texts = moods(40, seed=1)
        case = Case(trained(GRU(hidden=8), moods(120, seed=0), epochs=10), texts, HotFlip(), chosen)
    else:
        case = Case(plain, TEST, PGD(steps=3), chosen)
    shown, _ = audited(case, "budget_check", "attack_path", "finite_differences")
    assert shown["budget_check"].status == "passed"
    assert all(check.status in {"passed", "warning", "skipped"} for check in shown.values())


def test_that_the_limit_of_short_texts_is_stated_where_it_exceeds_the_budget() -> None:
    texts = moods(40, seed=1)
    network = trained(GRU(hidden=8), moods(120, seed=0), epochs=10)
    for threat in (Substitutions(eps=0.05), Union(parts=(Linf(eps=0.1), Substitutions(eps=0.05)))):
        attack = HotFlip() if threat.acts_on == "tokens" else Noise()
        check = run_check("budget_check", Case(network, texts, attack, threat))
        assert check.status == "passed"
        assert threat.eps < figure(check, "largest") <= figure(check, "limit")
        assert f"it allows up to {figure(check, 'limit'):.6g} here" in str(check.finding)


def test_that_sizes_are_those_of_a_loop_over_the_values() -> None:
    stream = np.random.default_rng(0)
    clean, moved = stream.normal(size=(2, 4, 3)), 0.1 * stream.normal(size=(2, 4, 3))
    std, spread = np.array([2.0, 1.0, 0.5]), np.array([4.0, 1.0, 0.25])
    space = Space(np.zeros(3), std, np.full(3, -9.0), np.full(3, 9.0), spread)
    mask = np.ones((2, 4), bool)
    for threat, total in ((L1(eps=99.0), sum), (Linf(eps=99.0), max)):
        for row in range(2):
            each = [abs(moved[row, t, f]) * std[f] / spread[f] for t in range(4) for f in range(3)]
            found = check_compliance(threat, clean, clean + moved, mask, space)
            assert found.size[row] == pytest.approx(total(each))
            assert found.all.all()


def test_that_a_single_touched_padding_value_is_noticed() -> None:
    space = Space(np.zeros(1), np.ones(1), np.full(1, -9.0), np.full(1, 9.0), np.ones(1))
    clean = np.zeros((1, 3, 1))
    attacked = clean.copy()
    attacked[0, 2, 0] = 1e-30
    found = check_compliance(Linf(eps=1.0), clean, attacked, np.array([[True, True, False]]), space)
    assert not found.closed.any()
    assert found.budget.all()


def test_that_a_weak_attack_is_doubted(plain: Network) -> None:
    shown, verdict = audited(Case(plain, TEST, Noise(), Linf(eps=0.8)), "strongest")
    assert verdict.verdict == "unreliable"
    assert shown["strongest"].status == "failed"
    assert verdict.worst < verdict.value - 0.1


def test_that_a_single_step_has_no_effort_to_raise(plain: Network) -> None:
    assert run_check("more_effort", Case(plain, TEST, FGSM(), THREAT)).status == "skipped"


def test_that_a_surrogate_of_another_run_is_used(plain: Network, hardened: Network) -> None:
    found = run_check("transfer", Case(plain, TEST, PGD(), THREAT, surrogates=(hardened,)))
    assert found.status == "passed"
    assert figure(found, "surrogates") == 1


def test_that_predicted_numbers_are_audited_too() -> None:
    train = rising(120, seed=0)
    network = trained(GRU(hidden=8, readout="last"), train, epochs=10)
    case = Case(network, rising(40, seed=1), PGD(steps=20), Linf(eps=0.1))
    _, verdict = audited(case, "budget_check", "attack_path", "noise", "more_effort", "finite_differences")
    assert verdict.metric == "mse"
    assert verdict.verdict == "reliable"
    still = Case(network, rising(40, seed=1), PGD(step_size=1e-9), Linf(eps=0.1))
    assert run_check("attack_path", still).status == "failed"


def test_that_text_is_audited_too() -> None:
    network = trained(GRU(hidden=8, readout="last"), moods(150, seed=0), epochs=6)
    shown, _ = audited(Case(network, moods(40, seed=1), HotFlip(), Substitutions(eps=0.2)))
    statuses = {name: each.status for name, each in shown.items()}
    assert statuses["budget_check"] == "passed"
    assert statuses["finite_differences"] == "skipped"
    assert "failed" not in statuses.values()


def test_that_chance_among_few_raises_no_alarm_and_the_same_share_of_many_does() -> None:
    assert compute_share(1, 10).status == "passed"
    assert compute_share(100, 1000).status == "warning"
    assert compute_share(150, 1000).status == "failed"
    assert compute_share(0, 0).status == "passed"


def test_that_red_lights_come_first_among_the_reasons(plain: Network) -> None:
    red = run_check("attack_path", Case(plain, TEST, PGD(step_size=1e-9), THREAT))
    warned = replace(red, name="another", status="warning")
    assert judge_checks([warned, red]) == ("unreliable", ("attack_path", "another"))


def test_that_one_amber_light_raises_a_doubt(plain: Network) -> None:
    warned = replace(run_check("randomness", Case(plain, TEST, PGD(), THREAT)), status="warning")
    assert judge_checks([warned, replace(warned, name="strongest", status="passed")]) == ("doubtful", ("randomness",))


def test_that_a_number_is_doubted_where_nothing_stronger_could_be_tried(plain: Network) -> None:
    shown, _ = audited(Case(plain, TEST, PGD(), THREAT), "budget_check", "randomness")
    assert judge_checks(list(shown.values())) == ("doubtful", ())


def test_that_nothing_is_audited_within_no_budget(plain: Network) -> None:
    with pytest.raises(RunError, match="budget of 0"):
        audited(Case(plain, TEST, PGD(), Linf(eps=0.0)))


def test_that_an_audit_stops_when_it_is_asked_to(plain: Network) -> None:
    calls: list[None] = []

    def stop() -> bool:
        calls.append(None)
        return len(calls) > 5

    with pytest.raises(Interrupted):
        audited(Case(plain, TEST, PGD(), THREAT, stop=stop))


def test_that_an_audit_leaves_the_network_as_it_was(plain: Network) -> None:
    before = {name: value.clone() for name, value in plain.module.state_dict().items()}
    state = torch.get_rng_state()
    audited(Case(plain, TEST, PGD(), THREAT), "vanishing_gradients", "finite_differences", "transfer", "attack_path")
    assert all(torch.equal(before[name], value) for name, value in plain.module.state_dict().items())
    assert torch.equal(state, torch.get_rng_state())
    assert not plain.module._forward_pre_hooks
    assert all(weights.grad is None for weights in plain.module.parameters())
