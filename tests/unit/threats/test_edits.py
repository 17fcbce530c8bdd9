"""Edits of texts against brute force: which texts lie inside, what is shown, and what the network reads."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
import torch
from support.contracts import edit_distance
from torch import Tensor

from robustgui.base.errors import DataError, RunError, SettingError
from robustgui.threats.edits import Edits
from robustgui.threats.misspelling import find_alphabet, find_neighbours
from robustgui.threats.single_edits import apply_edits, list_edits
from robustgui.threats.token_region import TokenRegion

ABC = ("<unk>", *"abc")
LETTERS = ("<unk>", *"abcdefghijklmnopqrstuvwxyz .'")
WORDS = ("<unk>", "film", "good", "bad", "form", "food", "not", "a", "gold", "fil", ".")


def region_of(
    texts: list[str] | list[list[str]], vocabulary: tuple[str, ...], *, table: Tensor | None = None, **settings: object
) -> TokenRegion:
    """Characters where `texts` are strings, else words; padded with two steps more."""
    steps = max(map(len, texts)) + 2
    mask = torch.arange(steps) < torch.tensor([[len(text)] for text in texts])
    x = torch.ones(mask.shape, dtype=torch.int64)
    for row, text in enumerate(texts):
        x[row, : len(text)] = torch.tensor([vocabulary.index(token) for token in text])
    return Edits(**({"unit": "edits", "eps": 1} | settings)).around(x, mask, vocabulary, table)


def reached(region: TokenRegion) -> Tensor:
    """All points that single edits lead to, one after another, (n, S); of a region around one text."""
    everything, front = region.centre, region.centre
    while len(front):
        some = region.subset(torch.zeros(len(front), dtype=torch.int64))
        front = apply_edits(some, front, list_edits(some, front)).unique(dim=0)
        everything = torch.cat([everything, front]).unique(dim=0)
    return everything


def texts_of(region: TokenRegion, points: Tensor) -> list[str]:
    return ["".join(text) for text in region.subset(torch.zeros(len(points), dtype=torch.int64)).words(points)]


def one_edit(text: str, letters: str = "abc") -> set[str]:
    """All texts one edit away, and the text itself, written down as in a textbook."""
    splits = [(text[:i], text[i:]) for i in range(len(text) + 1)]
    deleted = {a + b[1:] for a, b in splits if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
    replaced = {a + c + b[1:] for a, b in splits if b for c in letters}
    inserted = {a + c + b for a, b in splits for c in letters}
    return (deleted | swapped | replaced | inserted | {text}) - {""}


@pytest.mark.parametrize("text", ["abca", "aab", "b"])
def test_that_one_edit_leads_to_exactly_the_texts_that_are_one_edit_away(text: str) -> None:
    region = region_of([text], ABC)
    assert set(texts_of(region, reached(region))) == one_edit(text)


@pytest.mark.parametrize("text", ["abc", "aa"])
def test_that_two_edits_without_swaps_are_the_ball_of_the_edit_distance(text: str) -> None:
    region = region_of([text], ABC, eps=2, swap=False, together=2)
    ball = {
        "".join(other)
        for length in range(1, len(text) + 3)
        for other in itertools.product("abc", repeat=length)
        if levenshtein(text, "".join(other)) <= 2
    }
    assert set(texts_of(region, reached(region))) == ball


def test_that_two_edits_with_swaps_lie_between_the_two_distances_that_know_swaps() -> None:
    region = region_of(["abca"], ABC, eps=2, together=2)
    found = set(texts_of(region, reached(region)))
    twice = set().union(*(one_edit(text) for text in one_edit("abca")))
    every = {"".join(other) for length in range(1, 7) for other in itertools.product("abc", repeat=length)}
    assert found <= {text for text in every if edit_distance("abca", text) <= 2}
    assert {text for text in every if restricted_distance("abca", text) <= 2} <= found <= twice


def levenshtein(one: str, other: str) -> int:
    if not one or not other:
        return len(one) + len(other)
    if one[-1] == other[-1]:
        return levenshtein(one[:-1], other[:-1])
    pairs = ((one[:-1], other), (one, other[:-1]), (one[:-1], other[:-1]))
    return 1 + min(levenshtein(*pair) for pair in pairs)


def restricted_distance(one: str, other: str) -> int:
    """Optimal string alignment: what was swapped is not edited again."""
    if not one or not other:
        return len(one) + len(other)
    ways = [
        restricted_distance(one[:-1], other) + 1,
        restricted_distance(one, other[:-1]) + 1,
        restricted_distance(one[:-1], other[:-1]) + (one[-1] != other[-1]),
    ]
    if len(one) > 1 and len(other) > 1 and one[-2:] == other[-1] + other[-2]:
        ways.append(restricted_distance(one[:-2], other[:-2]) + 1)
    return min(ways)


@pytest.mark.parametrize("off", ["substitute", "insert", "delete", "swap"])
def test_that_a_kind_of_edit_that_is_off_does_not_happen(off: str) -> None:
    text = "abca"
    region = region_of([text], ABC, **{off: False})
    found = set(texts_of(region, reached(region)))
    splits = [(text[:i], text[i:]) for i in range(len(text) + 1)]
    kinds = {
        "substitute": {a + c + b[1:] for a, b in splits if b for c in "abc"},
        "insert": {a + c + b for a, b in splits for c in "abc"},
        "delete": {a + b[1:] for a, b in splits if b},
        "swap": {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1},
    }
    assert found == set().union({text}, *(made for kind, made in kinds.items() if kind != off))


def test_that_seal_brings_any_point_inside_and_leaves_what_is_inside() -> None:
    region = region_of(["abcab", "ca", "b"], ABC, eps=2, together=2)
    generator = torch.Generator().manual_seed(0)
    for _ in range(200):
        anything = torch.randint(-2, 6, region.centre.shape, generator=generator)
        sealed = region.seal(
            torch.where(torch.rand(anything.shape, generator=generator) < 0.4, anything, region.centre)
        )
        assert (region.size(sealed) <= 2).all()
        assert torch.equal(region.seal(sealed), sealed)
        for before, after in zip(region.words(region.centre), region.words(sealed), strict=True):
            assert edit_distance(before, after) <= 2
    inside = reached(region.subset(torch.tensor([1])))
    assert torch.equal(region.subset(torch.ones(len(inside), dtype=torch.int64)).seal(inside), inside)


def test_that_size_counts_a_swap_once_and_says_where_tokens_come_from() -> None:
    region = region_of(["abca"], ABC, eps=4)
    v = region.centre.clone()
    v[0, 0], v[0, 1] = v[0, 1].item(), v[0, 0].item()
    assert region.size(v).tolist() == [1]
    assert region.origins(v)[0, :4].tolist() == [1, 0, 2, 3]
    v[0, 3] = -1
    v[0, 6 + 2] = 2  # into the gap before the third letter, behind the six columns of letters
    assert region.size(v).tolist() == [3]
    assert region.words(v) == [["b", "a", "b", "c"]]
    assert region.render(v)[0, :4].tolist() == [2, 1, 2, 3]
    assert region.valid(v, region.places.mask)[0].tolist() == [True] * 4 + [False] * (region.render(v).shape[1] - 4)


def test_that_a_resized_region_has_room_for_what_is_put_in() -> None:
    region = region_of(["ab"], ABC, eps=0)
    assert region.render(region.centre).shape == (1, 4)
    wide = region.with_eps(float("inf"))
    v = wide.random_start(torch.Generator().manual_seed(1))
    assert len(wide.words(v)[0]) <= wide.render(v).shape[1]
    assert wide.render(v).shape[1] > 4
    assert torch.equal(wide.with_eps(0).seal(v), region.centre)


def test_that_first_and_last_letters_short_and_protected_words_and_marks_stay() -> None:
    text = "no, it isn't good"
    region = region_of([text], (*LETTERS, ","), keep_ends=True, least_length=3, protect="good")
    found = set(texts_of(region, reached(region)))
    assert {other[:8] for other in found} == {"no, it i"}
    assert {other[-6:] for other in found} == {"t good"}
    middles = {other.removeprefix("no, it i").removesuffix("t good") for other in found}
    assert middles == one_edit("sn'", LETTERS[1:27])


def test_that_where_words_are_counted_each_word_of_characters_takes_one_edit() -> None:
    region = region_of(["abc cab"], ("<unk>", *"abc "), per="word", eps=2)
    generator = torch.Generator().manual_seed(0)
    for _ in range(50):
        v = region.random_start(generator)
        words = "".join(region.words(v)[0]).split(" ")
        assert [edit_distance(a, b) for a, b in zip(("abc", "cab"), words, strict=True)] == [1, 1]
    assert region_of(["abc cab"], ("<unk>", *"abc "), per="word", unit="share", eps=0.5).edits.tolist() == [1]
    assert region_of(["abc cab"], ("<unk>", *"abc "), unit="share", eps=0.5).edits.tolist() == [4]


def test_that_a_window_leaves_what_is_before_and_behind_it() -> None:
    region = region_of(["abcabc"], ABC, first_step=2, open_steps=2)
    found = set(texts_of(region, reached(region)))
    put_in = {f"ab{x}cabc" for x in "abc"} | {f"abc{x}abc" for x in "abc"}
    replaced = {f"ab{x}abc" for x in "abc"} | {f"abc{x}bc" for x in "abc"}
    assert found == put_in | replaced | {"ababc", "abcbc", "abacbc"}


@pytest.mark.parametrize(("key", "near"), [("s", "awedxz"), ("q", "wa"), ("p", "ol"), ("S", "AWEDXZ"), (".", "")])
def test_that_keys_have_their_neighbours_on_the_keyboard(key: str, near: str) -> None:
    assert set(find_neighbours(key)) == set(near)


def test_that_keyboard_slips_are_neighbours_or_a_key_hit_twice() -> None:
    region = region_of(["is"], LETTERS, replacements="keyboard", swap=False, delete=False)
    replaced = {c + "s" for c in find_neighbours("i")} | {"i" + c for c in find_neighbours("s")}
    put = {c + "is" for c in find_neighbours("i") + "i"} | {"i" + c + "s" for c in find_neighbours("s") + "s"}
    behind = {"is" + c for c in find_neighbours("s") + "s"}
    assert set(texts_of(region, reached(region))) == {"is"} | replaced | put | behind


def test_that_a_slip_makes_another_word_which_is_shown_even_where_the_network_does_not_know_it() -> None:
    region = region_of([["good", "film", "."]], WORDS)
    letters = find_alphabet(WORDS)
    points = reached(region)
    some = region.subset(torch.zeros(len(points), dtype=torch.int64))
    shown, read = some.words(points), some.render(points)[:, :3]
    assert read[:, 2].eq(WORDS.index(".")).all()
    for (one, two, _), tokens in zip(shown, read.tolist(), strict=True):
        assert edit_distance("good", one) + edit_distance("film", two) <= 1
        assert tokens == [WORDS.index(word) if word in WORDS else 0 for word in (one, two, ".")]
    assert {"food", "gold"} <= {one for one, _, _ in shown}  # those are in the vocabulary
    assert "fil" in {two for _, two, _ in shown}
    generator = torch.Generator().manual_seed(0)
    drawn = {word for _ in range(300) for word in region.words(region.random_start(generator))[0]}
    assert len(drawn) > 150  # by chance any slip happens
    assert drawn <= one_edit("good", letters) | one_edit("film", letters) | {"."}


def test_that_the_network_is_asked_once_about_slips_that_it_reads_alike() -> None:
    region = region_of([["good", "film"]], WORDS)
    found = list_edits(region, region.centre)
    pairs = zip(found.slot.tolist(), found.token.tolist(), strict=True)
    read = {(slot, token if token < len(WORDS) else 0) for slot, token in pairs}
    assert len(read) == len(found.slot)
    assert {WORDS[token] for slot, token in read if slot == 0} == {"<unk>", "food", "gold"}


def test_that_whole_words_are_replaced_put_in_left_out_and_swapped() -> None:
    region = region_of([["not", "good"]], WORDS, per="word", protect="not bad")
    others = [word for word in WORDS[1:] if word not in ("not", "bad")]
    replaced = {("not", word) for word in others}
    put = {text for word in others for text in ((word, "not", "good"), ("not", word, "good"), ("not", "good", word))}
    assert (
        all_words(region) == {("not", "good"), ("not",)} | replaced | put
    )  # the protected word is neither swapped nor left out


def all_words(region: TokenRegion) -> set[tuple[str, ...]]:
    points = reached(region)
    return {tuple(words) for words in region.subset(torch.zeros(len(points), dtype=torch.int64)).words(points)}


ONLY_REPLACED = {"insert": False, "delete": False, "swap": False, "per": "word"}


def test_that_similar_words_are_those_with_the_largest_cosine() -> None:
    table = np.random.default_rng(0).normal(size=(len(WORDS), 4)).astype(np.float32)
    unit = table / np.linalg.norm(table, axis=1, keepdims=True)
    cosine = unit[WORDS.index("good")] @ unit.T
    order = [k for k in np.argsort(-cosine) if k not in (0, WORDS.index("good")) and cosine[k] >= 0.1][:3]
    region = region_of(
        [["good"]], WORDS, replacements="embeddings", nearest=3, least_cosine=0.1, table=torch.from_numpy(table),
        **ONLY_REPLACED,
    )  # fmt: skip
    assert [WORDS[token] for token in list_edits(region, region.centre).token.tolist()] == [WORDS[k] for k in order]


def test_that_words_of_a_list_replace_each_other_known_or_not(tmp_path: Path) -> None:
    file = tmp_path / "synonyms.tsv"
    file.write_text("# word, synonyms\n\ngood\tgold, great not\nfilm\tmovie two-part\n", encoding="utf-8")
    region = region_of([["good", "film"]], WORDS, replacements="list", file=str(file), protect="not", **ONLY_REPLACED)
    assert all_words(region) == {("good", "film"), ("gold", "film"), ("great", "film"), ("good", "movie")}
    movie = region.seal(torch.tensor([[WORDS.index("good"), region.written.index("movie"), 1, 1]]))
    assert region.words(movie) == [["good", "movie"]]
    assert region.render(movie)[0, :2].tolist() == [WORDS.index("good"), 0]


def test_that_a_list_that_cannot_be_used_is_explained(tmp_path: Path) -> None:
    file = tmp_path / "synonyms.tsv"
    with pytest.raises(DataError, match="cannot be read"):
        region_of([["good"]], WORDS, replacements="list", file=str(file), per="word")
    file.write_text("good\tgreat\nbad\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 2"):
        region_of([["good"]], WORDS, replacements="list", file=str(file), per="word")
    file.write_bytes(b"caf\xe9\tbar\n")
    with pytest.raises(DataError, match="UTF-8"):
        region_of([["good"]], WORDS, replacements="list", file=str(file), per="word")


def test_that_what_cannot_be_edited_is_refused() -> None:
    with pytest.raises(SettingError, match="substitute"):
        Edits(substitute=False, insert=False, delete=False, swap=False)
    with pytest.raises(SettingError, match="file"):
        Edits(replacements="list")
    with pytest.raises(RunError, match="whole words"):
        region_of([["good"]], WORDS, replacements="embeddings")
    with pytest.raises(RunError, match="subword tokens"):
        region_of([["▁good"]], ("<unk>", "▁good", "s"))


def test_that_nothing_moves_where_the_network_answers_at_every_step() -> None:
    threat = Edits(eps=1, unit="edits")
    x = torch.tensor([[1, 2, 3]])
    region = threat.around(x, torch.ones_like(x, dtype=torch.bool), ABC, aligned=True)
    found = {tuple(v) for v in reached(region).tolist()}
    assert {len(v) for v in found} == {3}
    assert all(min(v) > 0 for v in found)
    assert (2, 1, 3) in found
