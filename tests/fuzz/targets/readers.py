"""Data files: read, recognised, previewed and loaded as the program does it."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

from robustgui.base.errors import RobustGuiError
from robustgui.data import READERS, SPLITS, STEPS, TASKS, DataSettings, load
from robustgui.data.formats import Reader, reader_for
from robustgui.data.import_preview import preview

from ...support.sequences import check_sequences
from ..damage.archives import damage_gzip, damage_zip
from ..damage.arrow_ipc import damage_arrow
from ..damage.arrow_tables import odd_table
from ..damage.bytes import Damage, damage_by, damage_bytes, try_damage
from ..damage.hdf5 import write_odd_hdf5
from ..damage.json_text import damage_json, damage_json_lines
from ..damage.mat5 import damage_mat5
from ..damage.npy import damage_npy
from ..damage.parquet import damage_parquet
from ..damage.places import damage_place
from ..damage.sound import damage_sound
from ..damage.text import damage_text
from ..samples import FOLDERS, TEXTS
from ..target import Target

_ODD = {"odd_parquet": "parquet", "odd_arrow": "parquet", "odd_hdf5": "mat"}  # made rather than damaged: form, reader
_LARGEST = 1 << 24  # bytes of a file that is damaged once more
_OWN = tuple(name for name in READERS if name != "recognised")
_DAMAGES: dict[str, Damage] = {
    ".json": damage_json,
    ".jsonl": damage_json_lines,
    ".npy": damage_npy,
    ".npz": lambda content, chance: damage_zip(content, chance, lambda name, data, more: damage_npy(data, more)),
    ".gz": lambda content, chance: damage_gzip(content, chance, damage_bytes),
    ".parquet": damage_parquet,
    ".arrow": damage_arrow,
    ".wav": damage_sound,
    ".flac": damage_sound,
    ".ogg": damage_sound,
} | dict.fromkeys((".csv", ".tsv", ".txt", ".arff", ".ts", ".tsf", ".hea"), damage_text)  # fmt: skip


class DataFiles(Target):
    """Every reader's own sample, the same formats as others write them, and odd files that are sound."""

    formats = (*_OWN, *FOLDERS, *_ODD)

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._whole: dict[str, list[Path]] = {}

    def prepare(self, form: str) -> None:
        """See `Target.prepare`."""
        paths = []
        if form in FOLDERS:
            _, write, name = FOLDERS[form]
            write(self.emptied(f"whole/{form}"))
            paths.append(self.folder / f"whole/{form}/{name}")
        elif form in _OWN:
            paths.append(READERS[form].sample(self.emptied(f"whole/{form}")))
            for name, content in TEXTS.get(form, {}).items():
                place = self.emptied(f"whole/{form}-{name}")
                (place / name).write_bytes(content)
                paths.append(place / name)
        self._whole[form] = paths
        for file in (file for path in paths for file in path.parent.rglob("*") if file.is_file()):
            try_damage(_known(file.read_bytes(), file.suffix), file.read_bytes())
        for path in paths[:1]:
            check_sequences(_reader(form).read(path))
            reader_for(path)
            preview(DataSettings(train=str(path)))

    def damage(self, form: str, chance: Random) -> Path:
        """See `Target.damage`."""
        folder = self.emptied("damaged")
        if form in _ODD:
            return _odd_file(form, folder, chance)
        whole = chance.choice(self._whole[form])
        shutil.copytree(whole.parent, folder, dirs_exist_ok=True)
        path = folder / whole.name
        for _ in range(chance.choice((1, 1, 1, 2))):
            files = sorted(file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
            if not files:
                break
            file = path if path.is_file() and chance.random() < 0.75 else chance.choice(files)
            if chance.random() < 0.03:
                damage_place(file, chance, endless=1 << 27)  # a large source is read whole, with progress
            elif file.is_file() and file.stat().st_size < _LARGEST:
                file.write_bytes(_damaged(file, chance))
        if chance.random() < 0.05 and path.is_file():
            path = path.rename(
                path.with_suffix(chance.choice(("", ".data", ".bin", ".csv", ".npz", ".mat", ".parquet", ".wav")))
            )
        return path

    def attempt(self, form: str, path: Path, chance: Random) -> None:
        """See `Target.attempt`."""
        reader = _reader(form)
        way = chance.randrange(10)
        if way <= 3:
            check_sequences(reader.read(path))
        elif way <= 5:
            check_sequences(reader_for(path).read(path))
        elif way == 6:
            reader.guess(path).preview(path)
            reader.read_test(path)
        elif way == 7:
            shown = preview(DataSettings(train=str(path)))
            if shown.problem is not None:
                raise RobustGuiError(shown.problem.template, **shown.problem.facts)
        else:
            load(_settings(form, path, chance))


def _reader(form: str) -> Reader:
    return READERS[FOLDERS[form][0] if form in FOLDERS else _ODD.get(form, form)]()


def _settings(form: str, path: Path, chance: Random) -> DataSettings:
    """A task, a split and steps of the preparation by chance, each with its defaults."""
    steps = [STEPS[name]() for name in chance.sample([*STEPS], chance.choice((0, 0, 1, 2)))]
    return DataSettings(
        train=str(path),
        format=READERS["recognised"]() if chance.random() < 0.5 else _reader(form),
        task=TASKS[chance.choice([*TASKS])](),
        split=SPLITS[chance.choice([*SPLITS])](),
        validation_share=chance.choice((0.0, 0.0, 0.3)),
        preparation=tuple(steps),
    )


def _known(content: bytes, suffix: str) -> Damage | None:
    """The damage that knows the format."""
    if suffix == ".mat":
        return None if content.startswith(b"MATLAB 7.3") else damage_mat5
    return _DAMAGES.get(suffix.lower())


def _damaged(file: Path, chance: Random) -> bytes:
    content = file.read_bytes()
    return damage_by(_known(content, file.suffix), content, chance)


def _odd_file(form: str, folder: Path, chance: Random) -> Path:
    if form == "odd_hdf5":
        path = folder / "damaged.mat"
        write_odd_hdf5(path, chance)
        return path
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = folder / f"damaged.{'parquet' if form == 'odd_parquet' else 'arrow'}"
    while True:
        table = odd_table(chance)
        try:
            if form == "odd_parquet":
                pq.write_table(
                    table,
                    path,
                    compression=chance.choice(("snappy", "none", "zstd", "brotli")),
                    use_dictionary=chance.random() < 0.7,
                )
            else:
                make = chance.choice((pa.ipc.new_file, pa.ipc.new_stream))
                with pa.OSFile(str(path), "wb") as sink, make(sink, table.schema) as writer:
                    writer.write_table(table)
        except (pa.ArrowException, ValueError, OverflowError):  # not even Arrow writes that
            continue
        if chance.random() < 0.3:
            path.write_bytes(_damaged(path, chance))
        return path
