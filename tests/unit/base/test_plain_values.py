"""Dataclasses from plain values: each hint takes values of its type alone, and raises nothing but ValueError."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from robustgui.base.errors import Sentence
from robustgui.base.plain_values import Range, decode, to_plain
from robustgui.runs.event_json import event_types
from robustgui.runs.summary import RunRow


@dataclass(frozen=True)
class Inner:
    name: str
    share: Annotated[float, Range(0, 1)] = 0.5


@dataclass(frozen=True)
class Outer:
    count: int
    value: float
    choice: Literal["a", "b"]
    flag: bool
    maybe: float | None
    pairs: tuple[tuple[str, int], ...]
    inner: Inner | None = None
    table: dict[str, Any] | None = None


GOOD = {"count": 3, "value": 1, "choice": "a", "flag": True, "maybe": None, "pairs": [["x", 1], ["y", 2]]}


def test_that_values_of_the_right_types_are_taken() -> None:
    found = decode(Outer, GOOD | {"inner": {"name": "n", "unknown": 1}, "table": {"k": [1, "x"]}})
    assert found == Outer(3, 1.0, "a", True, None, (("x", 1), ("y", 2)), Inner("n"), {"k": [1, "x"]})
    assert isinstance(found.value, float)


@pytest.mark.parametrize(
    "change",
    [
        {"count": True}, {"count": 1.0}, {"count": "1"}, {"count": 2**63}, {"count": None}, {"count": [1]},
        {"value": "1.5"}, {"value": True}, {"value": 10**400}, {"value": math.inf}, {"value": None},
        {"choice": "c"}, {"choice": 1}, {"choice": ["a"]}, {"flag": 1}, {"flag": "true"}, {"maybe": "x"},
        {"maybe": {}}, {"pairs": 3}, {"pairs": [1]}, {"pairs": [["x"]]}, {"pairs": [["x", 1, 2]]},
        {"pairs": [["x", "1"]]}, {"pairs": {"x": 1}}, {"inner": []}, {"inner": {}}, {"inner": {"name": 3}},
        {"inner": {"name": "\ud800"}}, {"inner": {"name": "n", "share": 1.5}},
        {"inner": {"name": "n", "share": "nan"}}, {"table": [1]}, {"table": {"k": 2**64}},
    ],
    ids=str,
)  # fmt: skip
def test_that_a_value_of_another_type_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(Outer, GOOD | change)


@pytest.mark.parametrize("value", [None, 3, "x", [], [1], {}])
def test_that_what_is_no_table_or_misses_fields_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(Outer, value)


def test_that_numbers_that_are_not_finite_are_texts() -> None:
    assert to_plain((math.nan, math.inf, -math.inf)) == ["nan", "inf", "-inf"]
    assert decode(tuple[float, float], ["inf", "-inf"]) == (math.inf, -math.inf)


def test_that_a_sentence_within_a_sentence_comes_back_as_one() -> None:
    sentence = Sentence("{run}: {said}", {"run": "r", "said": Sentence("{share:.1%}", {"share": 0.5})}, "warning")
    assert decode(Sentence, to_plain(sentence)) == sentence
    assert str(decode(Sentence, to_plain(sentence))) == "r: 50.0%"


@pytest.mark.parametrize(
    ("template", "facts"),
    [
        (3, {}), ("{missing}", {"file": 1}), ("{file.__class__}", {"file": 1}), ("{file[0]}", {"file": "x"}),
        ("{file:>9999999999}", {"file": "x"}), ("{file!r}", {"file": "x"}), ("{file:.1%}", {"file": "x"}),
        ("{file", {"file": "x"}), ("{0}", {"file": "x"}), ("{}", {"file": "x"}), ("{file:{file}}", {"file": 9}),
        ("{a}", {"a": 2**70}), ("{a}", {"a": "\udcff"}), ("{a}", []), ("{a}", {"a": {"template": 1}}),
    ],
)  # fmt: skip
def test_that_a_sentence_that_cannot_be_shown_is_refused(template: Any, facts: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(Sentence, {"template": template, "facts": facts})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["nan", "inf", "accuracy"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize("kind", [*event_types().values(), RunRow], ids=lambda kind: kind.__name__)
@settings(max_examples=25)
@given(data=st.data())
def test_that_any_json_for_any_field_is_a_value_or_refused(kind: type, data: st.DataObject) -> None:
    names = list(kind.__dataclass_fields__)  # type: ignore[attr-defined]
    values = data.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(names, JSON)))
    try:
        found = decode(kind, values)
    except ValueError:
        return
    assert to_plain(decode(kind, to_plain(found))) == to_plain(found)
