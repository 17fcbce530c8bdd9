"""The UCR and UEA archives by the names of their datasets, through the library aeon: archive:GunPoint.

Source: Bagnall et al. 2018, arXiv:1811.00075; Dau et al. 2018, arXiv:1810.07758; fetched by aeon (Middlehurst et al.
2024, arXiv:2406.14231). Datasets that are part of aeon itself need no network.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from ...base.errors import DataError
from ...base.paths import cache_folder
from .base import SCHEMES, Scheme
from .stored_downloads import check_checksums, keep

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")


@SCHEMES.register("archive")
class Archive(Scheme):
    """Datasets for classification and regression by their names in the archives."""

    title: ClassVar[str] = "UCR and UEA archive"
    example: ClassVar[str] = "GunPoint"

    @classmethod
    def open(cls, name: str) -> Path:
        """The file of the training part; that of the test part lies beside it. See `Scheme.open`."""
        if not _NAME.fullmatch(name):
            raise DataError(
                "'{name}' is not a valid name of a dataset of the archive. A valid one is, for example, {example}.",
                name=name[:40], example=cls.example,
            )  # fmt: skip
        folder = cache_folder() / "archive" / name
        train = folder / f"{name}_TRAIN.ts"
        if not check_checksums(folder):
            keep(name, folder, lambda whole: _copy_files(name, whole))
        return train


def _copy_files(name: str, whole: Path) -> list[Path]:
    """The files of the dataset, copied into `whole`."""
    with tempfile.TemporaryDirectory(dir=whole.parent) as place:
        source = _find_bundled(name) or _fetch(name, Path(place))
        return [Path(shutil.copy(file, whole)) for file in sorted(source.glob(f"{name}_T*.ts"))]


def _find_bundled(name: str) -> Path | None:
    """The folder of a dataset that is a part of aeon itself."""
    try:
        package = importlib.util.find_spec("aeon")
    except (ImportError, ValueError):
        return None
    for root in (package.submodule_search_locations or ()) if package else ():
        folder = Path(root, "datasets", "data", name)
        if (folder / f"{name}_TRAIN.ts").is_file():
            return folder
    return None


def _fetch(name: str, place: Path) -> Path:
    """The folder below `place` into which aeon put the dataset."""
    try:
        from aeon.datasets import load_classification, load_regression
    except ImportError as error:
        raise DataError(
            "Datasets of the archive are fetched with the library aeon, which is not installed. Install it with: "
            "pip install 'robustgui[archive]'"
        ) from error
    folder = place / name
    problem: Exception | None = None
    for fetch in (load_classification, load_regression):
        try:
            fetch(name, extract_path=str(place))
        except Exception as error:  # any error of the library or the network; the files decide whether it succeeded
            problem = problem if problem is not None and _is_network_error(problem) else error
        if (folder / f"{name}_TRAIN.ts").is_file():
            return folder
        shutil.rmtree(folder, ignore_errors=True)
    if problem is not None and _is_network_error(problem):
        raise DataError(
            "The dataset {name} cannot be downloaded: {reason}. Check the internet connection and try again, or "
            "download the file {name}_TRAIN.ts by hand and open it.",
            name=name, reason=str(problem)[:300],
        ) from problem  # fmt: skip
    raise DataError(
        "The archive (as known to aeon) has no dataset called '{name}': {reason}. Check the spelling; {example}, "
        "for example, exists.",
        name=name, reason=str(problem)[:300], example=Archive.example,
    ) from problem  # fmt: skip


def _is_network_error(error: BaseException) -> bool:
    """Whether a failure of the network is at the bottom of `error`."""
    return any(isinstance(cause, OSError | TimeoutError) for cause in _causes(error))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
