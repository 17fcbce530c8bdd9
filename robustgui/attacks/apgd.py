"""Auto-PGD: projected gradient ascent with adaptive step sizes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Literal

from ..base.lazy import torch
from ..base.settings import setting
from ..threats.l1 import L1Region
from .active_set import ActiveSet
from .apgd_step_sizes import Climb, MomentumSteps, SparseSteps, StepRule
from .base import ATTACKS, Attack
from .losses import LOSS_CHOICES, LOSS_HELP, AttackLoss, build_objective, has_margins
from .problem import Problem, select_rows

if TYPE_CHECKING:
    from torch import Tensor

_PROMISING = 2  # target classes that get all steps
_ROWS = 512  # maximum batch size of runs that are computed in parallel


@ATTACKS.register("apgd")
class APGD(Attack):
    """Auto-PGD: gradient ascent with momentum; the step size is halved, from the best point on, once the loss stops
    increasing.

    As published it maximises one loss. By default, half of the steps are targeted at another wrong class than the one
    the first half ended at, which succeeds on more sequences with the same number of steps.

    Within an L1 ball the steps are sparse, and two thirds of them run within three and two times the budget (Croce &
    Hein 2021, arXiv:2103.01208).
    """

    title: ClassVar[str] = "APGD (adaptive step size)"
    source: ClassVar[str] = "Croce & Hein 2020, arXiv:2003.01690"

    steps: int = setting(100, ge=1, le=100_000, title="Steps", help="Iterations per start.")
    loss: Literal["mixed", "own", "margin", "dlr", "targeted"] = setting(
        "mixed", title="Attack loss",
        choices={"mixed": "own loss, then targeted DLR"}
        | LOSS_CHOICES
        | {"targeted": "targeted DLR, one wrong class after the other"},
        help=LOSS_HELP,
    )  # fmt: skip
    wrong_classes: int = setting(
        9, ge=1, le=10_000, title="Target classes", when=("loss", ("targeted",)),
        help="Number of target classes, the most likely wrong ones first.",
    )  # fmt: skip
    narrow: bool = setting(
        False, title="Preselect target classes", advanced=True, when=("loss", ("targeted",)),
        help="Every target class gets a tenth of the steps; only the two closest to success get all of them.",
    )  # fmt: skip
    restarts: int = setting(
        1, ge=1, le=1000, title="Restarts",
        help="Number of restarts on the examples that are still correctly classified.",
    )  # fmt: skip
    rho: float = setting(
        0.75, ge=0, le=1, title="Required increases (rho)", advanced=True,
        help=(
            "Share of the steps between two checkpoints that must increase the loss; otherwise the step size is halved."
        ),
    )  # fmt: skip
    larger_first: bool = setting(
        True, title="Larger budgets first", advanced=True,
        help="L1: start with three and two times the budget, as published; other norms start at the budget.",
    )  # fmt: skip

    def perturb(self, problem: Problem) -> Tensor:
        """See `Attack.perturb`; each sequence keeps the best point of all runs, (B, T, F)."""
        if self.loss == "mixed" and self.steps > 1 and problem.goal == "succeed" and _has_choice(problem):
            return self._run_mixed(problem)
        rivals = self._rivals(problem)
        if self.narrow and len(rivals) > _PROMISING and problem.goal == "succeed":
            return self._preselect(problem, rivals)
        runs = self.restarts * rivals
        best = self._run(problem, None, None) if runs == [None] else self._best(problem, runs)[0]
        if self.loss == "mixed" and problem.goal == "succeed" and has_margins(problem):
            self._attack_saturated(problem, best)
        return best

    def _attack_saturated(self, problem: Problem, best: Tensor) -> None:
        """Attack the margin where the gradient of the network's own loss is 0 because it is saturated; changes `best`.

        With two classes, or a target class, there is no second target class for `_run_mixed`.
        """
        active = (~problem.is_success(problem.outputs(best))).nonzero()[:, 0]  # (n, 1) -> (n,)
        if not len(active):
            return
        part = problem.subset(active)
        flat = part.gradient(part.x)[1].flatten(1).abs().amax(1) == 0  # (n, T * F) -> (n,)
        rows = active[flat]
        if len(rows):
            best[rows] = self.copy_with(loss="dlr").perturb(problem.subset(rows))

    def _run_mixed(self, problem: Problem) -> Tensor:
        """Half of the steps on the loss, then half targeted at the most likely wrong class other than its result.

        The loss has mostly converged by then, at the class that is nearest to first order.
        """
        up = self.copy_with(loss="own", steps=-(-self.steps // 2), restarts=1)
        aside = self.copy_with(loss="targeted", steps=self.steps // 2, restarts=1)
        outputs = problem.outputs(problem.x)
        clean = outputs.scatter(1, problem.y[:, None], -torch.inf)
        best, active = problem.x.clone(), torch.arange(len(problem.x), device=problem.x.device)
        for _ in range(self.restarts):
            for attack in (up, aside):
                part = problem.subset(active)
                rival = None
                if attack is aside:
                    nearest = outputs.scatter(1, part.y[:, None], -torch.inf).argmax(1, keepdim=True)  # (n, 1)
                    rival = clean[active].scatter(1, nearest, -torch.inf).argmax(1)
                best[active] = attack._run(part, rival, None)
                outputs = part.outputs(best[active])
                is_active = ~part.is_success(outputs)
                active, outputs = active[is_active], outputs[is_active]
                if not len(active):
                    return best
        return best

    def _preselect(self, problem: Problem, rivals: list[Tensor | None]) -> Tensor:
        """A tenth of the steps for all wrong classes, then all steps for the most promising ones of each sequence."""
        short = self.copy_with(steps=-(-self.steps // 10), restarts=1)
        best, ranks = short._best(problem, rivals)  # (B, T, F), (R, B)
        active = (ranks.amax(0) < torch.inf).nonzero()[:, 0]  # (n, 1) -> (n,)
        if len(active):
            order = ranks[:, active].topk(_PROMISING, dim=0).indices  # (R', n)
            classes = torch.stack([run for run in rivals if run is not None])[:, active].gather(0, order)
            best[active] = self._best(problem.subset(active), self.restarts * list(classes))[0]
        return best

    def _best(self, problem: Problem, runs: Sequence[Tensor | None]) -> tuple[Tensor, Tensor]:
        """The best points (B, T, F) of `runs`, each a target class (B,) or None, and the rank of each run, (R, B).

        Sequences on which a run succeeds are skipped in later runs.
        """
        best = problem.x.clone()
        ranks = torch.full((len(runs), len(best)), -torch.inf, dtype=best.dtype, device=best.device)
        done = 0
        while done < len(runs):
            reached = ranks.amax(0)
            active = torch.arange(len(best), device=best.device)
            if problem.goal == "succeed":
                active = (reached < torch.inf).nonzero()[:, 0]  # (n, 1) -> (n,)
                if not len(active):
                    break
            width = 1 if problem.trace is not None else max(1, _ROWS // len(active))
            batch = [None if run is None else run[active] for run in runs[done : done + width]]
            points, rank = self._run_in_parallel(problem.subset(active), batch)
            better = rank.amax(0) > reached[active]
            best[active[better]] = points[better]
            ranks[done : done + len(batch), active] = rank
            done += len(batch)
        return best, ranks

    def _rivals(self, problem: Problem) -> list[Tensor | None]:
        """Target classes of each sequence, each (B,), the most likely wrong ones first; [None] without target
        classes."""
        if self.loss != "targeted" or problem.target is not None or not has_margins(problem):
            return [None]
        outputs = problem.outputs(problem.x).scatter(1, problem.y[:, None], -torch.inf)
        order = outputs.nan_to_num(nan=-torch.inf, posinf=None).argsort(
            dim=1, descending=True, stable=True
        )  # y comes last
        return list(order[:, : min(self.wrong_classes, outputs.shape[1] - 1)].T)

    def _run_in_parallel(self, problem: Problem, runs: list[Tensor | None]) -> tuple[Tensor, Tensor]:
        """The best points of several runs computed as one batch, (n, T, F), and the rank of each run, (R, n)."""
        n = len(problem.x)
        owner = torch.arange(n, device=problem.x.device).repeat(len(runs))  # (R * n,)
        wide = problem if len(runs) == 1 else problem.subset(owner)
        rival = None if runs[0] is None else torch.cat([run for run in runs if run is not None])
        points = self._run(wide, rival, owner if len(runs) > 1 else None)
        rank = wide.rank(wide.outputs(points)).view(len(runs), n)
        return points[rank.argmax(0) * n + owner[:n]], rank

    def _run(self, problem: Problem, rival: Tensor | None, owner: Tensor | None) -> Tensor:
        """The result of one start, (B, T, F); `owner` as in `ActiveSet`."""
        if not (self.larger_first and isinstance(problem.region, L1Region)) or self.steps < 10:
            return self._climb(problem, self.steps, rival, owner, None)
        x: Tensor | None = None
        for budget in (3.0, 2.0):
            larger = replace(problem.with_eps(budget * problem.region.eps), goal="maximise", trace=None)
            x = self._climb(larger, int(0.3 * self.steps), rival, owner, x)
        return self._climb(problem, self.steps - 2 * int(0.3 * self.steps), rival, owner, x)

    def _climb(
        self, problem: Problem, steps: int, rival: Tensor | None, owner: Tensor | None, start: Tensor | None
    ) -> Tensor:
        """The best points of one run from `start` (None: random); with goal "succeed" the first adversarial ones."""
        region = problem.ball
        x = region.random_start(problem.generator) if start is None else region.project(start)
        active_set = ActiveSet(problem, x, owner)
        low = torch.full((len(x),), -torch.inf, dtype=x.dtype, device=x.device)
        climb = Climb(x, x, low, x, x, low)
        step_rule: StepRule = MomentumSteps(steps, self.rho, x)
        if isinstance(region, L1Region):
            step_rule = SparseSteps(steps, x, region, start is None)
        losses: dict[str, AttackLoss] = {"own": "own", "mixed": "own", "margin": "margin"}
        loss = losses.get(self.loss, "dlr")
        for step in range(steps):
            score = build_objective(active_set.problem, loss, rival)
            outputs, gradient = active_set.problem.gradient(climb.x, score)
            problem.record(climb.x, outputs)
            climb.update(_mask_nan(score(outputs)), gradient)
            if (rows := active_set.update(climb.x, outputs)) is not None:
                if not len(rows):
                    return active_set.points
                climb, rival = climb.select(rows), None if rival is None else rival[rows]
                step_rule.select(rows)
            step_rule.adapt(step, climb, active_set.problem.ball)
            climb.x = step_rule.advance(climb, active_set.problem.ball)
        outputs = active_set.problem.outputs(climb.x)
        problem.record(climb.x, outputs)
        climb.update(_mask_nan(build_objective(active_set.problem, loss, rival)(outputs)), climb.gradient)
        if problem.goal != "succeed":
            return climb.best
        return active_set.finish(select_rows(active_set.problem.is_success(outputs), climb.x, climb.best))


def _mask_nan(score: Tensor) -> Tensor:
    """Scores with NaN as infinity: a network that outputs NaN counts as successfully attacked."""
    return score.masked_fill(score.isnan(), torch.inf)


def _has_choice(problem: Problem) -> bool:
    """Whether there are several wrong classes and no target."""
    return problem.target is None and has_margins(problem) and len(problem.network.classes) > 2
