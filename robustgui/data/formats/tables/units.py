"""Whether a row below the header of a table holds the units of its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORDS = (
    "m s ms us µs μs ns min h hr d hz khz mhz ghz v mv µv uv kv a ma µa ua w kw mw kwh wh j kj cal kcal n kn nm pa hpa "
    "kpa mpa bar mbar psi k °c c °f f deg ° rad g kg mg µg t mm cm µm um km in ft m/s m/s2 m/s^2 m/s² m/s**2 km/h mph "
    "deg/s °/s dps rad/s mg/l g/l l ml mol mmol mmhg bpm rpm % ‰ ppm ppb db dbm dba lx lux lm ut µt gauss count counts "
    "a.u. au - – # usd eur gbp cny jpy $ € £ ¥ unitless none bool iso8601 sec secs seconds unix"
)
_KNOWN = frozenset(_WORDS.split())
_BRACKETS = re.compile(r"[\[(]\s*([^\[\]()]{0,20}?)\s*[\])]")


def are_units(cells: Sequence[str]) -> bool:
    """Whether all cells are units, in brackets or known ones, or empty, and there are some."""
    texts = [cell.strip(" \t\"'") for cell in cells]
    filled = [text for text in texts if text]
    units = [text for text in filled if _BRACKETS.fullmatch(text) or text.lower() in _KNOWN]
    return bool(units) and 5 * len(units) >= 4 * len(filled)


def as_unit(cell: str) -> str:
    """A unit without brackets; empty for a dash."""
    text = cell.strip(" \t\"'")
    match = _BRACKETS.fullmatch(text)
    text = match[1] if match else text
    return "" if text in ("-", "–", "none", "unitless", "#") else text
