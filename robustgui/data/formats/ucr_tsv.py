"""The UCR archive's tables: one univariate sequence a line, its label first, then its values.

Source: Dau et al. 2018, "The UCR time series archive", arXiv:1810.07758. NaN at the end of a line pads
a shorter sequence; NaN elsewhere is a missing value. The older .txt form has blanks between the values.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from ...base.errors import DataError
from ..sequence_set import SequenceSet
from .base import READERS, Reader
from .files.lines import TextFile, head_lines
from .sequences.archive_lines import parse_cells
from .sequences.collector import Collector
from .sequences.numbers import is_missing, is_number


@READERS.register("ucr_tsv")
class UcrTsv(Reader):
    """One univariate sequence per line: the label, then the values, separated by tabs or blanks."""

    title: ClassVar[str] = "UCR archive table"
    suffixes: ClassVar[tuple[str, ...]] = (".tsv", ".txt")

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """Numbers between tabs or blanks in the first line; few may be damaged, if the name speaks for it."""
        lines = head_lines(head)
        cells = lines[0].split("\t" if "\t" in lines[0] else None) if lines else []
        good = [is_number(cell) or is_missing(cell) for cell in cells]
        if good == [True] and path.suffix.lower() == ".tsv":
            return 0.05  # only to say what is wrong
        if len(good) < 2 or not good[0] or not good[-1]:
            return 0.0
        named = path.suffix.lower() in cls.suffixes
        if all(good):
            return 0.9 if named else 0.6
        return 0.6 if named and "\t" in lines[0] and sum(good) * 2 > len(good) else 0.0

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Two classes; the second sequence has two steps."""
        path = folder / "sample.tsv"
        path.write_bytes(b"1\t0.5\t1.25\t-3\n2\t4\t-0.5\tNaN\n1\t0.75\t1.5\t-2\n2\t3e0\t-1\t2\n")
        return path

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """All lines must have the same number of columns; see `Reader.read`."""
        text = TextFile(path)

        def parse(line: int, cells: str) -> NDArray[np.float64]:
            columns = range(2, cells.count("\t") + 3)  # behind the label
            return parse_cells(path.name, line, cells, columns, "\t", missing="NaN")

        collector = Collector(path, limit, parse=parse, delimiter="\t")
        width = 0
        for line, content in collector.remaining(text.lines()):
            if collector.full:
                break
            if "\t" not in content:
                content = "\t".join(content.split())
            label, _, cells = content.partition("\t")
            columns = content.count("\t") + 1
            width = width or columns
            if columns == 1:
                raise DataError(
                    "{file}, line {line}: there is a label without values. Put the values in the same line, "
                    "separated by tabs.",
                    file=path.name, line=line,
                )  # fmt: skip
            if columns != width:
                raise DataError(
                    "{file}, line {line}: {columns} {columns:column|columns}, {width} in the lines above. Pad "
                    "shorter sequences with NaN at the end.",
                    file=path.name, line=line, columns=columns, width=width,
                )  # fmt: skip
            collector.add_text(cells, label, line)
        return collector.finish(notes=text.notes)
