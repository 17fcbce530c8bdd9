"""The UEA and UCR archives' .ts files: directives, then one sequence a line, features between colons.

Source: Bagnall et al. 2018, "The UEA multivariate time series classification archive", arXiv:1811.00075. A line is
`1.5,2,?:0.5,1,1:label`: two features of three steps, one value missing. Sequences may differ in length. With
`@timeStamps true` each value is paired with its time: `(0,1.5),(1,2):label`.

Files of the archive do not always follow their headers. What is recoverable is read with a warning: lengths that differ
in spite of @equalLength true, a missing dimension, dimensions of different lengths, missing labels.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from ....base.errors import DataError, Sentence
from ....base.settings import setting
from ...sequence_set import SequenceSet
from ..base import READERS, Reader
from ..files.lines import TextFile
from ..sequences.archive_lines import find_directives
from ..sequences.collector import Collector
from ..sequences.numbers import is_missing
from ..tables.times import constant_rate
from .header import COMMENTS, DIRECTIVES, read_header
from .rows import TsRows, Uneven, parse_stamped_line


@READERS.register("ts")
class Ts(Reader):
    """Directives, then one sequence per line, features separated by colons, the label last."""

    title: ClassVar[str] = "UEA and UCR archive"
    suffixes: ClassVar[tuple[str, ...]] = (".ts",)

    uneven: Uneven = setting(
        "missing",
        title="Channels of unequal length",
        choices={
            "missing": ("pad the shorter ones with missing values"),
            "stretch": ("stretch the shorter ones to the longest"),
        },
        help="How sequences are read whose channels have different numbers of time steps.",
    )

    @classmethod
    def sniff(cls, head: bytes, path: Path) -> float:
        """A known directive in the first lines; a .arff file, which looks alike, has @relation and @attribute."""
        words = find_directives(head)
        if words & {"relation", "attribute"}:
            return 0.0
        return 0.95 if words & DIRECTIVES else 0.0

    @classmethod
    def sample(cls, folder: Path) -> Path:
        """Two classes; the second sequence has two steps."""
        path = folder / "sample.ts"
        path.write_bytes(
            b"# a comment\n@problemName sample\n@timeStamps false\n@missing false\n@univariate true\n"
            b"@equalLength false\n@classLabel true 1 2\n@data\n0.5,1.25,-3:1\n4,-0.5:2\n0.75,1.5,-2:1\n3e0,-1,2:2\n"
        )
        return path

    def read(self, path: Path, limit: int | None = None) -> SequenceSet:
        """The sequences must be what the directives declare; see `Reader.read`."""
        text = TextFile(path)
        lines = text.lines()
        header = read_header(path, lines)
        labelled = header.labelled is not False
        rows = TsRows(path, header, self.uneven)
        collector = Collector(path, limit, parse=lambda line, cells: rows.parse(line, cells)[:, 0], padded=False)
        spans: list[NDArray[np.float64]] = []  # times of each sequence, (T,)
        for line, content in collector.remaining(lines) if not header.timestamps else lines:
            if content.startswith(COMMENTS):
                continue
            if collector.full:
                break
            if header.timestamps:
                times, values, label = parse_stamped_line(path, line, content)
                collector.add(rows.complete(line, values), label if labelled else "", line)
                spans.append(times)
                continue
            features, _, label = content.rpartition(":") if labelled else (content, "", "")
            if not features:
                raise DataError(
                    "{file}, line {line}: no label after a colon at the end. The line may be truncated; add the label.",
                    file=path.name, line=line,
                )  # fmt: skip
            if ":" not in features and rows.is_univariate(line, features.count(",") + 1):
                collector.add_text(features, label, line)
                continue
            collector.add(rows.parse(line, features), label, line)
        labels = collector.label_texts()
        if labelled and labels and all(is_missing(label) or label.lower() == "none" for label in labels):
            labelled = False
            template = "{file}: no sequence has a label, although the header announces labels."
            rows.note(Sentence(template, {"file": path.name}))
        data = collector.finish(
            classes=header.match_classes(labels), targets=header.targets, name=header.name,
            notes=(*text.notes, *rows.notes()), labelled=labelled,
        )  # fmt: skip
        if spans:
            ends = np.array([(times[0], times[-1]) for times in spans])  # (N, 2)
            distances = np.concatenate([np.diff(times) for times in spans])
            counting = bool(np.isin(ends[:, 0], (0, 1)).all() and (distances == 1).all())  # steps, and not seconds
            data = replace(data, times=ends, sample_rate=None if counting else constant_rate(distances))
        if header.missing is False and np.isnan(data.values).any():
            note = Sentence("The header of {file} says @missing false, but values are missing.", {"file": path.name})
            data = replace(data, notes=(*data.notes, note))
        return data
