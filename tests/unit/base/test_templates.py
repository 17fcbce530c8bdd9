"""Templates of sentences: facts, and words that follow a count."""

from __future__ import annotations

import json

import pytest

from robustgui.base.errors import DataError, Sentence
from robustgui.base.plain_values import decode, to_plain
from robustgui.base.templates import fill_in

TEMPLATE = "{n} {n:file was|files were} skipped, {share:.0%} of {total}"


@pytest.mark.parametrize(
    ("n", "words"), [(1, "1 file was"), (0, "0 files were"), (2, "2 files were"), ("1", "1 file was")]
)
def test_that_a_count_chooses_between_singular_and_plural(n: object, words: str) -> None:
    assert fill_in(TEMPLATE, n=n, share=0.25, total=4) == f"{words} skipped, 25% of 4"


def test_that_an_error_and_its_sentence_choose_too() -> None:
    error = DataError("{n} {n:file|files}", n=1)
    assert str(error) == "1 file" == str(Sentence("{n} {n:file|files}", {"n": 1}))


def test_that_a_stored_sentence_keeps_its_plural_and_its_comment() -> None:
    sentence = Sentence("{n} {n:step|steps}", {"n": 1}, comment="of time")
    stored = json.loads(json.dumps(to_plain(sentence)))
    assert decode(Sentence, stored) == sentence
    assert stored["text"] == "1 step"


@pytest.mark.parametrize("form", ["{n:{n}|{n}}", "{n:999999999}", "{n.real:a|b}"])
def test_that_a_stored_template_cannot_ask_for_more(form: str) -> None:
    with pytest.raises(ValueError, match="cannot be filled in"):
        decode(Sentence, {"template": form, "facts": {"n": 1}})
