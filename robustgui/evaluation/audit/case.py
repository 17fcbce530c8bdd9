"""What is audited: a network, sequences, an attack within a threat; and attempts on it that lights compare."""

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
from ...base.settings import named
from ...models.batch import Batch, to_batch
from ..attack_goal import AttackGoal, find_goal
from ..partial_results import NO_PARTIAL_RESULTS, PartialResults, group_key
from ..predictions import Indices, Predictions, score_outputs
from ..scores import GroupAttack, attack_group, choose_indices, make_fixed_groups, pack_groups, score_clean
from .attacked_group import AttackedGroup
from .input_gradients import build_margin, compute_gradient, find_vanishing

if TYPE_CHECKING:
    from ...attacks import Attack
    from ...data import SequenceSet
    from ...models.network import Network
    from ...threats import Threat
    from .perturbation_sizes import Compliance


@dataclass(frozen=True)
class Attempt:
    """What one attack made of all sequences of a case.

    Attributes:
        answers: of each sequence the one that suits the attacker best, before or after.
        groups: what was attacked.
    """

    answers: Predictions
    groups: tuple[AttackedGroup, ...] = field(default=(), repr=False)


Judge = Callable[[Indices, Indices, "GroupAttack"], "Compliance"]


@dataclass(frozen=True)
class Case:
    """The claim that is examined: "within `threat`, `attack` brings `network` on `part` down to this score".

    Attributes:
        network, part, attack, threat: of the claim; the threat's eps counts.
        samples: how many sequences, by chance with `seed`; 0: all.
        seed: the numbers are those of `evaluate` with the same one.
        stop: asked at every step of an attack.
        surrogates: other networks for the same data, whose adversarial examples may transfer; none: one is trained.
        partial: results so far, those of an interrupted audit of the same claim included.
        attempts: within the claim's budget, by what made them; the claim's own is called "attack".
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
        """The answers without an attack."""
        chosen = choose_indices(self.part, self.samples, self.seed)
        return run_to_end(score_clean(self.network, self.part, chosen, stop=self.stop))

    @cached_property
    def wanted(self) -> AttackGoal:
        """What the attacker wants of each sequence."""
        return find_goal(self.network, self.part, self.clean.indices, self.threat)

    @cached_property
    def fingerprint(self) -> str:
        """Of the network's weights when it was first asked for, which is before the attack."""
        return self.network_fingerprint()

    @cached_property
    def has_logit_gradients(self) -> bool:
        """Whether the margin of the logits has a gradient at most of the sequences of the first group."""
        rows = np.arange(min(self.size, 64))
        x, y, mask = self.batch(rows)
        with torch.no_grad():
            read = self.network.embed(x, mask)
        gradient = compute_gradient(self.network, read, mask, build_margin(self.network, y), seed=self.seed)
        return bool(find_vanishing(gradient).double().mean() < 0.5)

    @property
    def size(self) -> int:
        """How many sequences are measured."""
        return len(self.clean.indices)

    @property
    def main(self) -> Predictions:
        """What the attack that is audited leaves."""
        return self.attempts["attack"].answers

    def groups(self) -> list[tuple[Indices, Indices, int]]:
        """The fixed groups of the evaluation: rows that are not yet where the attacker wants them, frame, seed."""
        standing = ~self.wanted.reached(self.clean)
        return make_fixed_groups(self.network, self.part, self.clean.indices, standing, self.seed)

    def batch(self, rows: Indices, frame: Indices | None = None) -> Batch:
        """The sequences `rows` of the case, padded as among those of `frame`, read anew from the data."""
        indices = self.clean.indices[rows]
        if frame is None:
            return to_batch(self.part, indices, self.network.space, self.network.device)
        batch = to_batch(self.part, frame, self.network.space, self.network.device)
        chosen = torch.from_numpy(np.searchsorted(frame, indices)).to(batch.x.device)
        return Batch(*(tensor[chosen] for tensor in batch))

    def attempt(
        self,
        attack: Attack,
        *,
        threat: Threat | None = None,
        before: Predictions | None = None,
        judge: Judge | None = None,
    ) -> Generator[Progress, None, Attempt]:
        """Let `attack` loose, as an evaluation does, on what still stands in `before` (None: without an attack).

        Args:
            attack: how.
            threat: another one than the claim's.
            before: survivors of an earlier attempt, packed into full groups.
            judge: says what the perturbations keep of the threat model, from rows, frame and hit of a group.

        Yields:
            Progress after each group.

        Raises:
            RunError: they do not go together.
            Interrupted: `stop` said so.
        """
        if before is None:
            best, groups = self.clean, self.groups()
        else:
            standing = ~self.wanted.reached(before)
            best = before
            groups = pack_groups(self.network, self.part, before.indices, standing, self.seed)
        done = []
        for number, (rows, frame, seed) in enumerate(groups):
            if self.stop():
                raise Interrupted
            if len(rows):
                group = self._attack_group(attack, threat or self.threat, best, rows, frame, seed, judge)
                best = best.with_rows(rows, self.wanted.taken(rows).best(best.taken(rows), group.answers))
                done.append(group)
            yield _progress(attack, number, len(groups))
        return Attempt(best, tuple(done))

    def _attack_group(
        self, attack: Attack, threat: Threat, before: Predictions, rows: Indices, frame: Indices, seed: int,
        judge: Judge | None,
    ) -> AttackedGroup:  # fmt: skip
        """Attack the sequences `rows`, unless an interrupted audit of the same claim has kept the result."""
        what = f"{named(attack)} {named(threat)} {'judged' if judge else ''}"
        key, group = group_key(what, rows, frame, seed), before.taken(rows)
        attacked = AttackedGroup.from_arrays(self.partial.arrays(key), rows, group, is_judged=judge is not None)
        if attacked is None:
            hit = attack_group(
                self.network, self.part, group, self.wanted.taken(rows), attack, threat,
                frame=frame, seed=seed, stop=self.stop,
            )  # fmt: skip
            attacked = AttackedGroup(
                rows, hit.answers, hit.result.size.double().cpu().numpy(), hit.seconds,
                None if judge is None else judge(rows, frame, hit),
            )  # fmt: skip
            self.partial.add_arrays(key, attacked.to_arrays())
        return attacked

    def transferred(
        self, attack: Attack, threat: Threat, before: Predictions, source: Network
    ) -> Generator[Progress, None, Attempt]:
        """What `attack` makes for another network, judged by this one; otherwise as `attempt`.

        The attack goes on to its end: the nearest example that fools the source seldom fools anyone else.
        """
        found = before
        standing = ~self.wanted.reached(before)
        groups = pack_groups(self.network, self.part, before.indices, standing, self.seed)
        for number, (rows, _, seed) in enumerate(groups):
            batch, aims = self.batch(rows), self.wanted.taken(rows)
            result = run_attack(
                attack, source, *batch, threat, seed=seed, goal="maximise", stop=self.stop,
                target=aims.target(self.network.device),
            )  # fmt: skip
            with self.network.evaluating(), torch.no_grad():
                outputs = self.network.outputs(result.x, result.mask)
            after = score_outputs(self.network.task, self.part, found.indices[rows], outputs)
            found = found.with_rows(rows, aims.best(found.taken(rows), after))
            yield _progress(attack, number, len(groups))
        return Attempt(found)

    def worst(self) -> Predictions:
        """Of each sequence the answer that suits the attacker best of all that was tried within the budget."""
        found = self.clean
        for attempt in self.attempts.values():
            found = self.wanted.best(found, attempt.answers)
        return found

    def network_fingerprint(self) -> str:
        """Of the network's weights as they are now."""
        digest = hashlib.blake2b(digest_size=16)
        for name, weights in self.network.module.state_dict().items():
            digest.update(name.encode())
            digest.update(np.ascontiguousarray(weights.detach().cpu().numpy()).tobytes())
        return digest.hexdigest()


def _progress(attack: Attack, number: int, groups: int) -> Progress:
    return Progress(Sentence("Attacking: {attack}", {"attack": attack.title}), number + 1, groups)
