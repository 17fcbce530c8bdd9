"""Editors of numbers: anything can be typed, nothing is clamped or rounded, arrows step."""

from __future__ import annotations

import math
from typing import Any

from ...base.errors import Sentence
from .editor import Editor, Line, same
from .fields import Field, Kind
from .numbers import (
    is_decimal_comma,
    plain,
    read_number,
    read_numbers,
    step_by_digit,
    step_by_factor,
    write_number,
    write_numbers,
)

WIDTH = 84  # pixels: aligned numbers, with their units behind them


class NumberEditor(Editor):
    """One number; None, if the field allows it, is an empty line."""

    def __init__(self, field: Field) -> None:
        self.line = Line(steps=True)
        super().__init__(self.line)
        self._field = field
        self._automatic: float | None = None
        self.line.setMaximumWidth(WIDTH)
        self.line.textEdited.connect(self._report_edit)
        self.line.stepped.connect(self._on_stepped)

    def value(self) -> Any:
        """An int, a float, None, or the text that is none of these."""
        text = self.line.text()
        if self._field.optional and not text.strip():
            return None
        return read_number(text)

    def show_value(self, value: Any) -> None:
        held = self.value()
        if not same(held, value) and not (_is_number(held) and _is_number(value) and held == value):
            self.line.setText(write_number(value))

    def diagnosis(self) -> Sentence | None:
        return _explain(self.line.text())

    def set_automatic(self, number: float | None) -> None:
        """What an empty line stands for with the present data; None: that is not known."""
        self._automatic = number
        self.retranslate()

    def retranslate(self) -> None:
        number = self._automatic
        self.line.setPlaceholderText(
            "" if number is None else self.tr("auto: {number}").format(number=write_number(number))
        )

    def _on_stepped(self, steps: int) -> None:
        held = self.value()
        if held is None:
            held = self._automatic
        if not _is_number(held) or not math.isfinite(held):
            return
        by_size = step_by_factor if self._field.positive else step_by_digit
        stepped = held + steps if self._field.kind is Kind.WHOLE else by_size(held, steps)
        self.line.setText(write_number(stepped))
        self._report_edit()


class NumbersEditor(Editor):
    """Several numbers, written "0, 1, 3"."""

    def __init__(self, field: Field) -> None:
        self.line = Line()
        super().__init__(self.line)
        self.line.textEdited.connect(self._report_edit)

    def value(self) -> Any:
        """A tuple of numbers, with text in the place of what is none."""
        return read_numbers(self.line.text())

    def show_value(self, value: Any) -> None:
        if not same(self.value(), tuple(value)):
            self.line.setText(write_numbers(tuple(value)))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _explain(text: str) -> Sentence | None:
    if not plain(text):
        return Sentence("is empty; a number is needed")
    if is_decimal_comma(text):
        point = plain(text).replace(",", ".")
        return Sentence("is written with a comma; write {number}", {"number": point})
    return None
