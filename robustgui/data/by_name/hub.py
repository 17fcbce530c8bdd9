"""Datasets of the Hugging Face hub by their names, through its own library: hub:owner/name.

Only files of rows and their descriptions are fetched (Parquet, Arrow, CSV, JSON), never a program; the library
`datasets`, which could run one, is not used.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import ClassVar

from ...base.errors import DataError
from ...base.paths import cache_folder
from .base import SCHEMES, Scheme
from .stored_downloads import check_checksums, keep

_NAME = re.compile(r"(?:[A-Za-z0-9][\w.-]{0,95}/)?[A-Za-z0-9][\w.-]{0,95}", re.ASCII)
_TABLES = ("*.parquet", "*.arrow")
_TEXTS = ("*.csv", "*.tsv", "*.jsonl", "*.json")
_DESCRIPTIONS = ("dataset_dict.json", "dataset_info.json", "state.json", "dataset_infos.json", "README.md")


@SCHEMES.register("hub")
class Hub(Scheme):
    """Datasets by owner and name."""

    title: ClassVar[str] = "Hugging Face hub"
    example: ClassVar[str] = "stanfordnlp/imdb"

    @classmethod
    def open(cls, name: str) -> Path:
        """The folder of the dataset, or its only file. See `Scheme.open`."""
        if not _NAME.fullmatch(name) or ".." in name:
            raise DataError(
                "'{name}' is not a valid name of a dataset of the hub. A valid one is, for example, {example}.",
                name=name[:40], example=cls.example,
            )  # fmt: skip
        folder = cache_folder() / "hub" / name.replace("/", "--")
        if not check_checksums(folder):
            keep(name, folder, lambda whole: _fetch_files(name, whole))
        return _source(folder)


def _fetch_files(name: str, whole: Path) -> list[Path]:
    """The files of the dataset, fetched into `whole`."""
    _download(name, whole)
    shutil.rmtree(whole / ".cache", ignore_errors=True)  # the library's own notes
    files = [file for file in whole.rglob("*") if file.is_file()]
    if not any(file.match(pattern) for file in files for pattern in (*_TABLES, *_TEXTS)):
        raise DataError(
            "The dataset {name} contains no tables (Parquet, Arrow, CSV, JSON). Choose another one, or download "
            "its files by hand and open the folder.",
            name=name,
        )  # fmt: skip
    return files


def _download(name: str, place: Path) -> None:
    """Tables of typed columns if there are any, else tables of text; raises `DataError` if nothing comes."""
    try:
        from huggingface_hub import snapshot_download
    except ImportError as error:
        raise DataError(
            "Datasets of the hub are fetched with a package that is not installed: pip install 'robustgui[hub]'."
        ) from error
    try:
        for patterns in (_TABLES, _TEXTS):
            snapshot_download(
                repo_id=name, repo_type="dataset", local_dir=place, allow_patterns=[*patterns, *_DESCRIPTIONS]
            )
            if any(file.match(pattern) for file in place.rglob("*") for pattern in patterns):
                return
    except Exception as error:  # whatever the library, its network and the hub raise
        kind = type(error).__name__
        if kind in ("RepositoryNotFoundError", "GatedRepoError", "RevisionNotFoundError"):
            raise DataError(
                "The hub has no public dataset called '{name}'. Check the spelling; {example}, for example, exists.",
                name=name, example=Hub.example,
            ) from error  # fmt: skip
        raise DataError(
            "The dataset {name} cannot be downloaded: {reason}. Check the internet connection and try again, or "
            "download its files by hand and open the folder.",
            name=name, reason=" ".join(str(error).split())[:300].rstrip(".") or kind,
        ) from error  # fmt: skip


def _source(folder: Path) -> Path:
    """The folder, if it holds typed tables; else its training table, or its first one."""
    if any(next(folder.rglob(pattern), None) for pattern in _TABLES):
        return folder
    described = {*_DESCRIPTIONS}
    files = sorted(file for pattern in _TEXTS for file in folder.rglob(pattern) if file.name not in described)
    return next((file for file in files if "train" in file.name.lower()), files[0] if files else folder)
