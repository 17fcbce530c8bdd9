"""Nested JSON objects as flat ones, and which of their keys hold the sequence, its label and its group."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from ....base.errors import DataError, Sentence
from ..tables.columns import TIME_NAMES
from ..tables.notes import INDEX_WORDS
from ..texts.collector import escape
from ..texts.columns import TEXTS, guess_columns, mostly_wordy

Line = tuple[int, dict[str, Any]]  # its number, its object, flat
_NAMED = 10
_DEEPEST = 8  # objects within objects


@dataclass(frozen=True)
class JsonKeys:
    """Keys, empty where there is none; `channels` are lists of numbers, without them `text` is the sequence."""

    text: str
    channels: tuple[str, ...]
    label: str
    group: str
    notes: tuple[Sentence, ...] = ()
    axes: Literal["steps", "channels"] = "steps"  # what the inner lists of a list of lists are


def find_keys(
    path: Path, lines: Sequence[Line], *, sequence: str, channels: Sequence[str], label: str, group: str
) -> JsonKeys:
    """Find out what the keys of the first objects are, apart from those that are named; raises `DataError` if no object
    holds a list of numbers or a text.

    Lists of numbers that have the same length in every object are channels of one sequence, of several such sets the
    longest. Without any the sequence is a text.
    """
    rows = [row for _, row in lines]
    keys = list(dict.fromkeys(key for row in rows for key in row))
    lists = [key for key in keys if any(is_numbers(row.get(key)) for row in rows)]
    sequence_keys = tuple(channels)
    notes: list[Sentence] = []
    if not sequence_keys and sequence:
        within = tuple(key for key in lists if key.startswith((f"{sequence}.", f"{sequence}[].")))
        sequence_keys = (sequence,) if sequence in lists else within if sequence not in keys else ()
    structures = {key for row in rows for key in row if _is_structure(row, key)}
    plain = {key: [format_value(row.get(key)) for row in rows] for key in keys if key not in structures}
    if not sequence_keys and not sequence and lists:
        wordy = [key for key in plain if mostly_wordy(plain[key])]
        if named := [key for key in wordy if key.rpartition(".")[2].lower() in TEXTS]:
            notes.append(_warn_of_excluded(path, named[0], lists))
        else:
            sequence_keys, notes = _channels(path, rows, lists)
            notes += [_warn_of_excluded(path, sequence_keys[0], wordy)] if wordy else []
    short = dict(zip(plain, short_names(tuple(plain)), strict=True))
    long = {name: key for key, name in short.items()}
    of_user = {"label": short.get(label, label), "group": short.get(group, group)}
    words = "" if sequence_keys or sequence or any(map(mostly_wordy, plain.values())) else _words(keys, rows)
    text = short.get(sequence, sequence) or words
    guessed = guess_columns({short[key]: cells for key, cells in plain.items()}, text=text, **of_user)
    if sequence_keys:
        if not guessed.label:
            guessed = guessed._replace(label=guessed.text)
        else:  # what looks like a text may be the group
            guessed = guess_columns({short[key]: cells for key, cells in plain.items()}, text="\0", **of_user)
        label = label or long.get(guessed.label, "")
        axes, doubt = _axes(path, rows, sequence_keys)
        return JsonKeys("", sequence_keys, label, long.get(guessed.group, guessed.group), (*notes, *doubt), axes)
    text = sequence or words or long.get(guessed.text, "")
    if not text or text not in keys:
        raise _nothing(path, lines, keys, text)
    if words:
        template = "The texts in each list '{key}' of {file} were joined with blanks."
        notes.append(Sentence(template, {"file": path.name, "key": words}))
    return JsonKeys(
        text, (), long.get(guessed.label, guessed.label), long.get(guessed.group, guessed.group), tuple(notes)
    )


def _warn_of_excluded(path: Path, used: str, names: Sequence[str]) -> Sentence:
    """The warning that there are both texts and lists of numbers, of which only one kind can be the sequence."""
    template = "{file} contains both texts and lists of numbers: '{kept}' was read, {names} excluded."
    return Sentence(template, {"file": path.name, "kept": used, "names": ", ".join(names[:_NAMED])}, "warning")


def short_names(keys: Sequence[str]) -> tuple[str, ...]:
    """The last parts of the paths where that leaves them different, else the paths."""
    last = [key.rpartition(".")[2] for key in keys]
    return tuple(last) if len(set(last)) == len(last) else tuple(keys)


def _channels(
    path: Path, rows: Sequence[dict[str, Any]], lists: Sequence[str]
) -> tuple[tuple[str, ...], list[Sentence]]:
    """The lists of the longest set of one length, and what is said of the others."""
    lengths = {key: tuple(len(row[key]) if isinstance(row.get(key), list) else 0 for row in rows) for key in lists}
    longest = max(lists, key=lambda key: sum(lengths[key]))
    alike = [key for key in lists if lengths[key] == lengths[longest]]
    counters = [key for key in alike if _counts(key, rows)]
    counters = counters if len(counters) < len(alike) else []
    notes = []
    if counters:
        facts = {"file": path.name, "names": ", ".join(counters[:_NAMED])}
        template = "Lists of {file} that only number or time the steps were excluded: {names}."
        notes.append(Sentence(template, facts, "warning"))
    excluded = [key for key in lists if key not in alike]
    if excluded:
        facts = {"file": path.name, "names": ", ".join(excluded[:_NAMED]), "kept": ", ".join(alike[:_NAMED])}
        template = "Lists of {file} that have another length than {kept} were excluded: {names}."
        notes.append(Sentence(template, facts, "warning"))
    return tuple(key for key in alike if key not in counters), notes


def _axes(
    path: Path, rows: Sequence[dict[str, Any]], sequence_keys: Sequence[str]
) -> tuple[Literal["steps", "channels"], list[Sentence]]:
    """What the inner lists are: channels, if there are as many in all objects and their lengths are not the same."""
    nested = [
        row[key] for row in rows for key in sequence_keys if is_numbers(row.get(key)) and isinstance(row[key][0], list)
    ]
    if not nested:
        return "steps", []
    outer, inner = {len(value) for value in nested}, {len(part) for value in nested for part in value}
    if len(inner) > 1 and len(outer) == 1:
        return "channels", []
    if len(outer) > 1 or not min(inner) > max(outer):
        return "steps", []
    facts = {"file": path.name, "key": sequence_keys[0], "outer": max(outer), "inner": max(inner)}
    template = (
        "'{key}' of {file} holds {outer} {outer:list|lists} of {inner} {inner:number|numbers} and was read as "
        "{outer} {outer:step|steps} of {inner} {inner:feature|features}. If the lists are channels, choose that "
        "in the settings of the format."
    )
    return "steps", [Sentence(template, facts, "warning")]


def _counts(key: str, rows: Sequence[dict[str, Any]]) -> bool:
    name = key.rpartition(".")[2].lower()
    return name in TIME_NAMES or name in INDEX_WORDS or all(is_counter(row.get(key)) for row in rows)


def _words(keys: Sequence[str], rows: Sequence[dict[str, Any]]) -> str:
    """The key of the longest lists of words."""
    lists = [key for key in keys if all(is_words(row.get(key)) for row in rows)]
    return max(lists, key=lambda key: sum(len(word) for row in rows for word in row[key]), default="")


def _is_structure(row: dict[str, Any], key: str) -> bool:
    return isinstance(row.get(key), list | dict)


def format_value(value: Any) -> str:
    """A value as a label or for the preview; null is nothing."""
    if value is None:
        return ""
    return escape(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _nothing(path: Path, lines: Sequence[Line], keys: Sequence[str], text: str) -> DataError:
    """The error that names the first structure that is not understood, or says that there is no text."""
    for line, row in lines:
        for key in (text, *keys):
            if _is_structure(row, key) and row[key]:
                return DataError(
                    "{file}, line {line}: '{key}' has an unsupported structure, and no other key holds a text or a "
                    "list of numbers. Name such a key in the settings of the format.",
                    file=path.name, line=line, key=key,
                )  # fmt: skip
    if text:
        return DataError(
            "{file} has no key '{key}'. Its keys are: {known}.", file=path.name, key=text, known=", ".join(keys[:20])
        )
    return DataError(
        "{file}: no key holds a text or a list of numbers. Name it in the settings of the format.", file=path.name
    )


def flatten(value: dict[str, Any], prefix: str = "", depth: int = 0) -> dict[str, Any]:
    """The leaves of an object by their paths: texts, numbers, truth values, None, and lists.

    An object within it adds its key and a point to the path; a list of objects becomes one list for each of their keys,
    under a path with "[]", None where an object has not that key; an object whose keys are 0, 1, 2... becomes a list.
    """
    leaves: dict[str, Any] = {}
    for key, item in value.items():
        path = f"{prefix}{escape(key)}"
        if isinstance(item, dict) and item and depth < _DEEPEST:
            if len(item) > 1 and all(str(i) in item for i in range(len(item))):
                item = [item[str(i)] for i in range(len(item))]
            else:
                leaves.update(flatten(item, f"{path}.", depth + 1))
                continue
        if isinstance(item, list) and item and all(isinstance(part, dict) for part in item) and depth < _DEEPEST:
            parts = [flatten(part, f"{path}[].", depth + 1) for part in item]
            keys = dict.fromkeys(name for part in parts for name in part)
            leaves.update({name: [part.get(name) for part in parts] for name in keys})
        else:
            leaves[path] = item
    return leaves


def is_numbers(value: Any) -> bool:
    """Whether it is a list of numbers, or of lists of numbers, None for a missing one; at least one."""
    if not isinstance(value, list) or not value:
        return False
    cells = [cell for part in value for cell in part] if all(isinstance(part, list) for part in value) else value
    filled = [cell for cell in cells if cell is not None]
    return bool(filled) and all(isinstance(cell, int | float) for cell in filled)


def is_words(value: Any) -> bool:
    """Whether it is a list of texts."""
    return isinstance(value, list) and bool(value) and all(isinstance(part, str) for part in value)


def is_counter(value: Any) -> bool:
    """Whether a list counts 0, 1, 2... or 1, 2, 3..."""
    if not is_numbers(value) or isinstance(value[0], list) or None in value:
        return False
    return value[0] in (0, 1) and len(value) > 2 and bool((np.diff(value) == 1).all())
