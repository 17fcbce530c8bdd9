"""One cell of a table as a plain number: separators of any locale, currencies, units, percent, 1.2M, 1.2D-02, (5)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

BLANK, APOSTROPHE = " ", "'"  # thousands separators that represent all of their kind
THOUSANDS = (",", ".", APOSTROPHE, BLANK)

_SIGNS = "".join(chr(code) for code in range(0x20, 0xFFFF) if unicodedata.category(chr(code)) == "Sc")
_CODES = (
    "AED|ARS|AUD|BGN|BRL|CAD|CHF|CLP|CNY|COP|CZK|DKK|EUR|GBP|HKD|HUF|IDR|ILS|INR|ISK|JPY|KRW|MXN|MYR|NOK|NZD|PEN|PHP|"
    "PLN|RMB|RON|RUB|SAR|SEK|SGD|THB|TRY|TWD|UAH|USD|VND|ZAR|Fr\\.?|Ft|kr\\.?|Kč|lei|RM|Rp|Rs\\.?|zł|руб\\.?|р\\.|元|円|원"
)
_UNITS = (  # those of several letters first
    "mmHg|km/h|m/s²|m/s2|m/s|rad/s|deg/s|kWh|Wh|kcal|cal|kHz|MHz|GHz|Hz|hPa|kPa|MPa|Pa|mbar|bar|psi|rad|deg|rpm|bpm|dBm|dB|"
    "ppm|ppb|lux|lx|min|mV|kV|µV|mA|kW|MW|kN|mm|cm|km|µm|nm|kg|mg|ms|µs|ns|mL|ml|kJ|°C|°F|℃|℉|°|V|A|W|N|J|m|g|s|h|L|l"
)
_CURRENCY = rf"(?:[A-Z]{{0,3}}[{re.escape(_SIGNS)}]|{_CODES})"
_SCALES = {
    "k": 3, "m": 6, "mn": 6, "mio": 6, "mio.": 6, "mln": 6, "b": 9, "bn": 9, "mrd": 9, "mrd.": 9,
    "万": 4, "萬": 4, "億": 8, "亿": 8,
}  # fmt: skip
_ANY_NUMBER = re.compile(
    rf"(?P<open>\()?(?P<sign>[+-])? ?(?P<before>{_CURRENCY})? ?(?P<inner>[+-])?(?P<core>[0-9.,' ]*[0-9][.,]?)"
    rf"(?:[eEdD](?P<exponent>[+-]?[0-9]{{1,4}}))?"
    rf"(?P<scale>[KkMB]| ?(?:mn|Mn|bn|Bn|[Mm]io\.?|[Mm]ln|[Mm]rd\.?|万|萬|億|亿))? ?(?P<percent>[%‰])?"
    rf" ?(?P<after>{_CURRENCY}|{_UNITS})?(?P<behind>-)?(?P<close>\))?"
)
_PLAIN = re.compile(r"[+-]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][+-]?[0-9]++)?")
_GROUPS = {
    mark: re.compile(r"[1-9][0-9]{0,2}(?:M[0-9]{3})+|[1-9][0-9]?(?:M[0-9]{2})+M[0-9]{3}".replace("M", re.escape(mark)))
    for mark in THOUSANDS
}  # the second form is the Indian one: 12,34,567
_MISSING = re.compile(
    r"\?|-?nan|<?na>?|n/a|n\.\s?a\.?|nat|null|\(null\)|none|nil|\\n|missing|-{1,3}|[–—―−]|\.{1,3}|…|"
    r"-?1\.#(?:ind|qnan|snan)\w*|#[^\W\d_][\w/]*[!?]?(?: n/a)?|#¡\w+!",
    re.IGNORECASE,
)
_TRANSLATED = str.maketrans("−–‒﹣－’‘ʼ´`′٬٫", "-----'''''',.")


class NumberParts(NamedTuple):
    """A cell split into the digits with their separators, and what surrounds them."""

    negative: bool
    core: str
    exponent: int
    unit: str  # "%", "‰", a currency or a unit; empty: none


@dataclass(frozen=True)
class NumberForm:
    """How the numbers of a table are written."""

    decimal: str = "."  # "." or ","
    thousands: str = ""  # one of THOUSANDS, or nothing
    missing: tuple[str, ...] = ()  # what stands for a missing value in this table, beside what `is_missing_value` knows

    def plain(self, cell: str, unit: str | None = "") -> str | None:
        """`cell` as `float` reads it, "nan" if its value is missing; None if it is no number of this form, or without
        the `unit` that it must have (a zero need not; None: any)."""
        text = cell.strip()
        if not text:
            return "nan"
        if not unit:
            if self.decimal == "." and _PLAIN.fullmatch(text):
                return text
            if (self.thousands or self.decimal == ",") and _bare_pattern(self.decimal, self.thousands).fullmatch(text):
                return text.replace(self.thousands or " ", "").replace(self.decimal, ".")
        if is_missing_value(text) or text in self.missing:
            return "nan"
        parts = take_apart(text)
        if parts is None or (digits := self._digits(parts.core)) is None:
            return None
        if unit is not None and parts.unit != unit and digits.strip("0."):
            return None
        return f"{'-' if parts.negative else ''}{digits}" + (f"e{parts.exponent}" if parts.exponent else "")

    def _digits(self, core: str) -> str | None:
        """Digits with a decimal point and nothing between thousands; None where the marks make no sense."""
        whole, mark, fraction = core.partition(self.decimal)
        if self.thousands and self.thousands in whole:
            if not _GROUPS[self.thousands].fullmatch(whole):
                return None
            whole = whole.replace(self.thousands, "")
        if not (whole + fraction).isdigit():
            return None
        return f"{whole or 0}.{fraction}" if mark and fraction else whole


POINT = NumberForm()


@cache
def _bare_pattern(decimal: str, thousands: str) -> re.Pattern[str]:
    """A number of one form with nothing around it: most cells are, and the rest takes several times as long."""
    groups = f"[1-9][0-9]{{0,2}}(?:{re.escape(thousands)}[0-9]{{3}})+|" if thousands else ""
    return re.compile(f"-?(?:{groups}[0-9]+)(?:{re.escape(decimal)}[0-9]+)?")


def take_apart(text: str) -> NumberParts | None:
    """The parts of a cell that looks like a number of any form; None: it does not."""
    if not text.isascii():
        text = to_ascii(text)
    match = _ANY_NUMBER.fullmatch(text)
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    signs = [sign for sign in (match["sign"], match["inner"], match["behind"], match["open"]) if sign]
    units = [unit.strip() for unit in (match["before"], match["percent"], match["after"]) if unit]
    core = match["core"].strip(BLANK)
    if len(signs) > 1 or len(units) > 1 or (match["core"] != core and not match["before"]):
        return None
    exponent = int(match["exponent"] or 0) + _SCALES.get((match["scale"] or "").strip().lower(), 0)
    return NumberParts(bool(signs) and signs[0] != "+", core, exponent, units[0] if units else "")


def to_ascii(text: str) -> str:
    """`text` with the digits, blanks, signs and marks of ASCII in the place of those of other scripts and of print."""
    return "".join(map(_ascii, text))


def _ascii(c: str) -> str:
    if c.isascii():
        return c
    if c.isdecimal():
        return str(unicodedata.decimal(c))
    if unicodedata.category(c) == "Zs":
        return BLANK
    if 0xFF01 <= ord(c) <= 0xFF5E:  # full width
        return chr(ord(c) - 0xFEE0)
    return c.translate(_TRANSLATED)


def is_missing_value(cell: str) -> bool:
    """Whether a cell in a column of numbers says that its value is missing, or says nothing.

    Known are the words of pandas, R, SQL and Excel, errors of spreadsheets in any language, and dashes.
    """
    text = cell.strip()
    return not text or (len(text) <= 20 and _MISSING.fullmatch(text) is not None)
