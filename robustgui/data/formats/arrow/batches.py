"""Record batches out of Parquet and Arrow files, some at a time; what they claim is checked before it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ....base.documents import parse_json
from ....base.errors import DataError
from ..files.source import check_fits, open_source, read_head
from ..native.libraries import import_native
from .sound import is_sound_type

PARQUET, FILE, STREAM = b"PAR1", b"ARROW1", b"\xff\xff\xff\xff"
_VALUES_AT_ONCE = 1 << 20
_ROWS_AT_ONCE = 1 << 14
_DENSEST = 1 << 16  # rows for each byte of an Arrow file: a table without columns has no bytes per row


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Inside, whatever Arrow says about a damaged file becomes a sentence; also says what is missing to read it."""
    try:
        pa = import_native("pyarrow")
    except ImportError as error:
        raise DataError(
            "{file} is a Parquet or Arrow file, and reading it needs a package that is not installed: "
            "pip install 'robustgui[arrow]'.",
            file=path.name,
        ) from error  # fmt: skip
    broken = (
        pa.ArrowException, OSError, ValueError, KeyError, TypeError, IndexError, MemoryError, NotImplementedError,
        OverflowError,
    )  # fmt: skip
    try:
        yield
    except broken as error:
        raise DataError(
            "{file} is not a valid Parquet or Arrow file: {reason}. It may be damaged or truncated; get it again.",
            file=path.name, reason=" ".join(str(error).split())[:200] or type(error).__name__,
        ) from error  # fmt: skip


class ArrowTable:
    """The rows of one or several files that have the same columns. To be used inside of `translate_errors`."""

    def __init__(self, files: Sequence[Path]) -> None:
        """Look at the columns of the first file."""
        self.files = tuple(files)
        for file in self.files:
            read_head(file, whole=False)
        with _open_arrow(self.files[0]) as first:
            self.schema = first.schema if isinstance(first, _Ipc) else first.schema_arrow
        self._types = dict(_flatten_types((field.name, field.type) for field in self.schema))

    @property
    def names(self) -> tuple[str, ...]:
        """Of the columns; the fields of a struct are columns of their own, such as "acceleration.x"."""
        return tuple(self._types)

    def type_of(self, name: str) -> Any:
        """The Arrow type of a column, of an extension that which it is stored as."""
        return self._types[name]

    @property
    def class_names(self) -> dict[str, tuple[str, ...]]:
        """Names of the classes of each column that Hugging Face's `datasets` wrote as a ClassLabel."""
        try:
            info = parse_json((self.schema.metadata or {}).get(b"huggingface", b"{}"), nan=True)["info"]["features"]
            names_of_column = {name: tuple(map(str, part["names"])) for name, part in info.items() if "names" in part}
        except (ValueError, KeyError, TypeError, AttributeError):
            return {}
        return {name: names for name, names in names_of_column.items() if len(set(names)) == len(names) > 0}

    def batches(self, columns: Sequence[str], rows: int | None = None) -> Iterator[Any]:
        """Record batches of `columns` from all files in order, each validated; no more than about `rows` rows."""
        done = 0
        whole = tuple(dict.fromkeys(self._file_column(name) for name in columns))
        for file in self.files:
            with _open_arrow(file) as opened:
                source_batches = (
                    opened.batches(whole) if isinstance(opened, _Ipc) else _parquet(file, opened, whole, rows)
                )
                for batch in map(_flatten_batch, source_batches):
                    if rows is not None and done + batch.num_rows > rows:
                        batch = batch.slice(0, rows - done)
                    done += batch.num_rows
                    if batch.num_rows:
                        yield batch
                    if rows is not None and done >= rows:
                        return

    def _file_column(self, name: str) -> str:
        """The column of the file that `name` is, or is a field of."""
        stored = set(self.schema.names)
        while name not in stored:
            name = name.rpartition(".")[0]
        return name

    def head(self, rows: int) -> dict[str, list[Any]]:
        """The first rows as Python's values, by column."""
        cells: dict[str, list[Any]] = {name: [] for name in self.names}
        for batch in self.batches(self.names, rows):
            for name in self.names:
                cells[name] += column(batch, name).to_pylist()
        return cells

    def total(self) -> int | None:
        """How many rows there are, if the files say so."""
        count = 0
        for file in self.files:
            with _open_arrow(file) as opened:
                if isinstance(opened, _Ipc):
                    return None
                count += opened.metadata.num_rows
        return count


def _flatten_types(fields: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Names and types of columns, with the fields of structs in place of these."""
    types = import_native("pyarrow.types")
    for name, kind in fields:
        stored = getattr(kind, "storage_type", kind)
        if types.is_struct(stored) and not is_sound_type(stored):
            yield from _flatten_types((f"{name}.{field.name}", field.type) for field in stored)
        else:
            yield name, stored


def _flatten_batch(batch: Any) -> Any:
    """A record batch with the fields of structs as columns of their own."""
    pa = import_native("pyarrow")
    names, columns = [], []
    waiting = [(name, column(batch, name)) for name in dict.fromkeys(batch.schema.names)]
    while waiting:
        name, values = waiting.pop(0)
        values = getattr(values, "storage", values)
        if pa.types.is_struct(values.type) and not is_sound_type(values.type):
            inner = zip(values.type, values.flatten(), strict=True)
            waiting = [(f"{name}.{field.name}", part) for field, part in inner] + waiting
        else:
            names.append(name)
            columns.append(values)
    return pa.RecordBatch.from_arrays(columns, names)


def column(batch: Any, name: str) -> Any:
    """A column of a batch, of an extension type as it is stored; of several with one name the first."""
    values = batch.column(batch.schema.names.index(name))
    return getattr(values, "storage", values)


def _parquet(path: Path, file: Any, columns: Sequence[str], rows: int | None) -> Iterator[Any]:
    """Batches of about as many values, after a look at how many are claimed."""
    values = 0
    for group in range(file.metadata.num_row_groups):
        part = file.metadata.row_group(group)
        for i in range(part.num_columns):
            if part.column(i).path_in_schema.split(".")[0] in columns:
                values += max(0, part.column(i).num_values)
    count = max(1, file.metadata.num_rows)
    if rows is None:
        check_fits(path, max(values, file.metadata.num_rows) * 4)
    at_once = min(_ROWS_AT_ONCE, max(1, _VALUES_AT_ONCE * count // max(values, 1)))
    for batch in file.iter_batches(batch_size=min(at_once, rows or at_once), columns=list(columns), use_threads=False):
        batch.validate(full=True)
        yield batch


@contextmanager
def _open_arrow(path: Path) -> Iterator[Any]:
    """A Parquet file, or an Arrow file or stream mapped into memory."""
    pa, pq = import_native("pyarrow"), import_native("pyarrow.parquet")
    with open_source(path) as file:
        magic = file.read(8)
    if magic.startswith(PARQUET):
        with pq.ParquetFile(path, memory_map=True) as parquet:
            yield parquet
    elif magic.startswith(b"FEA1"):
        raise DataError(
            "{file} is a Feather file of version 1, which is no longer read. Save it again as Parquet.", file=path.name
        )
    else:
        with pa.memory_map(str(path)) as source:
            yield _Ipc(path, pa.ipc.open_file(source) if magic.startswith(FILE) else pa.ipc.open_stream(source))


class _Ipc:
    """An open Arrow file or stream."""

    def __init__(self, path: Path, reader: Any) -> None:
        self.path = path
        self.schema = reader.schema
        self._reader = reader

    def batches(self, columns: Sequence[str]) -> Iterator[Any]:
        """All batches, with some of the columns."""
        most = self.path.stat().st_size * _DENSEST
        for batch in self._all():
            batch.validate(full=True)
            if batch.num_rows > most:
                raise ValueError(f"{batch.num_rows} rows are claimed")
            selected = batch.select([batch.schema.names.index(name) for name in columns])
            for first in range(0, batch.num_rows, _ROWS_AT_ONCE):
                yield selected.slice(first, _ROWS_AT_ONCE)

    def _all(self) -> Iterator[Any]:
        if hasattr(self._reader, "num_record_batches"):
            for index in range(self._reader.num_record_batches):
                yield self._reader.get_batch(index)
        else:
            yield from self._reader
