"""JSON and TOML from files: what is too deep, too long or too large is refused with a reason."""

from __future__ import annotations

import time

import pytest

from robustgui.base.documents import parse_json, parse_toml


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[" * 5000, "nested too deeply"),
        ("9" * 5000, "limit"),
        ("NaN", "no number"),
        ("[Infinity]", "no number"),
        ('{"a": 1, "a": 2}', "twice"),
        ('{"a": [{"b": 1, "b": 1}]}', "twice"),
        ("", "Expecting value"),
        (b"\xff\xfe1\x00", "utf-8"),
        ("[" + "[]," * 6_000_000 + "0]", "too much memory"),
        ("[" + "1," * 12_000_000 + "0]", "too much memory"),
    ],
    ids=lambda value: str(value)[:12],
)
def test_that_no_json_ends_in_another_error(text: str | bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_json(text)


def test_that_json_with_a_million_numbers_is_read() -> None:
    assert len(parse_json(f"[{'1.5,' * 10**6}0]")) == 10**6 + 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x = " + "[" * 5000, "nested too deeply"),
        ("x = " + "{a=" * 5000, "nested too deeply"),
        ("a" + ".a" * 100_000 + " = 1", "nested too deeply"),
        ("[a" + ".a" * 40 + "]", "nested too deeply"),
        ("x = " + "9" * 5000, "limit"),
        ("x = 0x" + "f" * 5000, "beyond 64 bits"),
        ("x = [1, 9223372036854775808]", "beyond 64 bits"),
        ("x = 1\nx = 2", "overwrite"),
        ("\x00", "Invalid statement"),
    ],
    ids=lambda value: str(value)[:12],
)
def test_that_no_toml_ends_in_another_error(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_toml(text)


def test_that_long_texts_take_no_longer_than_their_length_says() -> None:
    for text in ("a" * 200_000, "." * 200_000, "a." * 100_000, "a=" * 100_000):
        began = time.process_time()
        with pytest.raises(ValueError, match=r"line 1|nested"):
            parse_toml(f"{text}\n{text}")
        assert time.process_time() - began < 1


def test_that_values_may_hold_many_dots() -> None:
    path = "../" * 20 + "data.tsv"
    assert parse_toml(f'x = "{path}"\ny = [{"0.5, " * 99}]') == {"x": path, "y": [0.5] * 99}


def test_that_toml_keeps_its_values() -> None:
    assert parse_toml('a.b = [1, 0.5, "x"]\nc = 9223372036854775807') == {"a": {"b": [1, 0.5, "x"]}, "c": 2**63 - 1}
