"""Neighbouring keys of a QWERTY keyboard."""

from __future__ import annotations

_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_SHIFTS = (0.0, 0.5, 0.75, 1.25)  # of the rows, in widths of a key


def _neighbours() -> dict[str, str]:
    keys = {key: (number, _SHIFTS[number] + place) for number, row in enumerate(_ROWS) for place, key in enumerate(row)}

    def near(key: str) -> str:
        row, x = keys[key]
        return "".join(
            other for other, (line, at) in keys.items()
            if other != key and abs(line - row) <= 1 and abs(at - x) <= 1.0 and (other.isalpha() or not key.isalpha())
        )  # fmt: skip

    return {key: near(key) for key in keys}


_NEAR = _neighbours()


def find_neighbours(character: str) -> str:
    """Neighbours of `character` on the keyboard, upper case for upper case; none for other characters.

    The neighbours of a letter are letters only, as a digit inside a word is no plausible typo.
    """
    near = _NEAR.get(character.lower(), "")
    return near.upper() if character.isupper() else near
