"""Which array of a file is what: sequences, labels, lengths; by their names, and where those say nothing by shape."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import Literal

from ....base.errors import DataError, Sentence
from .named_arrays import TEXTS, Arrays, Outline

Part = Literal["", "train", "test", "valid"]
Inputs = Literal["adversarial", "clean"]
ADVERSARIAL = "_adv"  # behind the name of an array

_NAME = re.compile(
    r"(?:(train|test)(?:ing)?[_\-. ]?|(valid|validation|val|dev)[_\-. ])?(.+?)"
    r"(?:[_\-. ]?(train|test)(?:ing)?|[_\-. ](valid|validation|val|dev))?"
)
SEQUENCE_NAMES = (
    "x", "values", "data", "sequences", "series", "signals", "signal", "samples", "inputs", "input", "features",
    "images", "xs",
)  # fmt: skip
LABEL_NAMES = ("y", "labels", "label", "targets", "target", "class", "t", "outputs", "output", "ys", "category")
_BESIDE = ("lengths", "mask", "offsets", "class_names", "feature_names", "units", "sample_rate", "name")


@dataclass(frozen=True)
class Roles:
    """Names of the arrays of one part; empty where there is none."""

    sequences: str  # the array of values
    labels: str  # one entry for each sequence
    part: Part = ""  # the part of the data that they are

    def beside(self, arrays: Arrays, base: str) -> str:
        """The array `base` of the same part, such as "lengths_test"; empty if there is none.

        Adversarial inputs may have one of their own, such as "mask_adv".
        """
        if self.sequences.endswith(ADVERSARIAL) and base + ADVERSARIAL in arrays:
            return base + ADVERSARIAL
        return next((name for name in arrays.names if _split_name(name) == (self.part, base)), "")


def _split_name(name: str) -> tuple[Part, str]:
    """ "x_train" is ("train", "x"), "testlabels" is ("test", "labels")."""
    match = _NAME.fullmatch(name.lower())
    if not match:
        return "", name
    part = match[1] or match[4] or ("valid" if match[2] or match[5] else "")
    return ("train" if part == "train" else "test" if part == "test" else "valid" if part else ""), match[3]


def has_part(arrays: Arrays, part: Part) -> bool:
    """Whether there are sequences whose name says that they are of `part`."""
    return any(_split_name(name)[0] == part and _split_name(name)[1] in SEQUENCE_NAMES for name in arrays.names)


def training_part(arrays: Arrays) -> Part:
    """ "train" where names say so, else "": arrays without a part."""
    return "train" if has_part(arrays, "train") else ""


def roles(arrays: Arrays, part: Part, sequences: str = "", labels: str = "") -> Roles:
    """The arrays of `part`; named ones are used without a check of their shapes. Raises `DataError` if a named one is
    absent, or nothing looks like sequences or like labels."""
    for name in (sequences.lower(), labels.lower()):
        if name and name not in arrays:
            raise DataError(
                "{file} has no array '{name}'. It holds: {names}. Choose another one.",
                file=arrays.path.name, name=name, names=_list_names(arrays),
            )  # fmt: skip
    x = sequences.lower() or _sequences(arrays, part)
    if not x:
        raise DataError(
            "{file} holds the arrays {names}, but neither 'x' (N, T, F) nor 'values' with 'offsets'. "
            "Rename the arrays, or choose one of them in the settings of the format.",
            file=arrays.path.name, names=_list_names(arrays),
        )  # fmt: skip
    y = labels.lower() or _labels(arrays, part, x)
    if not y:
        name = _SUFFIX[part]
        raise DataError("{file} has no array '{name}' with the labels. Add it.", file=arrays.path.name, name="y" + name)
    return Roles(x, y, _split_name(x)[0])


def adversarial_set(arrays: Arrays, roles_of_part: Roles) -> tuple[str, str] | None:
    """The clean and the adversarial inputs of an adversarial set, as `Attacked` is saved; None: it is none."""
    clean = roles_of_part.sequences.removesuffix(ADVERSARIAL)
    pair = (clean, clean + ADVERSARIAL)
    return pair if all(name in arrays for name in pair) else None


def choose_inputs(arrays: Arrays, roles_of_part: Roles, inputs: Inputs) -> tuple[Roles, tuple[Sentence, ...]]:
    """Of an adversarial set the adversarial or the clean inputs, and a note that says which; else `roles_of_part`."""
    pair = adversarial_set(arrays, roles_of_part)
    if pair is None:
        return roles_of_part, ()
    read, left_out = pair if inputs == "clean" else pair[::-1]
    facts = {"file": arrays.path.name, "read": read, "left_out": left_out}
    note = Sentence(
        "{file} is an adversarial set: the adversarial inputs ({read}) are read. For the clean ones ({left_out}) set "
        "'Inputs' of the format to clean.",
        facts,
    )
    if inputs == "clean":
        note = Sentence("{file} is an adversarial set: its clean inputs ({read}) are read, not {left_out}.", facts)
    return replace(roles_of_part, sequences=read), (note,)


def evaluation_part(arrays: Arrays) -> Part:
    """The part that is tested on: "test"; "valid" where there is no other; "" where names say nothing."""
    return next((part for part in EVALUATED if has_part(arrays, part)), "")


def describe_parts(arrays: Arrays, roles_of_part: Roles) -> tuple[Sentence, ...]:
    """What becomes of validation arrays, and which arrays look like more sequences and are not read."""
    notes = []
    tested = evaluation_part(arrays)
    if tested == "valid":
        names = {"file": arrays.path.name, "names": ", ".join(_of_part(arrays, "valid"))}
        notes.append(Sentence("{file}: the validation arrays {names} are used as test data.", names))
    shape = arrays.outlines[roles_of_part.sequences].shape
    read = {
        roles_of_part.sequences,
        *(adversarial_set(arrays, roles_of_part) or ()),
        *(_of_part(arrays, tested) if tested else ()),
    }
    left_out = [
        name
        for name, outline in arrays.outlines.items()
        if name not in read and outline.numeric and _split_name(name)[1] not in (*LABEL_NAMES, *_BESIDE)
        and len(outline.shape) == len(shape) > 1 and outline.shape[1:] == shape[1:]
    ]  # fmt: skip
    if left_out:
        names = {"file": arrays.path.name, "names": ", ".join(left_out[:10]), "read": roles_of_part.sequences}
        template = "{file}: the arrays {names} look like sequences too and are excluded; {read} is read."
        notes.append(Sentence(template, names, severity="warning"))
    return tuple(notes)


def _of_part(arrays: Arrays, part: Part) -> list[str]:
    return [name for name in arrays.names if _split_name(name)[0] == part]


EVALUATED: tuple[Part, ...] = ("test", "valid")
_SUFFIX: dict[Part, str] = {"": "", "train": "_train", "test": "_test", "valid": "_valid"}


def _list_names(arrays: Arrays) -> str:
    return ", ".join(arrays.names[:20]) or "(none)"


def _sequences(arrays: Arrays, part: Part) -> str:
    has_offsets = any(_split_name(name) == (part, "offsets") for name in arrays.names)
    for base in SEQUENCE_NAMES:
        for name in arrays.names:
            if _split_name(name) == (part, base) and (base != "values" or has_offsets):
                return name
    return _by_shape(arrays) if not part else ""


def _by_shape(arrays: Arrays) -> str:
    """The list of arrays, or the largest array of three dimensions, or else of two, that is no row or column."""

    def rank(outline: Outline) -> tuple[bool, int, int]:
        size = math.prod(max(length, 0) for length in outline.shape)
        return outline.kind == "cells", len(outline.shape), size

    able = {
        name: outline
        for name, outline in arrays.outlines.items()
        if _split_name(name)[1] not in (*LABEL_NAMES, *_BESIDE)
        and (outline.kind == "cells" or (outline.numeric and len(outline.shape) in (2, 3) and min(outline.shape) > 1))
    }
    return max(able, key=lambda name: rank(able[name]), default="")


def _labels(arrays: Arrays, part: Part, sequences: str) -> str:
    part = _split_name(sequences)[0] or part
    for base in LABEL_NAMES:
        for name in arrays.names:
            if _split_name(name) == (part, base) and name != sequences:
                return name
    shape = arrays.outlines[sequences].shape
    able = [
        name
        for name, outline in arrays.outlines.items()
        if name != sequences and _split_name(name)[0] in ("", part) and _split_name(name)[1] not in _BESIDE
        and (outline.numeric or outline.kind in TEXTS) and _entries(outline.shape) in shape[:: max(len(shape) - 1, 1)]
    ]  # fmt: skip
    return able[0] if len(able) == 1 else ""


def _entries(shape: tuple[int, ...]) -> int:
    """How many entries a vector has, also as a row or a column; 0 of anything else."""
    if len(shape) == 1:
        return shape[0]
    return max(shape) if len(shape) == 2 and min(shape) == 1 else 0
