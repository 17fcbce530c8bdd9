"""Files whose reading people reported as wrong elsewhere, kept beside the repository: each is read as it should be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from robustgui.base.errors import DataError
from robustgui.data.formats import reader_for

CASES = Path(__file__).parents[5] / "shared" / "cases"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the reported files are not beside the repository")

WIDE = {"sequences": 20, "steps": {12}, "classes": ("a", "b")}
RIGHT: dict[str, dict[str, Any]] = {
    "csv-quoted-thousands.csv": WIDE | {"first": [1880.48]},
    "csv-eu-thousands.csv": WIDE | {"first": [2475.22]},
    "csv-quote-after-space.csv": WIDE | {"first": [0.033]},
    "csv-fortran-d.csv": WIDE | {"first": [-0.0171]},
    "csv-excel-sep-line.csv": WIDE | {"first": [-0.034]},
    "csv-trailing-delimiter.csv": WIDE | {"first": [0.035]},
    "csv-excel-empty-tail.csv": WIDE | {"first": [0.231]},
    "csv-excel-na.csv": WIDE | {"first": [0.095]},
    "csv-investing-prices.csv": {
        "sequences": 1, "first": [3000, 2999, 1_200_000, -0.3], "features": ("Price", "Open", "Vol.", "Change %"),
        "loud": "times are repeated",
    },
    "csv-long-unnamed-index.csv": {
        "sequences": 24, "steps": {20}, "features": ("v",), "first": [-0.08], "loud": "number the lines",
    },
    "csv-logger-preamble.csv": {
        "sequences": 10, "steps": {40}, "features": ("Ax", "Ay", "Az"), "first": [-0.082, 0.918, -1.082],
        "loud": "where the label or the group changes",
    },
    "csv-utm-float32.csv": {"sequences": 24, "features": ("easting", "northing"), "loud": "easting, nor"},
    "jsonl-channels-in-object.jsonl": {
        "sequences": 24, "steps": {15}, "features": ("ax", "ay"), "first": [0.019, 0.789], "classes": ("0", "1"),
    },
    "jsonl-lone-surrogate.jsonl": {
        "sequences": 24, "text": "good film really \\ud83d broken 0", "loud": "unpaired surrogate",
    },
    "text-shift-jis.csv": {"sequences": 24, "text": "これは良い映画です0", "classes": ("a", "b")},
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_that_a_reported_file_is_read_as_it_should_be(name):
    right = RIGHT[name]
    found = reader_for(CASES / name).read(CASES / name)
    assert len(found) == right["sequences"]
    if "steps" in right:
        assert set(found.lengths.tolist()) == right["steps"]
    if "first" in right:
        assert found[0][0].tolist() == pytest.approx(right["first"])
    if "text" in right:
        assert found.text(0) == right["text"]
    for field in ("features", "classes"):
        assert getattr(found, field) == right.get(field, getattr(found, field))
    loud = [str(note) for note in found.notes if note.severity == "warning"]
    assert any(right["loud"] in sentence for sentence in loud) if "loud" in right else not loud


def test_that_a_reported_infinity_is_named():
    with pytest.raises(DataError, match="line 1, step 4 of 'x': Infinity is not finite"):
        reader_for(CASES / "jsonl-infinity.jsonl").read(CASES / "jsonl-infinity.jsonl")
