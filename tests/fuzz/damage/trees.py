"""Damage to nested tables, lists and values, and its writing as JSON or TOML: also what their own writers refuse."""

from __future__ import annotations

import json
from copy import deepcopy
from random import Random
from typing import Any

from . import hostile

Place = tuple[Any, Any]  # a table or list, and the key or index in it


class Raw(str):
    """A text that is written as it stands, rather than in quotes."""


class Pairs(list[Any]):
    """The entries (key, value) of a table that may have a key twice."""


def damage_tree(tree: Any, chance: Random) -> Any:
    """`tree` with one to three damages somewhere inside."""
    tree = deepcopy(tree)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        if chance.random() < 0.02:
            return other_value(tree, chance)
        tree = _damage_once(tree, chance)
    return tree


def other_value(value: Any, chance: Random) -> Any:
    """A value in the place of `value`: of another type, or of its own and out of every range."""
    kind = chance.randrange(12)
    if kind == 0:
        return chance.choice((None, True, False))
    if kind in (1, 2):
        return chance.choice(hostile.INTEGERS)
    if kind in (3, 4):
        return chance.choice(hostile.FLOATS)
    if kind in (5, 6):
        return hostile.text(chance)
    if kind == 7:
        return chance.choice(
            ([], {}, [[]], [None], [{}], {"": 0}, {"name": value}, [value], {"a": value}, [value] * 1000)
        )
    if kind == 8:
        return Raw(hostile.digits(chance))
    if kind == 9 and chance.random() < 0.4:
        return Raw(hostile.brackets(chance))
    if isinstance(value, bool):
        return chance.choice((int(value), str(value)))
    if isinstance(value, (int, float)):
        return chance.choice((-value, value + 1, value * 1000, str(value), float(value), bool(value)))
    if isinstance(value, str):
        return chance.choice((value + "x", value[:-1], value.upper(), value * 200, [value], f" {value}"))
    if isinstance(value, list):
        return chance.choice((value * 50, value[:1], value[::-1], dict(enumerate(map(str, value))), [*value, None]))
    return list(value.items()) if isinstance(value, dict) else 0


def _damage_once(tree: Any, chance: Random) -> Any:
    places = list(_places(tree))
    if not places:
        return other_value(tree, chance)
    holder, key = chance.choice(places)
    kind = chance.randrange(10)
    if kind <= 5:
        holder[key] = other_value(holder[key], chance)
    elif kind == 6:
        del holder[key]
    elif kind == 7:
        other, place = chance.choice(places)
        holder[key] = deepcopy(other[place])
    elif isinstance(holder, list):
        holder.insert(key, deepcopy(holder[key]))
    elif kind == 8:
        holder[hostile.text(chance)[:2000]] = holder.pop(key)
    else:
        twice = Pairs([*holder.items(), (key, other_value(holder[key], chance))])
        return _exchanged(tree, holder, twice)
    return tree


def _places(tree: Any) -> list[Place]:
    """Every table and list in `tree` with each of its keys."""
    found: list[Place] = []
    waiting = [tree]
    while waiting:
        holder = waiting.pop()
        if isinstance(holder, Pairs):
            continue
        if isinstance(holder, (dict, list)):
            keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))[:50]
            found += [(holder, key) for key in keys]
            waiting += [holder[key] for key in keys]
    return found


def _exchanged(tree: Any, old: Any, new: Any) -> Any:
    if tree is old:
        return new
    for holder, key in _places(tree):
        if holder[key] is old:
            holder[key] = new
    return tree


def to_json(value: Any) -> str:
    """`value` as JSON, with NaN, lone surrogates, and whatever `Raw` holds."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{_quoted(key)}:{to_json(one)}" for key, one in value.items()) + "}"
    if isinstance(value, Pairs):
        return "{" + ",".join(f"{_quoted(key)}:{to_json(one)}" for key, one in value) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(to_json, value)) + "]"
    return json.dumps(value)


def to_toml(value: Any) -> str:
    """A table as TOML: tables of the first level under headings, the rest in line."""
    if not isinstance(value, (dict, Pairs)):
        return f"value = {_inline(value)}\n"
    pairs = list(value.items()) if isinstance(value, dict) else list(value)
    plain = [(key, one) for key, one in pairs if not isinstance(one, (dict, Pairs))]
    lines = [f"{_key(key)} = {_inline(one)}" for key, one in plain if one is not None]
    for key, one in pairs:
        if isinstance(one, (dict, Pairs)):
            inner = one.items() if isinstance(one, dict) else one
            lines += [
                "",
                f"[{_key(key)}]",
                *(f"{_key(name)} = {_inline(each)}" for name, each in inner if each is not None),
            ]
    return "\n".join(lines) + "\n"


def _inline(value: Any) -> str:
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, Pairs)):
        pairs = value.items() if isinstance(value, dict) else value
        return "{" + ", ".join(f"{_key(key)} = {_inline(one)}" for key, one in pairs if one is not None) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_inline(one) for one in value if one is not None) + "]"
    return _quoted(value) if isinstance(value, str) else str(value)


def _key(key: object) -> str:
    name = str(key)
    return name if name.isidentifier() and name.isascii() else _quoted(name)


def _quoted(value: object) -> str:
    return json.dumps(str(value), ensure_ascii=False)
