"""Texts with their labels as a delimited table."""

from __future__ import annotations

from collections.abc import Sequence

from ...base.csv_text import format_csv


def format_texts(texts: Sequence[str], labels: Sequence[str]) -> str:
    """Columns text and label, one text a line."""
    return format_csv(["text", "label"], zip(texts, labels, strict=True))
