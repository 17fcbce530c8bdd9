"""Inspections in files: the recorded one that views show when they run alone, read without running any code."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from ...attacks import ATTACKS
from ...base.errors import DataError
from ...base.paths import resource
from ...base.renamed import former_fields
from ...base.settings import from_table, to_table
from ...evaluation.inspect_request import Inspection, InspectRequest
from ...threats import THREATS


def load_record(name: str = "series") -> Inspection:
    """An inspection of a real, trained network that is delivered with the program.

    Args:
        name: a kind of data; or "embedding" (a text whose embeddings are moved) or "language" (next token).
    """
    return read_inspection(resource("samples", f"{name}.npz"))


def write_inspection(path: Path, inspection: Inspection) -> None:
    """Store `inspection`: arrays as they are, everything else as one JSON text."""
    values = {f.name: getattr(inspection, f.name) for f in fields(inspection)}
    arrays = {name: value for name, value in values.items() if isinstance(value, np.ndarray)}
    request = {f.name: getattr(inspection.request, f.name) for f in fields(InspectRequest)}
    request["attack"] = None if request["attack"] is None else to_table(request["attack"])
    request["threat"] = None if request["threat"] is None else to_table(request["threat"])
    request["folder"] = None  # means nothing on another machine
    request.pop("values")
    plain = {name: value for name, value in values.items() if name not in arrays and name != "request"}
    text = json.dumps({"question": request, **plain})
    np.savez_compressed(path, allow_pickle=False, json=np.array(text), **arrays)


def read_inspection(path: Path) -> Inspection:
    """The inspection in `path`.

    Raises:
        DataError: there is no such file, or it is no inspection.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            values: dict[str, Any] = {name: stored[name] for name in stored.files if name != "json"}
            plain = json.loads(str(stored["json"]))
        stored_request = plain.pop("question")  # its name when samples were first stored
        attack, threat = stored_request.pop("attack"), stored_request.pop("threat")
        former = former_fields(Inspection)
        values |= {former.get(name, name): _frozen(value) for name, value in plain.items()}
        request = InspectRequest(
            **stored_request,
            attack=attack and from_table(ATTACKS, attack),
            threat=threat and from_table(THREATS, threat),
        )
        return Inspection(request=request, **values)
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise DataError(
            "{file} is not a recorded inspection: {problem}.", file=str(path), problem=str(error)
        ) from error


def _frozen(value: Any) -> Any:
    """Lists, also those inside of lists, as tuples."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
