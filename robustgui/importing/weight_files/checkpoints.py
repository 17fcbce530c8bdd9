"""Files of torch.save: a state dict, or a checkpoint that holds one somewhere; loaded with weights_only, always.

Only called in a process of its own: a damaged file can crash it.
"""

from __future__ import annotations

import argparse
import io
import pickle
import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch

from ...base.errors import RunError, Sentence
from ...base.visible import shorten
from ...data.fingerprints import Fingerprints
from ...models.tensor_file import TRAINED_ON
from ..architecture.layers import is_recurrent
from .contents import Contents, digest_of, largest_content, read_content, to_arrays

ADVICE = Sentence(
    "Save its state dict with torch.save(model.state_dict(), 'weights.pt') where it was trained and open that, "
    "or name a function of your own that builds it (--entry)."
)
_DEEPEST = 4
_USUAL = ("state_dict", "model_state_dict", "model", "net", "network", "module", "weights", "params", "best_model")
_OTHER_OBJECTS = re.compile(r"GLOBAL|Can only (?:create|build)|unrecognized function|must be imported")
_PROGRAMS = {"/constants.pkl": "TorchScript", "/archive_format": "torch.export"}  # a member that only these have
_ADVISED = ("Weights only load failed.", "(1)", "(2)", "Check the documentation")
_PICKLES = (b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")  # their first bytes, by protocol


def read_checkpoint(path: Path) -> Contents:
    """The state dict in `path`.

    Raises:
        RunError: it is a whole module, a TorchScript archive, damaged, or holds no recurrent weights.
    """
    content = read_content(path)
    _check_archive(content, path)
    if b"_packed_params" in content[: 1 << 20]:  # torch's quantised modules: their weights are packed objects
        raise RunError(
            "{file} is quantised: its weights are 8-bit integers, through which no gradient flows. "
            "Open the float32 network that it was made from.",
            file=str(path),
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch warns of old formats and of new kinds of tensors
        loaded = _load(content, path)
        key, tensors = _choose(dict(_state_dicts(loaded)), path)
        arrays = to_arrays(tensors, len(content), path)
    stored = getattr(loaded, "_metadata", None)  # torch's own place for what is no weight
    trained_on = Fingerprints.from_text(dict.get(stored, TRAINED_ON)) if isinstance(stored, dict) else None
    return Contents(arrays, path, digest_of(content), shorten(key), trained_on=trained_on)


def _choose(state_dicts: dict[str, dict[str, Any]], path: Path) -> tuple[str, dict[str, Any]]:
    """Place and tensors of the state dict that is probably meant."""
    if not state_dicts:
        raise RunError("{file} contains no weights. {advice}", file=str(path), advice=ADVICE)
    usual = [key for key in state_dicts if any(is_recurrent(name) for name in state_dicts[key])]
    # without recurrent weights, recognising the largest one says what is missing
    key = min(usual, key=_rank) if usual else max(state_dicts, key=lambda key: len(state_dicts[key]))
    return key, state_dicts[key]


def _check_archive(content: bytes, path: Path) -> None:
    """Raises `RunError` for what cannot be weights, before anything is unpacked: an archive names its sizes."""
    if not content.startswith(b"PK\x03\x04"):
        if not content.startswith(_PICKLES):
            raise RunError("{file} was not written by torch.save. {advice}", file=str(path), advice=ADVICE)
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except Exception as error:  # damaged archives raise a dozen kinds
        raise _describe_damage(path, error) from error
    for member, kind in _PROGRAMS.items():
        if any(entry.filename.endswith(member) for entry in entries):
            raise RunError(
                "{file} is a {kind} program, not weights. {advice}", file=str(path), kind=kind, advice=ADVICE
            )
    total = sum(entry.file_size for entry in entries)
    if total > largest_content(len(content)):
        raise RunError(
            "{file} unfolds to {total} MB, far more than weights in a file of {size} MB: it is damaged, or made to do "
            "harm. Get it again from its source.",
            file=str(path), total=f"{total / 1e6:,.0f}", size=f"{len(content) / 1e6:,.1f}",
        )  # fmt: skip


def _load(content: bytes, path: Path) -> Any:
    try:
        with torch.serialization.safe_globals(_inert()):
            return torch.load(io.BytesIO(content), map_location="cpu", weights_only=True)
    except MemoryError:
        raise
    except pickle.UnpicklingError as error:
        if _OTHER_OBJECTS.search(_reason(error)):
            raise RunError(
                "{file} is a whole pickled module or holds other objects: opening it would run the code in it. "
                "{advice}",
                file=str(path),
                advice=ADVICE,
            ) from error
        raise _describe_damage(path, error) from error
    except Exception as error:  # whatever torch raises, it is the file that is wrong
        if "DefaultCPUAllocator" in str(error):
            raise MemoryError from error
        raise _describe_damage(path, error) from error


def _describe_damage(path: Path, error: Exception) -> RunError:
    return RunError(
        "{file} is damaged or truncated, or was not written by torch.save ({problem}). Get it again from its source.",
        file=str(path), problem=shorten(_reason(error)),
    )  # fmt: skip


def _reason(error: Exception) -> str:
    """What torch says, without its advice to load the file in a way that runs code."""
    lines = (line.strip().removeprefix("WeightsUnpickler error: ") for line in str(error).splitlines())
    return next((line for line in lines if line and not line.startswith(_ADVISED)), type(error).__name__)


def _inert() -> list[Any]:
    """What checkpoints keep beside weights and cannot do anything: numbers of NumPy, and parsed arguments."""
    kinds = {type(np.dtype(kind)) for kind in (np.float64, np.float32, np.int64, np.int32, np.bool_)}
    return [argparse.Namespace, np.dtype, np._core.multiarray.scalar, *kinds]  # type: ignore[attr-defined]


def _state_dicts(root: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """(where, names and tensors) of every dictionary with tensors in `root`; each once, however often it is held."""
    visited: set[int] = set()
    level = [("", root)]
    for _ in range(_DEEPEST + 1):
        below: list[tuple[str, Any]] = []
        for key, value in level:
            table = vars(value) if isinstance(value, argparse.Namespace) else value
            if not isinstance(table, dict) or id(table) in visited:
                continue
            visited.add(id(table))
            # a file may give a dictionary, or a tensor, an attribute "items" of its own
            named = {name: item for name, item in dict.items(table) if isinstance(name, str)}
            tensors = {name: item for name, item in named.items() if torch.is_tensor(item)}
            if tensors:
                yield key, tensors
            below += [(f"{key}.{name}" if key else name, item) for name, item in named.items()]
        level = below


def _rank(key: str) -> tuple[int, int, str]:
    """The usual names first, then what lies least deep."""
    last = key.rpartition(".")[2]
    return (_USUAL.index(last) if last in _USUAL else -1 if not key else len(_USUAL), key.count("."), key)
