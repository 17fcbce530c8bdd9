"""Text attacks against TextAttack: the same network, the same texts, the same constraints."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from string import ascii_lowercase

import pytest
from support.textattack_peer import UNKNOWN, TextCase, candidates, import_textattack, text_case, write_list

from robustgui.attacks.greedy_words import GreedyWords
from robustgui.attacks.typos import Typos
from robustgui.threats.edits import Edits

pytestmark = pytest.mark.filterwarnings("ignore")  # of the libraries that TextAttack is built on
ALL = 100_000
REPLACED = {"per": "word", "unit": "edits", "insert": False, "delete": False, "swap": False}


@pytest.fixture(scope="module")
def textattack() -> Callable[..., object]:
    return import_textattack()


@pytest.fixture(scope="module")
def tweets(textattack: object) -> Path:
    file = Path(__file__).resolve().parents[4] / "shared" / "data" / "vader_icwsm2014" / "tweets_GroundTruth.txt"
    if not file.exists():
        pytest.skip("needs the tweets of VADER, which are not beside this checkout")
    return file


@pytest.fixture(scope="module")
def words(tweets: Path) -> TextCase:
    return text_case(tweets, "words", test=40, epochs=3)


@pytest.fixture(scope="module")
def letters(tweets: Path) -> TextCase:
    return text_case(tweets, "characters", test=20, epochs=4, train=2500)


def search(rank: str) -> object:
    from textattack.search_methods import GreedyWordSwapWIR

    return GreedyWordSwapWIR(wir_method=rank, unk_token=UNKNOWN)


@pytest.mark.parametrize(
    ("rank", "attack"),
    [
        ("delete", GreedyWords(tries=ALL)),
        ("unk", GreedyWords(tries=ALL, rank="unknown")),
        ("weighted-saliency", GreedyWords(tries=ALL, rank="saliency")),
    ],
    ids=["TextFooler", "unknown words", "PWWS"],
)
def test_that_replacements_of_a_list_are_no_weaker_and_ask_no_more(
    words: TextCase, rank: str, attack: GreedyWords, tmp_path: Path
) -> None:
    from textattack.transformations import WordSwapQWERTY

    swap = WordSwapQWERTY(random_one=False)
    listed = candidates(swap, sorted({word for text in words.texts for word in text.split()}))
    file = write_list(tmp_path / "keys.tsv", listed)
    ours = words.ours(attack, Edits(eps=2, replacements="list", file=file, **REPLACED))
    theirs = words.theirs(search(rank), swap, 2)
    assert ours.robust <= theirs.robust < words.clean
    assert ours.queries <= theirs.queries


@pytest.mark.parametrize(
    "attack", [Typos(tries=ALL), GreedyWords(tries=ALL, rank="unknown")], ids=["DeepWordBug", "greedy"]
)
def test_that_slips_in_words_are_no_weaker_and_ask_no_more(words: TextCase, attack: GreedyWords) -> None:
    from textattack.transformations import (
        CompositeTransformation,
        WordSwapNeighboringCharacterSwap,
        WordSwapRandomCharacterDeletion,
        WordSwapRandomCharacterInsertion,
        WordSwapRandomCharacterSubstitution,
    )

    kinds = (
        WordSwapNeighboringCharacterSwap, WordSwapRandomCharacterSubstitution, WordSwapRandomCharacterDeletion,
        WordSwapRandomCharacterInsertion,
    )  # fmt: skip
    swap = CompositeTransformation([kind(random_one=False) for kind in kinds])
    ours = words.ours(attack, Edits(eps=2, unit="edits"))
    theirs = words.theirs(search("unk"), swap, 2)
    assert ours.robust <= theirs.robust < words.clean
    assert ours.queries <= theirs.queries


def test_that_slips_read_as_characters_are_no_weaker_and_ask_no_more(letters: TextCase, tmp_path: Path) -> None:
    from textattack.transformations import WordSwapQWERTY

    swap = WordSwapQWERTY(random_one=False)
    keys = {letter: swap._get_adjacent(letter) for letter in ascii_lowercase}
    file = write_list(tmp_path / "keys.tsv", keys)
    ours = letters.ours(GreedyWords(tries=ALL), Edits(eps=2, replacements="list", file=file, **REPLACED))
    theirs = letters.theirs(search("delete"), swap, 2)
    assert ours.robust <= theirs.robust
    assert ours.queries <= 1.05 * theirs.queries


def test_that_the_library_is_left_out_of_the_program() -> None:
    assert not any(name.startswith("robustgui") and "textattack" in name for name in sys.modules)
