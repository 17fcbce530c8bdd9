"""The audited case: a network, sequences, an attack and a threat model; and further attacks on it for comparison."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ...attacks.run import run_attack
from ...base.errors import Interrupted, Sentence
from ...base.events import Progress
from ...base.generators import run_to_end
from ...base.interrupts import no_cancel
from ...base.lazy import torch
from ...base.settings import to_table
from ...models.batch import Batch, to_batch
from ..attack_goal import AttackGoal, find_goal
from ..group_result import GroupResult
from ..partial_results import NO_PARTIAL_RESULTS, PartialResults, group_key
from ..predictions import Indices, Predictions, score_outputs
from ..scores import GroupAttack, attack_group, choose_indices, make_fixed_groups, pack_groups, score_clean
from .input_gradients import build_margin, compute_gradient, find_vanishing
from .perturbation_sizes import Compliance

if TYPE_CHECKING:
    from ...attacks import Attack
    from ...data import SequenceSet
    from ...models.network import Network
    from ...threats import Threat


@dataclass(frozen=True)
class Attempt:
    """The result of one attack on all sequences of a case.

    Attributes:
        predictions: the better ones for the attacker, before or after.
        groups: positions of the sequences of each attacked group, and its result.
    """

    predictions: Predictions
    groups: tuple[tuple[Indices, GroupResult], ...] = field(default=(), repr=False)


ComplianceCheck = Callable[[Indices, Indices, GroupAttack], Compliance]


@dataclass(frozen=True)
class Case:
    """The claim to be checked: `attack` within `threat` reduces the accuracy of `network` on `part` to this value.

    Attributes:
        network, part, attack, threat: of the claim, at the eps of the threat.
        samples: number of random sequences (drawn with `seed`); 0: all.
        seed: as in `evaluate`, which gives the same numbers.
        stop: cancellation callback, checked at every step of an attack.
        surrogates: other networks for the same data, for transfer attacks; empty: one is trained.
        partial: results so far, including those of an interrupted audit of the same claim.
        attempts: results of all attacks within the budget, by name; the audited one is "attack".
    """

    network: Network
    part: SequenceSet
    attack: Attack
    threat: Threat
    samples: int = 200
    seed: int = 0
    stop: Callable[[], bool] = no_cancel
    surrogates: tuple[Network, ...] = ()
    partial: PartialResults = NO_PARTIAL_RESULTS
    attempts: dict[str, Attempt] = field(default_factory=dict, repr=False)

    @cached_property
    def clean(self) -> Predictions:
        """Clean predictions."""
        indices = choose_indices(self.part, self.samples, self.seed)
        return run_to_end(score_clean(self.network, self.part, indices, stop=self.stop))

    @cached_property
    def goal(self) -> AttackGoal:
        """The goal of the attack on each sequence."""
        return find_goal(self.network, self.part, self.clean.indices, self.threat)

    @cached_property
    def fingerprint(self) -> str:
        """Fingerprint of the network's weights at first access, which is before the attack."""
        return self.network_fingerprint()

    @cached_property
    def has_logit_gradients(self) -> bool:
        """Whether the margin of the logits has a gradient for most sequences of the first group."""
        rows = np.arange(min(self.size, 64))
        x, y, mask = self.batch(rows)
        with torch.no_grad():
            inputs = self.network.embed(x, mask)
        gradient = compute_gradient(self.network, inputs, mask, build_margin(self.network, y), seed=self.seed)
        return bool(find_vanishing(gradient).double().mean() < 0.5)

    @property
    def size(self) -> int:
        """Number of sequences."""
        return len(self.clean.indices)

    @property
    def main(self) -> Predictions:
        """The predictions under the audited attack."""
        return self.attempts["attack"].predictions

    def groups(self) -> list[tuple[Indices, Indices, int]]:
        """The fixed groups of the evaluation: active rows, padding group, seed."""
        active = ~self.goal.is_reached(self.clean)
        return make_fixed_groups(self.network, self.part, self.clean.indices, active, self.seed)

    def _pack_active(self, before: Predictions) -> list[tuple[Indices, Indices, int]]:
        """The same for the examples that are active in `before`, in full groups."""
        return pack_groups(self.network, self.part, before.indices, ~self.goal.is_reached(before), self.seed)

    def batch(self, rows: Indices, frame: Indices | None = None) -> Batch:
        """The sequences `rows` of the case, padded with those of `frame`, read anew from the data."""
        indices = self.clean.indices[rows]
        if frame is None:
            return to_batch(self.part, indices, self.network.space, self.network.device)
        batch = to_batch(self.part, frame, self.network.space, self.network.device)
        positions = torch.from_numpy(np.searchsorted(frame, indices)).to(batch.x.device)
        return Batch(*(tensor[positions] for tensor in batch))

    def attempt(
        self,
        attack: Attack,
        *,
        threat: Threat | None = None,
        before: Predictions | None = None,
        check: ComplianceCheck | None = None,
    ) -> Generator[Progress, None, Attempt]:
        """Run `attack`, as an evaluation does, on the examples active in `before` (None: without an attack).

        Args:
            attack: the attack.
            threat: the threat model; None: that of the claim.
            before: predictions under earlier attacks; active examples are packed into full groups.
            check: computes compliance with the threat model, given rows, padding group and result of a group.

        Yields:
            Progress after each group.

        Raises:
            RunError: attack and threat model are not compatible.
            Interrupted: `stop` returned True.
        """
        best = self.clean if before is None else before
        groups = self.groups() if before is None else self._pack_active(before)
        results = []
        for number, (rows, frame, seed) in enumerate(groups):
            if self.stop():
                raise Interrupted
            if len(rows):
                group = self._attack_group(attack, threat or self.threat, best, rows, frame, seed, check)
                best = best.replace_rows(rows, self.goal.select(rows).choose_best(best.select(rows), group.predictions))
                results.append((rows, group))
            yield _progress(attack, number, len(groups))
        return Attempt(best, tuple(results))

    def _attack_group(
        self, attack: Attack, threat: Threat, before: Predictions, rows: Indices, frame: Indices, seed: int,
        check: ComplianceCheck | None,
    ) -> GroupResult:  # fmt: skip
        """Attack the sequences `rows`, or restore the stored result of an interrupted audit of the same claim."""
        what = f"{to_table(attack)} {to_table(threat)} {'judged' if check else ''}"
        key, group = group_key(what, rows, frame, seed), before.select(rows)
        numbers, marks = np.empty(len(rows)), np.empty(len(rows), bool)
        expected = {} if check is None else Compliance(numbers, numbers, marks, marks).to_arrays()
        result = GroupResult.from_arrays(self.partial.arrays(key), group, expected)
        if result is None:
            attack_result = attack_group(
                self.network, self.part, group, self.goal.select(rows), attack, threat,
                frame=frame, seed=seed, stop=self.stop,
            )  # fmt: skip
            details = {} if check is None else check(rows, frame, attack_result).to_arrays()
            result = GroupResult.of(attack_result, details)
            self.partial.add_arrays(key, result.to_arrays())
        return result

    def attempt_transfer(
        self, attack: Attack, threat: Threat, before: Predictions, source: Network
    ) -> Generator[Progress, None, Attempt]:
        """Transfer attack: `attack` on another network, evaluated on this one; otherwise as `attempt`.

        The attack runs to its end: minimal adversarial examples rarely transfer.
        """
        best = before
        groups = self._pack_active(before)
        for number, (rows, _, seed) in enumerate(groups):
            batch, goal = self.batch(rows), self.goal.select(rows)
            result = run_attack(
                attack, source, *batch, threat, seed=seed, goal="maximise", stop=self.stop,
                target=goal.target(self.network.device),
            )  # fmt: skip
            with self.network.evaluating(), torch.no_grad():
                outputs = self.network.outputs(result.x, result.mask)
            after = score_outputs(self.network.task, self.part, best.indices[rows], outputs)
            best = best.replace_rows(rows, goal.choose_best(best.select(rows), after))
            yield _progress(attack, number, len(groups))
        return Attempt(best)

    def worst(self) -> Predictions:
        """The worst case of each sequence over all attempts within the budget."""
        worst = self.clean
        for attempt in self.attempts.values():
            worst = self.goal.choose_best(worst, attempt.predictions)
        return worst

    def network_fingerprint(self) -> str:
        """Fingerprint of the network's present weights."""
        digest = hashlib.blake2b(digest_size=16)
        for name, weights in self.network.module.state_dict().items():
            digest.update(name.encode())
            digest.update(np.ascontiguousarray(weights.detach().cpu().numpy()).tobytes())
        return digest.hexdigest()


def _progress(attack: Attack, number: int, groups: int) -> Progress:
    return Progress(Sentence("Attacking: {attack}", {"attack": attack.title}), number + 1, groups)
