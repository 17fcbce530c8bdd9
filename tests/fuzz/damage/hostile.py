"""Values that nobody expects where a number, a name or a list should be, as texts and binary formats can hold them."""

from __future__ import annotations

from random import Random

INTEGERS = (0, 1, -1, 2, 7, 127, 128, 255, 256, 32767, 65535, 10**6, 10**9, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**40,
            2**62, 2**63 - 1, 2**63, 2**64 - 1, 2**64, -(2**31), -(2**63), 10**30)  # fmt: skip
FLOATS = (0.0, -0.0, 1e-320, 1e30, 3.5e38, 1e308, -1e308, float("inf"), -float("inf"), float("nan"))
TEXTS = (
    "", " ", "a", "a" * 300, "x" * 100_000, "\0", "a\0b", "\n", "\r\n", "\t", "'", '"', "\\", "/", "..", "../../x",
    "/dev/zero",
    "C:\\x", "~", "nan", "inf", "None", "null", "true", "é", "汉", "\ud800", "\udcff", "\U0001f600", "\u202e", "\ufeff",
    "{", "{}", "{x}", "%s", "[bold]", "[/]", "<b>", "=1+1", "-1", "1e999", "0x10", "1_000", "１２", "①", "२",
    "9" * 5000, "1970-01-01", "99999-99-99", "2020-02-30", "0000-00-00", "1e5", "-", "?", "NaN", "#N/A", "a,b;c:d",
    "name", "__class__",
)  # fmt: skip
DEEPEST = (40, 300, 1200, 5000, 100_000)  # brackets within brackets


def integer(chance: Random, bits: int = 64, *, signed: bool = False) -> int:
    """A whole number that `bits` can hold."""
    value = chance.choice(INTEGERS) % (1 << bits)
    return value - (1 << bits) if signed and value >= 1 << (bits - 1) else value


def text(chance: Random) -> str:
    """A text."""
    return chance.choice(TEXTS)


def digits(chance: Random) -> str:
    """A number as it is written, some of them longer than Python reads."""
    kind = chance.randrange(6)
    if kind == 0:
        return "9" * chance.choice((20, 400, 4300, 4301, 5000, 50_000))
    if kind == 1:
        return chance.choice(
            ("1e999", "-1e999", "1e-999", "0." + "0" * 5000 + "1", "1e" + "9" * 5000, "nan", "inf", "-0")
        )
    return str(chance.choice(INTEGERS)) if kind < 5 else repr(chance.choice(FLOATS))


def brackets(chance: Random) -> str:
    """Lists or tables within each other, closed or not."""
    depth = chance.choice(DEEPEST)
    kind = chance.randrange(4)
    if kind == 0:
        return "[" * depth
    if kind == 1:
        return '{"a":' * depth + "1" + "}" * depth
    return "[" * depth + "]" * depth


def token(chance: Random) -> bytes:
    """What may stand in a cell of a text format; not all of it is valid UTF-8."""
    kind = chance.randrange(5)
    if kind == 0:
        return digits(chance).encode()
    if kind == 1 and chance.random() < 0.3:
        return brackets(chance).encode()
    if kind == 2:
        return chance.choice(
            (
                b"\xff\xfe",
                b"\xed\xa0\x80",
                b"\x80",
                b"\x1a",
                b"\x00" * 8,
                b"\xef\xbb\xbf",
                b"\x1f\x8b",
                b"\x85",
                b"\x0c",
            )
        )
    return text(chance).encode("utf-8", "surrogatepass")
