"""Tables with a column of texts: .csv and .tsv, cells in quotes over several lines included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import ClassVar, Literal

from ....base.csv_text import make_restorer
from ....base.errors import DataError, Sentence
from ....base.settings import setting
from ...sequence_set import Kind, SequenceSet
from ..base import AUTO_CHOICE, READERS, Preview, Reader
from ..files.encodings import Encoding
from ..files.lines import TextFile, head_lines
from ..sequences.numbers import is_number
from ..tables.kind import kind_of_table
from ..tables.settings import (
    ScoresAs,
    encoding_setting,
    group_setting,
    label_setting,
    scores_setting,
    threshold_setting,
)
from ..texts.collector import TextCollector
from ..texts.columns import IDS, Columns, are_names, guess_columns, looks_like_scores, mostly_wordy
from .records import DELIMITERS, Record, are_quoted, columns_of, delimiter_of, is_header, records_of

_HEAD = 200  # lines that are looked at to recognise the format
_LOOK = 1000  # records that are looked at to find out what is what
_NONE = "-"  # of the settings: there is no such column


@READERS.register("text_table")
class TextTable(Reader):
    """One text per record, with its label in another column; cells may be quoted."""

    title: ClassVar[str] = "Table of texts"
    suffixes: ClassVar[tuple[str, ...]] = (".csv", ".tsv")
    kind: ClassVar[Kind] = "text"
    roles: ClassVar[Mapping[str, str]] = {"text": "text", "label": "label", "group": "group"}

    text: str = setting(
        "",
        title="Text column",
        help="Name of the column, or without a header its number (from 1); empty: detected automatically.",
    )
    label: str = label_setting()
    group: str = group_setting()
    header: Literal["auto", "yes", "no"] = setting(
        "auto",
        title="Header",
        choices=AUTO_CHOICE | {"yes": "the first record names the columns", "no": "none"},
        help="Whether the first record names the columns.",
    )
    delimiter: Literal["auto", "comma", "tab", "semicolon", "bar"] = setting(
        "auto",
        title="Delimiter",
        choices=AUTO_CHOICE | {"comma": "comma", "tab": "tab", "semicolon": "semicolon", "bar": "vertical bar"},
        help="Character that separates two cells.",
    )
    quotes: Literal["auto", "yes", "no"] = setting(
        "auto",
        title="Quotation marks",
        advanced=True,
        choices=AUTO_CHOICE | {"yes": "enclose cells", "no": "belong to the text"},
        help="Whether cells in double quotes may contain the delimiter and line breaks.",
    )
    scores: ScoresAs = scores_setting()
    threshold: float = threshold_setting()
    encoding: Encoding = encoding_setting()

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """A column of what people say beside another column; names and the like count less."""
        try:
            records = list(records_of(iter(line + "\n" for line in head_lines(head)[:_HEAD]), path, None))
        except DataError:
            return 0.0
        if not records or records[0][1][0].startswith(("@", "__label__", "{")):
            return 0.0
        columns = columns_of(records, False)
        if len(columns) < 2 or 2 * sum(len(cells) == len(columns) for _, cells in records) < len(records):
            return 0.0
        table = kind_of_table(head)
        if table.kind == "wide" and table.even and table.of_numbers:
            return 0.0  # units of numbers are words where another delimiter cuts between them: `5 km/h;b`
        named = path.suffix.lower() in cls.suffixes
        roles = guess_columns(columns)
        titles = records[0][1] if is_header(records) else [""] * len(columns)
        if roles.text and are_names(columns, roles.text, titles):
            return 0.0
        if roles.text and mostly_wordy(columns[roles.text][1:] or columns[roles.text]):
            return 0.96 if named else 0.62
        body = [cell for _, cells in records[1:] for cell in cells]
        if body and not any(map(is_number, body)) and roles.label:
            return 0.45 if named else 0.2
        return 0.0

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Two classes; one text in quotes over two lines."""
        path = folder / "sample.csv"
        path.write_text(
            "id,text,label\n1,a film to see again,good\n2,\"dull, dull\nand far too long\",bad\n"
            "3,what a lovely evening,good\n4,never ever again,bad\n",
            encoding="utf-8",
            newline="",
        )  # fmt: skip
        return path

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """See `Reader.read`."""
        file = TextFile(path, self.encoding)
        reader, names = self._find_columns(path, file)
        places = {name: i for i, name in enumerate(names)}
        text, label, group = (places.get(name) for name in (reader.text, reader.label, reader.group))
        if text is None:
            raise _no_texts(path)
        restore = make_restorer(path)
        scored = reader.scores == "classes" and label is not None
        collector = TextCollector(path, limit, reader.threshold if scored else None)
        for line, cells in reader._records(path, file):
            if collector.full:
                break
            if len(cells) != len(names):
                raise DataError(
                    "{file}, line {line}: {width} cells, {expected} expected. "
                    "Put texts that hold the delimiter or a quotation mark in double quotes.",
                    file=path.name, line=line, width=len(cells), expected=len(names),
                )  # fmt: skip
            name = None if label is None else restore(cells[label])
            collector.add(restore(cells[text]), name, line, None if group is None else cells[group])
        return collector.finish(notes=file.notes, group_title=reader.group.lower())

    def guess(self, path: Path) -> TextTable:
        """See `Reader.guess`."""
        return self._find_columns(path, TextFile(path, self.encoding))[0]

    def preview(self, path: Path, rows: int = 50) -> Preview:
        """The first records as they are in the table."""
        file = TextFile(path, self.encoding)
        reader, names = self._find_columns(path, file)
        lines = [(cells + [""] * len(names))[: len(names)] for _, cells in islice(reader._records(path, file), rows)]
        of = {reader.label: "label", reader.group: "group", reader.text: "text"}
        roles = tuple(of.get(name, "id" if name.strip().lower() in IDS else "") for name in names)
        return Preview(names, tuple(map(tuple, lines)), roles, (*file.notes, *_facts(reader)))

    def _find_columns(self, path: Path, file: TextFile) -> tuple[TextTable, tuple[str, ...]]:
        """The reader with everything found out, and the names of the columns."""
        delimiter = DELIMITERS.get(self.delimiter) or delimiter_of(path, file)
        quoted = self.quotes == "yes" or (self.quotes == "auto" and are_quoted(path, file, delimiter))
        first = list(islice(records_of(file.raw_lines(newline=""), path, delimiter, quoted), _LOOK))
        if not first:
            raise DataError("{file} contains no texts. Choose another file.", file=path.name)
        header = is_header(first) if self.header == "auto" else self.header == "yes"
        columns = columns_of(first, header)
        named = {"text": self.text, "label": self.label, "group": self.group}
        for setting_name, column in named.items():
            if column and column != _NONE and column not in columns:
                raise DataError(
                    "{file} has no column '{column}' (setting '{setting}'). Its columns are: {known}.",
                    file=path.name, column=column, setting=setting_name, known=", ".join(list(columns)[:20]),
                )  # fmt: skip
        roles: Columns = guess_columns(columns, **named)
        if not (self.text or roles.label or mostly_wordy(columns.get(roles.text, ()))):
            raise _no_texts(path)
        scores = self.scores
        if scores == "auto":
            cells = [cell.strip() for cell in columns.get(roles.label, ())]
            scores = "classes" if looks_like_scores(cells, self.threshold) else "numbers"
        reader = self.copy_with(
            text=roles.text, label=roles.label or _NONE, group=roles.group or _NONE, header="yes" if header else "no",
            delimiter=next(name for name, mark in DELIMITERS.items() if mark == delimiter), scores=scores,
            quotes="yes" if quoted else "no", encoding=file.known_encoding,
        )  # fmt: skip
        return reader, tuple(columns)

    def _records(self, path: Path, file: TextFile) -> Iterator[Record]:
        records = records_of(file.raw_lines(newline=""), path, DELIMITERS[self.delimiter], self.quotes == "yes")
        return islice(records, int(self.header == "yes"), None)


def _no_texts(path: Path) -> DataError:
    return DataError(
        "{file} has no column of texts. Name it in the settings of the format, or choose another format.",
        file=path.name,
    )


def _facts(reader: TextTable) -> tuple[Sentence, ...]:
    facts = {"text": reader.text, "label": reader.label}
    if reader.label == _NONE:
        return (Sentence("Texts come from the column '{text}'; there are no labels.", facts),)
    return (Sentence("Texts come from the column '{text}', labels from '{label}'.", facts),)
