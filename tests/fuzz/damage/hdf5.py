"""MATLAB 7.3 files, which are HDF5, of odd but valid content: types, attributes, links, references, huge shapes."""

from __future__ import annotations

import contextlib
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

_BANNER = b"MATLAB 7.3 MAT-file".ljust(124) + b"\0\2IM"
_CLASSES = (
    b"double",
    b"cell",
    b"char",
    b"logical",
    b"struct",
    b"table",
    b"",
    b"\xff",
    "text",
    5,
    [1, 2],
    np.array([b"a", b"b"]),
)


def write_odd_hdf5(path: Path, chance: Random) -> None:
    """A file that MATLAB could not have written."""
    import h5py

    with h5py.File(path, "w", userblock_size=512) as file:
        file["X"] = np.arange(12.0).reshape(3, 4)
        if chance.random() < 0.7:
            file["Y"] = np.array([[1, 2, 1, 2]], np.float64)
        for number in range(chance.choice((1, 1, 2, 3))):
            addition = chance.choice(_ADDITIONS)
            with contextlib.suppress(OSError, ValueError):  # the name is taken already
                addition(
                    file, chance.choice(("X", "Y", f"v{number}", "#refs#/a", "s/x", "a/b/c/d", "x" * 3000)), chance
                )
    with path.open("r+b") as opened:
        opened.write(_BANNER)


def _replaced(file: Any, name: str, **options: Any) -> Any:
    if name in file:
        del file[name]
    return file.create_dataset(name, **options)


def _typed(file: Any, name: str, chance: Random) -> None:
    """An array of a type that no matrix has."""
    import h5py

    kind: Any = chance.choice((
        "f2", "f8", ">f4", "i8", "u8", "c8", "S3", "V7", "?", h5py.string_dtype(), h5py.vlen_dtype(np.float32),
        h5py.ref_dtype,
        h5py.regionref_dtype, h5py.enum_dtype({"a": 1, "b": 2}), np.dtype([("a", "f4"), ("b", "i4")]), np.dtype(("f4",
        (2,))),
        h5py.opaque_dtype("M8[s]"),
    ))  # fmt: skip
    shape = chance.choice(((), (0,), (3, 4), (4, 3), (1, 1), (0, 5), (2, 2, 2, 2)))
    _replaced(file, name, shape=shape, dtype=kind)


def _huge(file: Any, name: str, chance: Random) -> None:
    """A shape beyond all memory, of which nothing or one value is stored."""
    shape = chance.choice(((10**6, 10**6), (1, 10**9), (10**12,), (3, 2**40), (2**20, 3)))
    chunks = tuple(min(n, 64) for n in shape)
    data = _replaced(file, name, shape=shape, dtype=chance.choice(("f8", "f4", "i1")), chunks=chunks,
                     compression=chance.choice((None, "gzip", "lzf")), fillvalue=chance.choice((0, 1)))  # fmt: skip
    if chance.random() < 0.5:
        data[(0,) * len(shape)] = 1


def _attribute(file: Any, name: str, chance: Random) -> None:
    data = file[name] if name in file else _replaced(file, name, data=np.arange(4.0))
    value = chance.choice(_CLASSES)
    data.attrs[chance.choice(("MATLAB_class", "MATLAB_empty", "MATLAB_fields", "MATLAB_sparse", "x"))] = value


def _link(file: Any, name: str, chance: Random) -> None:
    import h5py

    if name in file:
        del file[name]
    file[name] = chance.choice((
        h5py.SoftLink("/X"), h5py.SoftLink("/nothing"), h5py.SoftLink(f"/{name}"), h5py.ExternalLink("other.mat", "/X"),
        h5py.ExternalLink("/dev/zero", "/"), h5py.ExternalLink("damaged.mat", f"/{name}"), h5py.SoftLink("/"),
    ))  # fmt: skip


def _external(file: Any, name: str, chance: Random) -> None:
    """Values that lie in another file."""
    size = chance.choice((96, 2**40))
    target = chance.choice(("/dev/zero", "/etc/passwd", "other.bin"))
    _replaced(file, name, shape=(3, 4), dtype="f8", external=[(target, 0, size)])


def _virtual(file: Any, name: str, chance: Random) -> None:
    import h5py

    if name in file:
        del file[name]
    layout = h5py.VirtualLayout(shape=chance.choice(((3, 4), (10**9, 10**3))), dtype="f8")
    layout[:1, :1] = h5py.VirtualSource(chance.choice((".", "/dev/zero", "other.mat")), "X", shape=(1, 1))
    file.create_virtual_dataset(name, layout)


def _references(file: Any, name: str, chance: Random) -> None:
    """Cells: references to arrays, to themselves, to groups, to nothing."""
    import h5py

    data = _replaced(file, name, shape=chance.choice(((1, 4), (4,), (2, 2), (0,))), dtype=h5py.ref_dtype)
    data.attrs["MATLAB_class"] = np.bytes_("cell")
    targets = (
        [file["X"].ref, data.ref, file.ref, h5py.Reference()]
        if "X" in file and hasattr(file["X"], "dtype")
        else [data.ref]
    )
    for place in np.ndindex(data.shape):
        data[place] = chance.choice(targets)


def _many(file: Any, name: str, chance: Random) -> None:
    for number in range(chance.choice((50, 1000))):
        file[f"m{number}"] = float(number)


def _deep(file: Any, name: str, chance: Random) -> None:
    file.create_group("/".join(["g"] * chance.choice((10, 300))))


_ADDITIONS = (
    _typed,
    _typed,
    _typed,
    _huge,
    _attribute,
    _attribute,
    _link,
    _external,
    _virtual,
    _references,
    _references,
    _many,
    _deep,
)
