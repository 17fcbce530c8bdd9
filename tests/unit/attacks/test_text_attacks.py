"""Attacks on texts against brute force and against their papers written down as plain loops."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from support.networks import VOCABULARY, moods, ragged_tokens, token_network, trained
from torch import Tensor

from robustgui.attacks.base import Attack
from robustgui.attacks.cost import Cost
from robustgui.attacks.edit_search import EditSearch
from robustgui.attacks.greedy_words import GreedyWords
from robustgui.attacks.hotflip import HotFlip
from robustgui.attacks.noise import Noise
from robustgui.attacks.problem import Problem
from robustgui.attacks.run import AdversarialBatch, build_region, run_attack
from robustgui.attacks.trace import Trace
from robustgui.attacks.typos import Typos
from robustgui.models.batch import Batch, to_batch
from robustgui.models.gru import GRU
from robustgui.models.network import Network
from robustgui.threats.edits import Edits
from robustgui.threats.single_edits import apply_edits, list_edits
from robustgui.threats.substitutions import Substitutions
from robustgui.threats.token_region import TokenRegion

ALL = 100_000
WORDS = ("<unk>", "film", "good", "bad", "form", "food", "not", "gold", "fool", "filth")


def run(
    attack: Attack, network: Network, batch: Batch, threat: object, *, cost: Cost | None = None, **options: object
) -> AdversarialBatch:
    return run_attack(attack, network, *batch, threat, seed=0, cost=cost, **options)  # type: ignore[arg-type]


def region_of(network: Network, batch: Batch, threat: object) -> TokenRegion:
    _, region = build_region(network, threat, batch.x, batch.mask)  # type: ignore[arg-type]
    assert isinstance(region, TokenRegion)
    return region


def score_of(network: Network, tokens: list[int], label: int, target: int | None = None) -> float:
    """What an attack raises, of one text, asked alone; an empty text reads as an unknown token."""
    x = torch.tensor([tokens or [0]])
    with network.evaluating(), torch.no_grad():
        outputs = network.outputs(x, torch.ones_like(x, dtype=torch.bool))
        wanted = label if target is None else target
        loss = float(network.losses(outputs, torch.tensor([wanted])))
    return loss if target is None else -loss


def best_within(network: Network, batch: Batch, threat: object, row: int, target: int | None = None) -> float:
    """The largest score of all texts that single edits lead to, found by trying all."""
    region = region_of(network, batch, threat).subset(torch.tensor([row]))
    points, front = region.centre, region.centre
    while len(front):
        some = region.subset(torch.zeros(len(front), dtype=torch.int64))
        front = apply_edits(some, front, list_edits(some, front)).unique(dim=0)
        points = torch.cat([points, front])
    some = region.subset(torch.zeros(len(points), dtype=torch.int64))
    x, mask = some.render(points), some.valid(points, some.places.mask)
    with network.evaluating(), torch.no_grad():
        wanted = torch.full((len(x),), int(batch.y[row]) if target is None else target)
        losses = network.losses(network.outputs(x, mask), wanted)
    return float(losses.max() if target is None else -losses.min())


@pytest.mark.parametrize("attack", [EditSearch(tries=ALL), HotFlip(tries=ALL)], ids=["scores", "gradients"])
@pytest.mark.parametrize("aimed", [False, True], ids=["untargeted", "targeted"])
def test_that_with_all_tries_one_edit_is_the_best_there_is(attack: Attack, aimed: bool) -> None:
    network = token_network(GRU(hidden=6, readout="last"), seed=3)
    batch = ragged_tokens((5, 1, 4), padding=2)
    target = (batch.y + 1) % 4 if aimed else None
    threat = Edits(eps=1, unit="edits")
    found = run(attack, network, batch, threat, goal="maximise", target=target)
    for row in range(3):
        tokens = found.x[row][found.mask[row]].tolist()
        wanted = None if target is None else int(target[row])
        reached = score_of(network, tokens, int(batch.y[row]), wanted)
        assert reached == pytest.approx(best_within(network, batch, threat, row, wanted), abs=1e-5)


@pytest.mark.parametrize("attack", [EditSearch(tries=1000, beam=1000), HotFlip(tries=1000, beam=1000)])
def test_that_a_beam_that_holds_everything_finds_the_best_two_edits(attack: Attack) -> None:
    vocabulary = VOCABULARY[:4]
    network = token_network(GRU(hidden=6, readout="last"), seed=3, vocabulary=vocabulary)
    batch = ragged_tokens((3, 2), vocabulary=4)
    threat = Edits(eps=2, unit="edits")
    found = run(attack, network, batch, threat, goal="maximise")
    for row in range(2):
        reached = score_of(network, found.x[row][found.mask[row]].tolist(), int(batch.y[row]))
        assert reached == pytest.approx(best_within(network, batch, threat, row), abs=1e-5)


def test_that_hotflip_promises_the_first_order_gain_of_every_kind_of_edit() -> None:
    network = token_network(GRU(hidden=6, readout="max"), seed=2)
    batch = ragged_tokens((5, 3), padding=1)
    region = region_of(network, batch, Edits(eps=3, unit="edits"))
    point = region.random_start(torch.Generator().manual_seed(4))
    problem = problem_of(network, batch, region_of(network, batch, Edits(eps=4, unit="edits")))
    edits, gains = HotFlip(tries=ALL).propose(problem, point)
    assert {"put in", "replaced", "left out", "swapped"} == kinds(problem.edits, edits.slot, edits.token)
    _, gradient = problem.gradient(point)
    with torch.no_grad():
        region, table = problem.edits, network.table
        before = table[region.render(point)] * region.valid(point, batch.mask)[..., None]
        some = region.subset(edits.row)
        after = apply_edits(region, point, edits)
        moved = table[some.render(after)] * some.valid(after, batch.mask[edits.row])[..., None]
        wanted = ((moved - before[edits.row]) * gradient[edits.row]).flatten(1).sum(1)
    torch.testing.assert_close(gains, wanted, atol=1e-6, rtol=1e-4)


def kinds(region: TokenRegion, slot: Tensor, token: Tensor) -> set[str]:
    T = region.slots.T
    return {
        "put in" if s >= T else {-1: "left out", -2: "swapped"}.get(t, "replaced")
        for s, t in zip(slot.tolist(), token.tolist(), strict=True)
    }


def problem_of(network: Network, batch: Batch, region: TokenRegion) -> Problem:
    network.module.eval()
    return Problem(
        network=network, x=region.centre, y=batch.y, mask=batch.mask, region=region, target=None, goal="maximise",
        generator=torch.Generator().manual_seed(0), stop=lambda: False,
    )  # fmt: skip


class Plain:
    """Greedy attacks on one text as their papers tell them, asking about one text at a time."""

    def __init__(
        self,
        network: Network,
        text: list[int],
        label: int,
        edits: int,
        choices: Callable[[list[int], int], list[list[int]]],
    ) -> None:
        self.network, self.text, self.label, self.edits, self.choices = network, text, label, edits, choices
        self.queries = 0
        self.clean = self.ask(text)

    def ask(self, text: list[int]) -> float:
        self.queries += 1
        return score_of(self.network, text, self.label)

    def by_deletion(self) -> list[float]:
        return [self.ask(self.text[:k] + self.text[k + 1 :]) - self.clean for k in range(len(self.text))]

    def by_unknown(self) -> list[float]:
        return [self.ask([*self.text[:k], 0, *self.text[k + 1 :]]) - self.clean for k in range(len(self.text))]

    def head_and_tail(self) -> list[float]:
        n = len(self.text)
        heads = [self.ask(self.text[:k]) for k in range(n + 1)]
        tails = [self.ask(self.text[k:]) for k in range(n + 1)]
        return [heads[k] - heads[k + 1] + tails[k + 1] - tails[k] for k in range(n)]

    def greedy(self, importance: list[float]) -> list[int]:
        """TextFooler's loop, to the end of the budget; DeepWordBug's with all candidates."""
        text, score, spent = self.text, self.clean, 0
        for place in sorted(range(len(self.text)), key=lambda k: -importance[k]):
            if spent == self.edits:
                break
            tried = [(self.ask(other), other) for other in self.choices(text, place)]
            best = max(tried, key=lambda pair: pair[0], default=(-float("inf"), text))
            if best[0] > score:
                score, text, spent = best[0], best[1], spent + 1
        return text

    def pwws(self) -> list[int]:
        saliency = torch.tensor(self.by_unknown()).softmax(0)
        best = []
        for place in range(len(self.text)):
            tried = [(self.ask(other), other[place]) for other in self.choices(self.text, place)]
            best.append(max(tried, key=lambda pair: pair[0]))
        weight = [float(saliency[k]) * (best[k][0] - self.clean) for k in range(len(self.text))]
        text, score, spent = self.text, self.clean, 0
        for place in sorted(range(len(self.text)), key=lambda k: -weight[k]):
            if spent == self.edits:
                break
            other = [*text[:place], best[place][1], *text[place + 1 :]]
            if (asked := self.ask(other)) > score:
                score, text, spent = asked, other, spent + 1
        return text


def replacements(text: list[int], place: int) -> list[list[int]]:
    others = [token for token in range(1, len(VOCABULARY)) if token != text[place]]
    return [[*text[:place], token, *text[place + 1 :]] for token in others]


@pytest.mark.parametrize(
    ("attack", "how"),
    [
        (GreedyWords(tries=ALL), lambda plain: plain.greedy(plain.by_deletion())),
        (GreedyWords(tries=ALL, rank="unknown"), lambda plain: plain.greedy(plain.by_unknown())),
        (GreedyWords(tries=ALL, rank="saliency"), lambda plain: plain.pwws()),
        (Typos(tries=ALL, rank="combined"), lambda plain: plain.greedy(plain.head_and_tail())),
        (Typos(tries=ALL), lambda plain: plain.greedy(plain.by_unknown())),
    ],
    ids=["TextFooler", "unknown words", "PWWS", "DeepWordBug", "DeepWordBug replace"],
)
def test_that_greedy_attacks_find_what_their_papers_find_and_ask_as_often(
    attack: Attack, how: Callable[[Plain], list[int]]
) -> None:
    network = token_network(GRU(hidden=6, readout="last"), seed=5)
    batch = ragged_tokens((6, 3, 1), seed=2, padding=1)
    for row in range(3):
        single = Batch(*(part[[row]] for part in batch))
        text = single.x[single.mask].tolist()
        cost = Cost()
        found = run(attack, network, single, Substitutions(eps=2, unit="edits"), goal="maximise", cost=cost)
        plain = Plain(network, text, int(single.y), 2, replacements)
        assert found.x[found.mask].tolist() == how(plain)
        assert cost.queries == plain.queries
        assert cost.gradients == 0


def slips(text: list[int], place: int) -> list[list[int]]:
    """Of the words above, those that one slip makes of another, and the unknown word for all others."""
    near = {"film": (), "good": ("food", "gold"), "food": ("good", "fool"), "gold": ("good",), "fool": ("food",)}
    others = [0, *(WORDS.index(word) for word in near.get(WORDS[text[place]], ()))]
    return [[*text[:place], token, *text[place + 1 :]] for token in others]


def test_that_slips_in_words_are_asked_about_once_for_each_word_that_the_network_reads() -> None:
    network = token_network(GRU(hidden=6, readout="last"), seed=5, vocabulary=WORDS)
    text = [WORDS.index(word) for word in ("not", "good", "film")]
    x = torch.tensor([text])
    batch = Batch(x, torch.tensor([1]), torch.ones_like(x, dtype=torch.bool))
    cost = Cost()
    attack = Typos(tries=ALL, rank="combined")
    found = run(attack, network, batch, Edits(eps=2, unit="edits"), goal="maximise", cost=cost)
    plain = Plain(network, text, 1, 2, slips)
    assert found.x[0].tolist() == plain.greedy(plain.head_and_tail())
    assert cost.queries == plain.queries
    assert isinstance(found.region, TokenRegion)
    shown = found.region.words(found.point)[0]
    assert [WORDS.index(word) if word in WORDS else 0 for word in shown] == found.x[0].tolist()
    assert "<unk>" not in shown


def test_that_of_replacements_that_fool_the_most_similar_one_is_taken() -> None:
    network = token_network(GRU(hidden=6, readout="last"), seed=3)
    batch = ragged_tokens((4, 5, 3, 5), seed=1)
    with network.evaluating(), torch.no_grad():
        y = network.outputs(batch.x, batch.mask).argmax(1)
    threat = Edits(eps=1, unit="edits", per="word", replacements="embeddings", least_cosine=-1, nearest=11)
    batch = Batch(batch.x, y, batch.mask)
    found = run(GreedyWords(tries=ALL), network, batch, threat)
    region = region_of(network, batch, threat)
    fooled = 0
    for row in range(4):
        changed = (found.point[row] != region.centre[row]).nonzero()[:, 0].tolist()
        if not changed or changed[0] >= region.slots.T or int(found.point[row, changed[0]]) < 0:
            continue
        [place] = changed
        source, taken = int(batch.x[row, place]), int(found.point[row, place])
        order = region.replacing.options(torch.tensor([source]))[0].tolist()
        for token in order[: order.index(taken)]:
            x = batch.x[[row]].clone()
            x[0, place] = token
            with network.evaluating(), torch.no_grad():
                assert int(network.outputs(x, batch.mask[[row]]).argmax(1)) == int(y[row])
        fooled += 1
    assert fooled


@pytest.mark.parametrize("attack", [EditSearch(), Typos(), GreedyWords(rank="unknown"), HotFlip()])
@pytest.mark.parametrize("threat", [Edits(eps=2, unit="edits"), Substitutions(eps=2, unit="edits")])
def test_that_they_are_stronger_than_chance_on_a_trained_network(attack: Attack, threat: object) -> None:
    network = trained(GRU(hidden=8, readout="mean"), moods(200, seed=0), epochs=6)
    batch = to_batch(moods(60, seed=1), torch.arange(60).numpy(), network.space)
    right = []
    for one in (attack, Noise(draws=5)):
        found = run(one, network, batch, threat)
        with network.evaluating(), torch.no_grad():
            right.append(float((network.outputs(found.x, found.mask).argmax(1) == batch.y).float().mean()))
    assert right[0] <= right[1]
    assert right[0] < 0.5


@pytest.mark.parametrize("attack", [EditSearch(tries=7), Typos(tries=7), GreedyWords(tries=7), HotFlip(tries=7)])
def test_that_a_text_that_has_fallen_is_not_asked_about_again(attack: Attack) -> None:
    network = token_network(GRU(hidden=6, readout="last"), seed=3)
    batch = ragged_tokens((6, 6, 6, 6), seed=4)
    with network.evaluating(), torch.no_grad():
        batch = Batch(batch.x, network.outputs(batch.x, batch.mask).argmax(1), batch.mask)
    threat = Edits(eps=4, unit="edits")
    each = []
    for row in range(4):
        cost = Cost()
        run(attack, network, Batch(*(part[[row]] for part in batch)), threat, cost=cost)
        each.append(cost.queries)
    wrong = Batch(batch.x, (batch.y + 1) % 4, batch.mask)
    cost = Cost()
    run(attack, network, wrong, threat, cost=cost)
    assert cost == Cost(queries=4)  # they are answered wrongly as they are
    cost = Cost()
    run(attack, network, batch, threat, goal="maximise", cost=cost)
    assert max(each) < cost.queries


@pytest.mark.parametrize("attack", [EditSearch(tries=5), Typos(tries=5), GreedyWords(tries=5), HotFlip(tries=5)])
def test_that_the_trace_has_every_edit_and_its_own_length(attack: Attack) -> None:
    network = token_network(GRU(hidden=6, readout="last"), seed=3)
    batch = ragged_tokens((6,))
    trace = Trace()
    found = run(
        attack, network, batch, Edits(eps=3, unit="edits", substitute=False, delete=False, swap=False), trace=trace
    )
    assert [int(mask.sum()) for mask in trace.masks] == sorted(int(mask.sum()) for mask in trace.masks)
    assert int(trace.masks[0].sum()) == 6
    assert int(found.mask.sum()) == int(trace.masks[-1].sum()) > 6
    sizes = [float(size) for size in trace.sizes]
    assert sizes == sorted(sizes)
    scores = [float(score) for score in trace.scores]
    assert scores == sorted(scores)
