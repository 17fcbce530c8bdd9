"""What every attack owes within every threat."""

from __future__ import annotations

import itertools

import pytest
import torch
from support import contracts

from robustgui.attacks import ATTACKS, run
from robustgui.attacks.random_noise import RandomNoise
from robustgui.threats import THREATS

REPLACED = {"fmn", "tsfool"}  # noise starts are drawn, but nearer starts that are not random win
LONGER = {"hop_skip_jump": {"queries": 400}}  # with fewer it finds no boundary to draw around
EPS = {"linf": 0.2, "l2": 1.0, "l1": 3.0, "substitutions": 0.3, "edits": 0.3}
EVERY = [
    pytest.param(attack, threat, tokens, id=f"{attack}-{threat}-{'text' if tokens else 'values'}")
    for attack, threat, tokens in itertools.product(ATTACKS, THREATS, (False, True))
    if contracts.compatible(ATTACKS[attack], THREATS[threat], tokens=tokens)
    and (not tokens or threat in ("linf", "union") or THREATS[threat].acts_on == "tokens")
]
STREAMS = [
    pytest.param(attack, threat, both, id=f"{attack}-{threat}-{'both directions' if both else 'one direction'}")
    for attack, (threat, both) in itertools.product(
        ATTACKS,
        [
            ("linf", True),
            ("l1", False),
            ("l2", True),
            ("intersection", False),
            ("timing", False),
            ("substitutions", True),
        ],
    )
    if contracts.compatible(ATTACKS[attack], THREATS[threat], tokens=threat == "substitutions")
]


def of_each_kind() -> list:
    """For what has to do with the attack rather than the threat: the first threat of each kind that suits it."""
    kinds: dict[object, object] = {}
    for case in sorted(EVERY, key=lambda case: case.values[1] not in ("linf", "l1")):
        attack, threat, tokens = case.values
        kinds.setdefault((attack, tokens, THREATS[threat].acts_on), case)
    return list(kinds.values())


on_every = pytest.mark.parametrize(("attack", "threat", "tokens"), EVERY)
on_each_kind = pytest.mark.parametrize(("attack", "threat", "tokens"), of_each_kind())


def of_task(task: str) -> list:
    """Those of each kind that attack networks with `task`."""
    return [case for case in of_each_kind() if task in ATTACKS[case.values[0]].tasks]


def pair(attack: str, threat: str):
    return contracts.quick(ATTACKS[attack]), THREATS[threat](eps=EPS.get(threat, 0.5))


@pytest.mark.parametrize("name", ATTACKS)
def test_that_an_attack_is_documented(name: str) -> None:
    contracts.check_documented(ATTACKS[name], with_source=True)
    contracts.check_key(ATTACKS, name)
    assert ATTACKS[name].acts_on


@pytest.mark.parametrize("name", ATTACKS)
def test_that_an_attack_survives_the_way_through_toml(name: str) -> None:
    contracts.check_toml("watch.attack", ATTACKS[name]())
    contracts.check_toml("defence.attack", ATTACKS[name]())


@on_every
def test_that_the_budget_holds(attack: str, threat: str, tokens: bool) -> None:
    contracts.check_budget(contracts.attack_once(*pair(attack, threat), both=False, tokens=tokens))


@on_each_kind
def test_that_the_budget_holds_in_networks_of_two_directions(attack: str, threat: str, tokens: bool) -> None:
    contracts.check_budget(contracts.attack_once(*pair(attack, threat), both=True, tokens=tokens))


@on_each_kind
def test_that_a_budget_of_zero_changes_nothing(attack: str, threat: str, tokens: bool) -> None:
    found = contracts.attack_once(contracts.quick(ATTACKS[attack]), THREATS[threat](eps=0), both=False, tokens=tokens)
    assert torch.equal(found.x_adv, found.start)


@on_every
def test_that_closed_features_and_steps_stay(attack: str, threat: str, tokens: bool) -> None:
    contracts.check_closed_values(contracts.quick(ATTACKS[attack]), THREATS[threat], tokens=tokens)


@on_each_kind
def test_that_network_and_random_states_are_left_as_found(attack: str, threat: str, tokens: bool) -> None:
    contracts.check_left_as_found(*pair(attack, threat), tokens=tokens)


@on_each_kind
def test_that_the_seed_decides(attack: str, threat: str, tokens: bool) -> None:
    contracts.check_seed(*pair(attack, threat), tokens=tokens)


@on_each_kind
def test_that_another_seed_gives_another_result_where_the_attack_draws(
    attack: str, threat: str, tokens: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    generators = []

    def stream(*arguments: object, **more: object) -> torch.Generator:
        generators.append(made(*arguments, **more))
        states.append(generators[-1].get_state())
        return generators[-1]

    made, states = run.torch_stream, []
    monkeypatch.setattr(run, "torch_stream", stream)
    attacker, within = pair(attack, threat)
    attacker = attacker.copy_with(**LONGER.get(attack, {}))
    first, *others = (
        contracts.attack_once(attacker, within, both=True, tokens=tokens, seed=seed).x_adv for seed in (5, 6, 7)
    )
    drew = any(not torch.equal(one.get_state(), state) for one, state in zip(generators, states, strict=True))
    differ = any(first.shape != other.shape or not torch.equal(first, other) for other in others)
    assert differ == (drew and attack not in REPLACED)


@on_each_kind
def test_that_a_stop_is_noticed_within_one_step(attack: str, threat: str, tokens: bool) -> None:
    contracts.check_stop(*pair(attack, threat), tokens=tokens)


@on_each_kind
def test_that_sequences_already_fooled_are_left_alone(attack: str, threat: str, tokens: bool) -> None:
    contracts.check_fooled_are_left_alone(*pair(attack, threat), tokens=tokens)


@pytest.mark.parametrize(("attack", "threat", "tokens"), of_task("regression"))
def test_that_regression_can_be_attacked(attack: str, threat: str, tokens: bool) -> None:
    contracts.check_numbers(*pair(attack, threat), tokens=tokens)


@pytest.mark.parametrize(("attack", "threat"), [case.values[:2] for case in of_task("next_token") if case.values[2]])
def test_that_a_language_model_can_be_attacked(attack: str, threat: str) -> None:
    contracts.check_next_token(*pair(attack, threat))


@pytest.mark.parametrize(
    ("attack", "threat", "tokens"),
    [case for case in of_each_kind() if not issubclass(ATTACKS[case.values[0]], RandomNoise)],
)
def test_that_an_attack_with_a_target_raises_it(attack: str, threat: str, tokens: bool) -> None:
    contracts.check_target(
        contracts.quick(ATTACKS[attack]), THREATS[threat](eps=EPS.get(threat, 0.5) / 10), tokens=tokens
    )


@pytest.mark.parametrize(("attack", "threat", "both"), STREAMS)
def test_that_what_comes_later_changes_nothing_before_it_in_a_live_stream(attack: str, threat: str, both: bool) -> None:
    stream = THREATS[threat](eps=EPS.get(threat, 0.5), causal=True)
    attacker = contracts.quick(ATTACKS[attack], steps=2, queries=10)
    contracts.check_causal(attacker, stream, both=both, tokens=threat == "substitutions")
