"""Every decision is a short record under a number of its own, and the index names them all."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs" / "decisions"
RECORDS = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")


def test_that_the_index_names_every_record_by_its_title() -> None:
    titles = [path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ") for path in RECORDS]
    lines = [f"- [{path.name[:4]}]({path.name}) {title}" for path, title in zip(RECORDS, titles, strict=True)]
    index = (FOLDER / "README.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in index if line.startswith("- ")] == lines


def test_that_records_are_numbered_without_gaps_and_short() -> None:
    assert [int(path.name[:4]) for path in RECORDS] == list(range(1, len(RECORDS) + 1))
    assert all(re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", path.name) for path in RECORDS)
    assert [path.name for path in RECORDS if len(path.read_text(encoding="utf-8").splitlines()) > 14] == []
