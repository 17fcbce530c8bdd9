"""Detects the decimal mark and the thousands separator of a table, and whether a cell is ambiguous."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .times import is_time
from .written_number import APOSTROPHE, BLANK, POINT, NumberForm, is_missing_value, take_apart

_PLAIN = re.compile(r"[+-]?[0-9]+\.[0-9]+")
_SHAPE = str.maketrans("23456789", "11111111")  # how a number can be read does not depend on these
_COLUMNS = 60  # that are looked at
_ONE_GROUP = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}")  # 1.234 is one number and a bit more, or above a thousand
_SHORT = 3  # digits below a thousand
_ENOUGH = 3  # cells like 1.234 beside ones like 123: so many are not three decimals in some cells and none in others
_WORDS = 2  # different ones that say "missing" in one table
_MIXED = 0.2  # share of cells that may be words where a column is looked at for the marks of its numbers


@dataclass(frozen=True)
class Dialect:
    """How the numbers of a table are written, as detected."""

    form: NumberForm  # how numbers are written
    ambiguous: str = ""  # a cell that could be read in two ways; empty: there is none


def find_dialect(columns: Sequence[Sequence[str]], delimiter: str, decimal: str = "", thousands: str = "?") -> Dialect:
    """Find the form in which most columns are numbers, and of several such forms the most usual one.

    With a comma as the delimiter the decimal mark is usually a point. `decimal` and `thousands` are marks; "" and "?":
    detect them.
    """
    looked_at = [column for cells in columns if (column := _extract_cores(cells))][:_COLUMNS]
    cores = [core for column in looked_at for core in column]
    usual = (",", "") if delimiter != "," else (".", ",")
    forms = [POINT, NumberForm(*usual), NumberForm(".", ","), NumberForm(",", ""), NumberForm(",", ".")]
    forms += [NumberForm(mark, part) for part in (APOSTROPHE, BLANK) for mark in ".,"]
    forms = [f for f in dict.fromkeys(forms) if decimal in ("", f.decimal) and thousands in ("?", f.thousands)]
    if not forms:
        return Dialect(NumberForm(decimal or ("," if thousands == "." else "."), thousands))
    shapes = [{core.translate(_SHAPE) for core in column} for column in looked_at]
    fitting = {form: sum(_fits(form, column) for column in shapes) for form in forms}
    most = max(fitting.values())
    able = [form for form in forms if fitting[form] == most]
    proven = _find_decimal_marks(cores)
    form = _choose_form(able, looked_at)
    if thousands == "?" and not form.thousands and form.decimal in proven:
        opposite = "," if form.decimal == "." else "."
        form = NumberForm(form.decimal, opposite)  # a comma in a later cell can only be one between thousands
    return Dialect(form, "" if decimal and thousands != "?" else _find_ambiguous(form, able, cores, proven))


def _extract_cores(cells: Sequence[str]) -> list[str]:
    """The digits and marks of a column of numbers; empty where it is none, or has nothing but digits."""
    filled = [cell.strip() for cell in cells if not is_missing_value(cell)]
    if not any(c in cell for cell in filled for c in ".,'’ \u00a0\u202f\u2009\u066b\u066c"):
        return []
    cores = []
    for cell in filled:
        if _PLAIN.fullmatch(cell):
            cores.append(cell.lstrip("+-"))
        elif (part := take_apart(cell)) is not None:
            cores.append(part.core)
    if len(cores) < (1 - _MIXED) * len(filled) or all(map(is_time, filled)):
        return []
    return cores


def find_missing_words(columns: Sequence[Sequence[str]], form: NumberForm) -> tuple[str, ...]:
    """Words without a digit in a few cells of numeric columns, as written: they are read as missing values."""
    missing: set[str] = set()
    for cells in columns:
        words = {cell.strip() for cell in cells if form.plain(cell, None) is None}
        count = sum(cell.strip() in words for cell in cells)
        if words and count <= _MIXED * len(cells):
            missing |= words
    return (
        tuple(sorted(missing))
        if len(missing) <= _WORDS and not any(c.isdigit() for word in missing for c in word)
        else ()
    )


def _fits(form: NumberForm, cores: Iterable[str]) -> bool:
    return all(form.plain(core, None) is not None for core in cores)


def _find_decimal_marks(cores: Sequence[str]) -> set[str]:
    """Marks that can only be decimal ones: they occur once in a cell, without three digits behind them."""
    decimal_marks = set()
    for core in cores:
        marks = [c for c in core if c in ".,"]
        if len(set(marks)) == 2 and marks.count(marks[-1]) == 1:  # 1,234.5
            decimal_marks.add(marks[-1])
        elif len(marks) == 1 and not _ONE_GROUP.fullmatch(core):
            decimal_marks.add(marks[0])
    return decimal_marks


def _choose_form(able: Sequence[NumberForm], columns: Sequence[Sequence[str]]) -> NumberForm:
    """The first of `able`; with cells like 1.234 beside ones like 123, the first that reads 1.234 as 1234."""
    grouped = {mark for mark in ".," if _are_grouped(columns, mark)}
    return next((form for form in able if form.thousands in grouped), able[0])


def _are_grouped(columns: Sequence[Sequence[str]], mark: str) -> bool:
    """Whether `mark` parts thousands wherever it comes, and no number above a thousand does without it."""
    marked = 0
    small = False
    for cores in columns:
        with_mark = [core for core in cores if mark in core]
        if not all((match := _ONE_GROUP.fullmatch(core)) and match[1] == mark for core in with_mark):
            return False
        unmarked = [core for core in cores if mark not in core]
        if with_mark and unmarked:
            if not all(core.isdigit() and len(core) <= _SHORT for core in unmarked):
                return False
            small = True
        marked += len(with_mark)
    return small and marked >= _ENOUGH


def _find_ambiguous(best: NumberForm, able: Sequence[NumberForm], cores: Sequence[str], proven: set[str]) -> str:
    """A cell whose value differs between `best` and another of the `able` forms; empty: there is none."""
    cells = [core for core in dict.fromkeys(cores) if (match := _ONE_GROUP.fullmatch(core)) and match[1] not in proven]
    if not cells or any(_shows_thousands(core, best.thousands) for core in cores):
        return ""
    if best == POINT and not proven:
        return ""  # three decimals behind a point are nothing unusual
    for cell in cells:
        if len({form.plain(cell) for form in {*able, best} if form.plain(cell) is not None}) > 1 or proven:
            return cell
    return ""


def _shows_thousands(core: str, mark: str) -> bool:
    """Whether a cell cannot be read but with `mark` between thousands."""
    if not mark or mark not in core:
        return False
    return core.count(mark) > 1 or any(other in core for other in ".," if other != mark)
