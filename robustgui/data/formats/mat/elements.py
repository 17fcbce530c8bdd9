"""The elements of a MATLAB file of level 5, checked before scipy parses them.

scipy refuses most damage by itself, but looks up the type number of an element in a table without comparing it with the
table's size, unpacks as much as an element claims, and reads any number of variables. Here every type number and every
size is compared with what the format allows and with the bytes that are there. Source: MathWorks, "MAT-File Format"
(R2024a), chapter 1.
"""

from __future__ import annotations

import zlib

HEADER = 128  # bytes of text, version and byte order
OPAQUE, SPARSE = 17, 5  # classes of matrices
_COMPRESSED, _MATRIX, _FLAGS = 15, 14, 6  # types of elements
_PLAIN = frozenset((1, 2, 3, 4, 5, 6, 7, 9, 12, 13, 16, 17, 18))  # numbers and texts
_CONTAINERS = frozenset((1, 2))  # classes whose elements are matrices: cells and structs
_READABLE = _CONTAINERS | frozenset((4, *range(6, 16)))  # and texts and numbers
_OTHERS = {3: "an object", SPARSE: "a sparse matrix", 16: "a function", OPAQUE: "an object"}
_COMPLEX = 0x800
_MOST_VARIABLES = 100_000
_DEEPEST = 20  # cells in structs in cells; scipy calls itself for each


class Damaged(Exception):
    """The bytes are no valid variable."""


class Refused(Exception):
    """A variable is not read because of its `content`, such as "an object"."""

    def __init__(self, content: str) -> None:
        super().__init__(content)
        self.content = content


def list_variables(content: memoryview, order: str) -> list[tuple[int, memoryview]]:
    """Type and bytes of each variable in the content of a file of byte order "<" or ">", perhaps compressed; raises
    `Damaged`."""
    variables: list[tuple[int, memoryview]] = []
    at = HEADER
    while at + 8 <= len(content):
        code, data, at = _element(content, at, order)
        if code not in (_COMPRESSED, _MATRIX) or len(variables) >= _MOST_VARIABLES:
            raise Damaged
        variables.append((code, data))
    return variables


def measure_unpacked(code: int, data: memoryview, order: str) -> int:
    """How many bytes the matrix of a variable claims to have; raises `Damaged`."""
    if code == _MATRIX:
        return len(data)
    head = _decompress(data, 8)
    if len(head) < 8 or _integer(head, 0, order) != _MATRIX:
        raise Damaged
    return _integer(head, 4, order)


def unpack(code: int, data: memoryview, most: int) -> memoryview:
    """The matrix of a variable, no more than `most` bytes of it; raises `Damaged`."""
    return data[:most] if code == _MATRIX else _decompress(data, most + 8)[8:]


def matrix_class(matrix: memoryview, order: str) -> tuple[int, bool]:
    """Number of the class of a matrix, and whether it is complex; raises `Damaged`."""
    code, flags, _ = _element(matrix, 0, order)
    if code != _FLAGS or len(flags) != 8:
        raise Damaged
    word = _integer(flags, 0, order)
    return word & 0xFF, bool(word & _COMPLEX)


def opaque_name(matrix: memoryview, order: str) -> str:
    """The name of a matrix of class `OPAQUE`, which has no dimensions; raises `Damaged`."""
    return bytes(_element(matrix, _element(matrix, 0, order)[2], order)[1]).decode("latin-1")


def check_elements(matrix: memoryview, order: str, depth: int = 0) -> None:
    """Check a matrix, and all that lie in it, before scipy parses them.

    Raises `Damaged` if an element does not lie inside of its matrix, or is of a type that scipy does not know there;
    `Refused` if a matrix holds something else than numbers, texts, cells and structs.
    """
    kind, is_complex = matrix_class(matrix, order)
    if kind in _OTHERS or is_complex:
        raise Refused(_OTHERS.get(kind, "complex numbers"))
    if depth > _DEEPEST or kind not in _READABLE:
        raise Damaged
    at = 0
    while at < len(matrix):
        code, data, at = _element(matrix, at, order)
        if code == _MATRIX and kind in _CONTAINERS:
            if len(data):
                check_elements(data, order, depth + 1)
        elif code not in _PLAIN:
            raise Damaged


def _element(content: memoryview, at: int, order: str) -> tuple[int, memoryview, int]:
    """Type and bytes of the element at `at`, and where the next one begins."""
    if at + 8 > len(content):
        raise Damaged
    code = _integer(content, at, order)
    if code >> 16:  # small: the bytes are in the place of the size
        size = code >> 16
        if size > 4:
            raise Damaged
        return code & 0xFFFF, content[at + 4 : at + 4 + size], at + 8
    size = _integer(content, at + 4, order)
    start, end = at + 8, at + 8 + size
    if end > len(content):
        raise Damaged
    return code, content[start:end], end if code == _COMPRESSED else end + -size % 8


def _decompress(data: memoryview, most: int) -> memoryview:
    try:
        return memoryview(zlib.decompressobj().decompress(data, most))
    except zlib.error as error:
        raise Damaged from error


def _integer(content: memoryview, at: int, order: str) -> int:
    return int.from_bytes(content[at : at + 4], "little" if order == "<" else "big")
