"""The audit tells a defect of the network from one of the attack, and what it advises works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch
from support.networks import bumps, rising, trained
from torch import Tensor, nn

from robustgui.attacks.fgsm import FGSM
from robustgui.attacks.noise import Noise
from robustgui.attacks.pgd import PGD
from robustgui.base.errors import RunError
from robustgui.base.generators import run_to_end
from robustgui.cli.changes import choose_attack
from robustgui.data import SequenceSet
from robustgui.evaluation.audit import Case, examine, list_checks
from robustgui.evaluation.audit.events import AuditCheck, AuditVerdict
from robustgui.evaluation.scores import score_attacked
from robustgui.models.gru import GRU
from robustgui.models.nets.interface import SequenceModule
from robustgui.models.network import Network
from robustgui.runs.event_json import from_json, to_json
from robustgui.threats import THREATS, Threat
from robustgui.threats.linf import Linf

TEST = bumps(50, seed=9)
ON_EDGES = replace(TEST, values=np.clip(TEST.values, -0.2, 0.6))  # most values lie at one of the ends


@pytest.fixture(scope="module")
def plain() -> Network:
    """Trained without a defence."""
    return trained(GRU(hidden=12), bumps(200, seed=1), epochs=15)


class Around(SequenceModule):
    """A network with something in front of it, and behind it."""

    def __init__(self, inner: nn.Module, front: Callable[[Tensor], Tensor], behind: Callable[[Tensor], Tensor]) -> None:
        super().__init__()
        self.inner, self.front, self.behind = inner, front, behind

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        return self.behind(self.inner(self.front(x), mask))


def same(x: Tensor) -> Tensor:
    return x


def around(network: Network, front: Callable[[Tensor], Tensor] = same, behind: Callable[[Tensor], Tensor] = same):
    return replace(network, module=Around(network.module, front, behind))


def audited(case: Case, *only: str, skip: dict[str, str] | None = None) -> tuple[dict[str, AuditCheck], AuditVerdict]:
    found = list(examine(case, only=only, skip=skip))
    verdict = found[-1]
    assert isinstance(verdict, AuditVerdict)
    return {event.name: event for event in found if isinstance(event, AuditCheck)}, verdict


def edges_of(network: Network) -> tuple[Tensor, Tensor]:
    """The ends of the values of `ON_EDGES`, in network units."""
    space = network.space
    values = np.concatenate([*ON_EDGES])
    return tuple(torch.tensor((end - space.mean) / space.std).float() for end in (values.min(0), values.max(0)))


def bounded(network: Network) -> Network:
    """The same network, which knows the range of `ON_EDGES` as that of its data."""
    values = np.concatenate([*ON_EDGES])
    return network.copy_with(space=replace(network.space, low=values.min(0), high=values.max(0)))


KINKS: dict[str, Callable[[Tensor, Tensor, Tensor], Tensor]] = {
    "clamp": lambda x, low, high: x.clamp(low, high),
    "hard tanh": lambda x, low, high: low + (high - low) * nn.functional.hardtanh((x - low) / (high - low), 0.0, 1.0),
    "rectifier at the lower end": lambda x, low, high: low + torch.relu(x - low),
    "reflection": lambda x, low, high: high - (high - x).abs(),
    "logarithm": lambda x, low, high: torch.log(x - low + 1e-2),
    "square root": lambda x, low, high: torch.sqrt(high - x + 1e-3),
}


@pytest.mark.parametrize("threat", [Linf(eps=0.3), Linf(eps=0.3, valid_range="none"), THREATS["l2"](eps=1.0)], ids=str)
@pytest.mark.parametrize("kink", KINKS)
def test_that_gradients_agree_with_differences_at_the_ends_of_the_range(plain, kink: str, threat: Threat) -> None:
    network = bounded(plain)
    low, high = edges_of(network)
    case = Case(around(network, lambda x: KINKS[kink](x, low, high)), ON_EDGES, PGD(), threat)
    shown, _ = audited(case, "finite_differences")
    assert shown["finite_differences"].status == "passed", str(shown["finite_differences"].finding)


def test_that_a_kink_at_the_data_themselves_is_no_defect(plain) -> None:
    flat = replace(TEST, values=np.zeros_like(TEST.values))
    zero = torch.tensor(-plain.space.mean / plain.space.std).float()
    network = around(plain, lambda x: zero + torch.relu(x - zero))
    shown, _ = audited(Case(network, flat, PGD(), Linf(eps=0.3)), "finite_differences")
    assert shown["finite_differences"].status in ("passed", "skipped")


class Rounded(torch.autograd.Function):
    """Rounds, and claims the gradient of what was not rounded."""

    @staticmethod
    def forward(_: object, x: Tensor) -> Tensor:
        return (x * 4).round() / 4

    @staticmethod
    def backward(_: object, gradient: Tensor) -> Tensor:
        return gradient


def test_that_a_wrong_gradient_is_still_found_at_the_ends_of_the_range(plain) -> None:
    case = Case(around(bounded(plain), Rounded.apply), ON_EDGES, PGD(), Linf(eps=0.3))
    shown, _ = audited(case, "finite_differences")
    assert shown["finite_differences"].status == "failed"


def constant(network: Network, weight: float = 0.0) -> Network:
    """Predicts the first class, or value, whatever it reads."""
    return around(network, behind=lambda z: weight * z + torch.eye(z.shape[1])[0].to(z))


@pytest.mark.parametrize("weight", [0.0, 1e-6])
def test_that_a_network_that_predicts_one_class_for_every_input_is_said_to_do_so(plain, weight: float) -> None:
    shown, verdict = audited(Case(constant(plain, weight), TEST, PGD(), Linf(eps=0.3)))
    assert shown["constant_output"].status == "failed"
    assert "predicts one class for every input" in str(shown["constant_output"].finding)
    assert {check.status for name, check in shown.items() if name != "constant_output"} == {"skipped"}
    assert verdict.verdict == "unreliable"
    assert verdict.reasons == ("constant_output",)
    assert "defect of the network, not of the attack" in str(verdict.summary)


def test_that_one_class_among_few_sequences_is_looked_into(plain) -> None:
    labels = TEST.labels
    first = np.concatenate([np.flatnonzero(labels == 0)[:3], np.flatnonzero(labels == 1)])
    few = Case(plain, TEST.select(first), PGD(), Linf(eps=0.3), samples=2)
    shown, _ = audited(few, "constant_output")
    assert shown["constant_output"].status == "passed"


def test_that_one_label_alone_says_nothing(plain) -> None:
    one = TEST.select(np.flatnonzero(TEST.labels == 0))
    shown, _ = audited(Case(constant(plain), one, PGD(), Linf(eps=0.3)), "constant_output")
    assert shown["constant_output"].status == "skipped"


def test_that_a_network_that_predicts_one_value_is_said_to_do_so() -> None:
    data = rising(60, seed=0)
    network = trained(GRU(hidden=8, readout="mean"), data)
    assert (
        audited(Case(network, data, PGD(), Linf(eps=0.1)), "constant_output")[0]["constant_output"].status == "passed"
    )
    shown, verdict = audited(Case(constant(network), data, PGD(), Linf(eps=0.1)), "constant_output")
    assert "predicts one value for every input" in str(shown["constant_output"].finding)
    assert verdict.reasons == ("constant_output",)


def test_that_a_skipped_check_says_why_and_never_counts_as_passed(plain) -> None:
    case = Case(plain, TEST, PGD(), Linf(eps=0.3))
    others = {check.name: "" for check in list_checks() if check.name not in ("noise", "more_effort")}
    shown, verdict = audited(case, skip=others | {"transfer": "no surrogate was at hand"})
    assert shown["transfer"].status == "skipped"
    assert str(shown["transfer"].finding) == "Skipped: no surrogate was at hand"
    assert shown["transfer"].figures == ()
    count = len(list_checks()) - 2
    assert f"2 checks passed, {count} skipped" in str(verdict.summary)
    again = from_json(to_json(shown["transfer"]))
    assert again.status == "skipped"
    assert again == shown["transfer"]


def test_that_everything_skipped_is_not_reliable(plain) -> None:
    everything = {check.name: "no time" for check in list_checks()}
    _, verdict = audited(Case(plain, TEST, PGD(), Linf(eps=0.3)), skip=everything)
    assert verdict.verdict == "doubtful"


def test_that_a_check_that_is_not_there_cannot_be_skipped(plain) -> None:
    with pytest.raises(RunError, match=r"no check 'nose'\. Known: constant_output"):
        audited(Case(plain, TEST, PGD(), Linf(eps=0.3)), skip={"nose": ""})


class Noisy(SequenceModule):
    """Adds noise to its input, anew each time."""

    def __init__(self, inner: nn.Module) -> None:
        super().__init__()
        self.inner = inner

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        return self.inner(x + 0.3 * torch.randn_like(x), mask)


DEFECTS: dict[str, tuple[Callable[[Network], Network], object]] = {
    "saturated logits": (lambda network: around(network, behind=lambda z: 1e6 * z), PGD(steps=20, loss="own")),
    "saturated logits of two classes": (
        lambda network: around(network, behind=lambda z: 1e6 * torch.stack([z[:, 0], z[:, 1:].amax(1)], 1)),
        PGD(steps=20, loss="own"),
    ),
    "rounded input": (lambda network: around(network, lambda x: (x * 4).round() / 4), PGD(steps=20)),
    "one short step": (lambda network: network, PGD(steps=1, step_size=0.05, random_start=False)),
}


def of_two_classes(part: SequenceSet) -> SequenceSet:
    """The same sequences: the first class, and all others."""
    return replace(part, labels=np.minimum(part.labels, 1), classes=("first", "other"))


@pytest.mark.parametrize("defect", DEFECTS)
def test_that_every_attack_that_an_advice_names_succeeds(plain, defect: str) -> None:
    broken, attack = DEFECTS[defect]
    network, part = broken(plain), TEST.select(np.arange(24))
    if "two classes" in defect:
        part = of_two_classes(part)
        network = network.copy_with(classes=part.classes, outputs=len(part.classes))
    threat = Linf(eps=0.8)
    shown, verdict = audited(Case(network, part, attack, threat))
    advised = {flags for check in shown.values() if check.status in ("failed", "warning") for flags in check.attacks}
    assert advised
    assert verdict.worst < verdict.value - 0.1
    for flags in sorted(advised):
        name, *changes = flags.removeprefix("--attack ").split(" --set ")
        method, _ = choose_attack(name, "linf", None, changes)
        left = run_to_end(score_attacked(network, part, method, threat, seed=1)).value
        assert left < verdict.value - 0.05, f"{flags}: {left:.3f}, without it {verdict.value:.3f}"


def test_that_no_advice_names_an_attack_by_word_alone(plain) -> None:
    """Whatever an advice names can be followed by the options that come with it."""
    words = ("APGD", "PGD", "FMN", "Square", "HopSkipJump", "SPSA", "Carlini", "DLR", "margin", "Transfer", "C&W")
    for case in (
        Case(around(plain, behind=lambda z: 1e6 * z), TEST, PGD(steps=5, loss="own"), Linf(eps=0.8), samples=16),
        Case(around(plain, lambda x: x.detach()), TEST, FGSM(), Linf(eps=0.8), samples=16),
        Case(plain, TEST, Noise(draws=1), Linf(eps=0.8), samples=16),
    ):
        for check in audited(case)[0].values():
            named = [word for word in words if word in str(check.advice)]
            assert not named or check.attacks, str(check.advice)
