"""The UEA and UCR archives' .ts files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...base.errors import DataError
from .values import label_texts, shortest

if TYPE_CHECKING:
    from ..sequence_set import SequenceSet


def format_ts(data: SequenceSet, comments: tuple[str, ...] = ()) -> str:
    """`data`, values with labels, one sequence a line; with `comments` above.

    Raises:
        DataError: a class has a blank or a colon in its name, which the format has no way to write.
    """
    labels = label_texts(data)
    if any(re.search(r"[\s:,]", name) for name in data.classes):
        raise DataError(
            "{data}: classes with blanks, commas or colons in their names cannot be written as .ts.", data=data.name
        )
    equal = len({int(length) for length in data.lengths}) == 1
    classes = " ".join(data.classes)
    lines = [f"# {line}" for text in comments for line in text.splitlines()]
    lines += [
        f"@problemName {re.sub(r'[^0-9A-Za-z_-]+', '_', data.name) or 'sequences'}",
        "@timeStamps false",
        "@missing false",
        f"@univariate {str(len(data.features) == 1).lower()}",
        f"@dimensions {len(data.features)}",
        f"@equalLength {str(equal).lower()}",
        *([f"@seriesLength {int(data.lengths[0])}"] if equal else []),
        f"@classLabel true {classes}" if classes else "@targetLabel true",
        "@data",
    ]
    for sequence, label in zip(data, labels, strict=True):
        features = (",".join(map(shortest, column)) for column in sequence.T)
        lines.append(":".join([*features, label]))
    return "\n".join(lines) + "\n"
