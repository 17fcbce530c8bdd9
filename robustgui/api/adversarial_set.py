"""Storage of clean and adversarial sequences in data units, in formats that other programs read."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..base.csv_text import CLEAN, describe_table, description_path
from ..base.errors import ExistsError, RunError
from ..base.settings import to_table
from ..base.together import Content, refuse_to_replace, write_together
from ..data import SequenceSet
from ..data.writing import encode_wav_folder, format_steps, format_texts, format_ts

if TYPE_CHECKING:
    from .attacked import Attacked

FORMATS = (".npz", ".ts", ".csv", "a folder, for .wav")
ATTACKED, META = "attacked", "meta.json"
_NAMED = 5  # of the files in the way


def check_place(path: Path, *, text: bool) -> None:
    """Raises `RunError` if nothing can be stored at `path`; called before the attack."""
    if not path.absolute().parent.is_dir():
        raise RunError(
            "{file} cannot be written: the folder does not exist. Create it, or choose another.", file=str(path)
        )
    if path.suffix.lower() not in (".npz", ".ts", ".csv", ""):
        raise RunError(
            "The extension of {file} is not a known format. Known: {known}.", file=str(path), known=", ".join(FORMATS)
        )
    if text and path.suffix.lower() not in (".npz", ".csv"):
        raise RunError("Texts are stored as .npz or .csv, not as {file}.", file=path.name)


def files_of(path: Path) -> tuple[Path, ...]:
    """Files that `save_adversarial` writes for `path`: one .npz, a folder, or the adversarial file and two next to
    it."""
    if path.suffix.lower() in (".npz", ""):
        return (path,)
    return (path, path.with_name(f"{path.stem}{CLEAN}{path.suffix}"), description_path(path))


def refuse_to_replace_set(path: Path, *, overwrite: bool) -> None:
    """Raises `ExistsError` if a file of the set at `path` exists and may not be replaced.

    A folder is replaced as a whole, but only one that holds an earlier set and nothing else.
    """
    refuse_to_replace(files_of(path), overwrite)
    others = [] if path.suffix or not path.is_dir() else _others_in(path)
    if others:
        raise ExistsError(
            "{folder} contains other files than an adversarial set ({files}), and nothing was written. Choose another "
            "name.",
            folder=str(path), files=", ".join(map(str, others[:_NAMED])),
        )  # fmt: skip


def _others_in(folder: Path) -> list[Path]:
    """Files that do not belong to a stored set of sounds."""
    sounds = [file for name in (ATTACKED, "clean") for file in (folder / name).rglob("*")]
    strange = [file for file in sounds if not (file.is_dir() or file.suffix == ".wav")]
    return [entry for entry in folder.iterdir() if entry.name not in (ATTACKED, "clean", META)] + strange


def save_adversarial(
    result: Attacked, part: SequenceSet, path: Path, *, seed: int, overwrite: bool = False
) -> tuple[Path, ...]:
    """Store the result of an attack on `part` and return the written files: all of them, or none if this raises.

    .npz holds clean `x` and adversarial `x_adv`, with labels, lengths, mask, predictions, and `meta`: threat model,
    attack and seed as JSON. For .ts and .csv, `path` holds the adversarial sequences, `..._clean` the clean ones and
    `..._meta.json` the rest. A folder holds `attacked/` and `clean/` with one sound file per sequence, and meta.json.

    Args:
        found: the result of the attack.
        part: the attacked data.
        path: by its ending .npz, .ts or .csv; without one a folder of .wav.
        seed: of the attack.
        overwrite: whether to replace existing files, including those next to `path`; of a folder, an earlier set.

    Raises:
        ExistsError: a file exists and `overwrite` is false; or a folder contains other files.
        RunError: the format cannot hold these data, or a file cannot be written.
        DataError: classes or data that the format cannot hold.
    """
    check_place(path, text=part.symbolic)
    refuse_to_replace_set(path, overwrite=overwrite)
    contents = _contents(result, part, path, _meta(result, part, seed))
    write_together(contents, overwrite=overwrite, durable=bool(path.suffix))  # a folder may hold very many files
    return tuple(contents)


def _contents(result: Attacked, part: SequenceSet, path: Path, meta: dict[str, Any]) -> dict[Path, Content]:
    suffix = path.suffix.lower()
    if suffix == ".npz":
        return {path: _encode_npz(result, part, meta)}
    if part.symbolic:
        return _texts(result, part, path, meta)
    clean, attacked = part.compact(), _adversarial_part(result, part)
    if not suffix:
        sounds = {ATTACKED: encode_wav_folder(attacked), "clean": encode_wav_folder(clean)}
        return {path: {**sounds, META: json.dumps(meta, indent=2) + "\n"}}
    if suffix == ".ts":
        tables = [format_ts(data, (json.dumps(meta),)) for data in (attacked, clean)]
        return dict(zip(files_of(path), [*tables, json.dumps(meta, indent=2) + "\n"], strict=True))
    tables = [format_steps(data) for data in (attacked, clean)]
    return dict(zip(files_of(path), [*tables, describe_table(meta)], strict=True))


def _adversarial_part(result: Attacked, part: SequenceSet) -> SequenceSet:
    """`part` with the adversarial values."""
    values = np.concatenate([row[valid] for row, valid in zip(result.x_adv, result.mask, strict=True)])  # (S, F)
    lengths = result.lengths
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64)
    return replace(part, values=values.astype(np.float32), starts=starts, lengths=lengths, facts=None)


def _meta(result: Attacked, part: SequenceSet, seed: int) -> dict[str, Any]:
    clean, attacked = result.clean_answers, result.attacked_answers
    return {
        "data": part.name,
        "source": part.source,
        "attack": to_table(result.attack),
        "threat": to_table(result.threat),
        "says": str(result.threat.describe(tokens=part.symbolic)),
        "seed": seed,
        "target": None if result.target is None else result.classes[result.target],
        "metric": clean.metric,
        "clean": clean.value,
        "attacked": attacked.value,
        "labels": [str(label) for label in np.asarray(result.labels).tolist()],
        "lengths": result.lengths.tolist(),
        "predictions": np.asarray(result.predictions).tolist(),
    }


def _encode_npz(result: Attacked, part: SequenceSet, meta: dict[str, Any]) -> bytes:
    small = {name: value for name, value in meta.items() if name not in ("labels", "lengths", "predictions")}
    arrays: dict[str, Any] = {
        "x": result.x,
        "x_adv": result.x_adv,
        "mask": result.mask,
        "mask_adv": result.mask_adv,
        "lengths": result.lengths,
        "lengths_adv": result.mask_adv.sum(1),
        "labels": result.labels,
        "y": result.labels,
        "clean_predictions": result.clean_predictions,
        "predictions": result.predictions,
        "classes": np.array(result.classes),
        "class_names": np.array(result.classes),
        "feature_names": np.array(part.features),
        "vocabulary": np.array(result.vocabulary),
        "meta": np.array(json.dumps(small)),
    }
    if part.sample_rate:
        arrays["sample_rate"] = np.array(part.sample_rate)
    content = io.BytesIO()
    np.savez_compressed(
        content, **{name: value for name, value in arrays.items() if value.size or name == "vocabulary"}
    )
    return content.getvalue()


def _texts(result: Attacked, part: SequenceSet, path: Path, meta: dict[str, Any]) -> dict[Path, Content]:
    """Texts before and after the attack, where tokens were edited."""
    if not result.texts:
        raise RunError("The attack perturbed token embeddings, which are not text. Store them as .npz.")
    labels = [result.classes[int(label)] if result.classes else "" for label in np.ravel(result.labels)]
    clean = [part.text(place) for place in range(len(part))]
    tables = [format_texts(texts, labels) for texts in (result.texts, clean)]
    return dict(zip(files_of(path), [*tables, describe_table(meta)], strict=True))
