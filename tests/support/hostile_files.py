"""Small files that ask for much: time, memory, digits, depth. Each is made by a function of its name."""

from __future__ import annotations

import gzip
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np

MAKERS: dict[str, Callable[[Path], Path]] = {}
DIGITS = "9" * 5000
TS = "@problemName a\n@univariate {univariate}\n{more}@classLabel true a b\n@data\n1,2,3:a\n1,2,4:b\n"


def write(suffix: str, content: Callable[[], bytes | str] | bytes | str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / f"hostile{suffix}"
        made = content() if callable(content) else content
        path.write_bytes(made.encode() if isinstance(made, str) else made)
        path.with_suffix(".dat").write_bytes(bytes(1000))  # the samples of a record
        return path

    return make


def zipped(members: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED, damage: int = 0) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    data = bytearray(file.getvalue())
    for at in range(100, 1000, damage or 1000):
        data[at] ^= 255
    return bytes(data)


def npy(shape: str, body: bytes = b"", kind: str = "<f4") -> bytes:
    header = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + body


def array(values: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.save(file, values)
    return file.getvalue()


def element(code: int, data: bytes) -> bytes:
    return struct.pack("<II", code, len(data)) + data + bytes(-len(data) % 8)


def mat(content: bytes) -> bytes:
    return b"MATLAB 5.0".ljust(124) + b"\x00\x01IM" + content


def matrix(kind: int, shape: tuple[int, ...], body: bytes, name: bytes = b"X") -> bytes:
    sizes = struct.pack(f"<{len(shape)}i", *shape)
    return element(14, element(6, struct.pack("<II", kind, 0)) + element(5, sizes) + element(1, name) + body)


def nested_cells(depth: int) -> bytes:
    return matrix(1, (1, 1), nested_cells(depth - 1), b"") if depth else element(14, b"")


def wave(channels: int, rate: int, bits: int, length: int, code: int = 1) -> bytes:
    block = channels * bits // 8
    form = struct.pack("<HHIIHH", code, channels, rate, rate * block & 0xFFFFFFFF, block & 0xFFFF, bits)
    return b"RIFF\0\0\0\0WAVEfmt " + element(16, form)[4:] + b"data" + struct.pack("<I", length) + bytes(4000)


RANDOM = np.random.default_rng(0).random((400, 5))
LABELLED = [("x.npy", array(RANDOM)), ("y.npy", array(np.arange(400) % 2))]
IDX = b"\0\0\x08\x03"

MAKERS |= {
    "a number of 5000 digits": write(".csv", f"x,y,label\n1,{DIGITS},a\n2,3,b\n"),
    "a name of 5000 digits": write(".csv", f"{DIGITS},{DIGITS}\n1,2\n3,4\n"),
    "a year of 30 digits": write(".csv", "id,time,value\n1,999999999999999999999999999999-01-01,2\n1,2000-01-01,3\n"),
    "a quote that never closes": write(".csv", lambda: 'x,y,label\n1,2,"a\n' + "1,2,b\n" * 50_000),
    "commas alone": write(".csv", lambda: "," * 2_000_000),
    "quotes alone": write(".csv", lambda: '"' * 2_000_000),
    "20 000 columns": write(".csv", lambda: ",".join(f"c{i}" for i in range(20_000)) + "\n" + "1," * 19_999 + "1\n"),
    "a line of 100 000 cells": write(".csv", lambda: "1," * 100_000 + "a\n"),
    "a line of one word": write(".txt", lambda: "a" * 3_000_000),
    "a length of 5000 digits": write(".ts", TS.format(univariate="true", more=f"@seriesLength {DIGITS}\n")),
    "10^12 dimensions": write(".ts", TS.format(univariate="false", more="@dimensions 999999999999\n")),
    "20 000 classes": write(
        ".ts", lambda: TS.replace("a b", " ".join(f"c{i}" for i in range(20_000))).format(univariate="true", more="")
    ),
    "a horizon of 5000 digits": write(".tsf", f"@relation a\n@horizon {DIGITS}\n@frequency {DIGITS}_day\n@data\n1,2\n"),
    "20 000 nominal values": write(
        ".arff",
        lambda: "@relation a\n@attribute x numeric\n@attribute class {"
        + ",".join(f"c{i}" for i in range(20_000)) + "}\n@data\n1,c1\n2,c2\n",
    ),
    "braces in braces": write(".arff", lambda: "@relation a\n@attribute x " + "{" * 500_000 + "\n@data\n1\n"),
    "a sparse index of 12 digits": write(
        ".arff", "@relation a\n@attribute x numeric\n@attribute class {a,b}\n@data\n{999999999999 1, 1 a}\n"
    ),
    "lists in lists": write(".jsonl", '{"x": ' + "[" * 100_000 + "]" * 100_000 + "}\n"),
    "objects in objects": write(".jsonl", '{"x":' * 900 + "1" + "}" * 900 + "\n"),
    "an integer of 5000 digits": write(".jsonl", f'{{"x": [1, {DIGITS}], "label": 1}}\n'),
    "an integer of 4000 digits": write(".jsonl", f'{{"x": [1, {DIGITS[:4000]}], "label": {DIGITS[:4000]}}}\n'),
    "20 000 keys": write(".jsonl", lambda: json.dumps({f"k{i}": i for i in range(20_000)}) + "\n"),
    "a shape of 10^12": write(".npy", npy("(1000000000000,)")),
    "a shape below zero": write(".npy", npy("(-1, -4)", bytes(16))),
    "10^12 values of no bytes": write(".npy", npy("(1000000000000,)", kind="|V0")),
    "a shape of 5000 digits": write(".npy", npy(f"({DIGITS},)")),
    "parentheses in parentheses": write(".npy", npy("(" * 3000 + ")" * 3000)),
    "an archive that unfolds to 400 MB": write(
        ".npz", lambda: zipped([("x.npy", npy("(11111111, 9)") + bytes(400_000_000)), ("y.npy", array(np.arange(3)))])
    ),
    "an archive of 3000 members": write(
        ".npz", lambda: zipped([(f"x{i}.npy", array(np.zeros((3, 2)))) for i in range(3000)])
    ),
    "damaged LZMA": write(".npz", lambda: zipped(LABELLED, zipfile.ZIP_LZMA, damage=7)),
    "damaged bzip2": write(".npz", lambda: zipped(LABELLED, zipfile.ZIP_BZIP2, damage=7)),
    "damaged deflate": write(".npz", lambda: zipped(LABELLED, damage=7)),
    "labels that are no characters": write(
        ".npz",
        lambda: zipped(
            [("x.npy", array(RANDOM[:2])), ("y.npy", npy("(2,)", struct.pack("<II", 97, 0x7FFFFFFF), "<U1"))]
        ),
    ),
    "axes of 2^31": write(".idx3", IDX + struct.pack(">III", 2**31, 2**31, 2**31) + bytes(100)),
    "an axis of 0 beside 2^31": write(".idx3", IDX + struct.pack(">III", 2**31, 0, 2**31)),
    "gzip that unfolds to 300 MB": write(
        ".gz", lambda: gzip.compress(IDX + struct.pack(">III", 10, 2, 2) + bytes(300_000_000), 1, mtime=0)
    ),
    "65 535 channels": write(".wav", wave(65535, 8000, 8, 4000)),
    "4 GB of samples": write(".wav", wave(1, 8000, 16, 2**32 - 2)),
    "a rate of 4 GHz": write(".wav", wave(1, 2**32 - 1, 16, 200)),
    "a million cells": write(
        ".mat", lambda: mat(element(15, zlib.compress(matrix(1, (2_000_000, 1), element(14, b"") * 2_000_000), 9)))
    ),
    "cells in cells": write(".mat", lambda: mat(nested_cells(200))),
    "dimensions of 2^31": write(".mat", mat(matrix(6, (2**31 - 1, 2**31 - 1, 2**31 - 1), element(2, b"")))),
    "10^9 signals": write(".hea", "hostile 999999999 360 100\nhostile.dat 16\n"),
    "10^9 samples": write(".hea", "hostile 1 360 999999999\nhostile.dat 16 200 11 0 0 0 0 I\n"),
    "10^9 samples a frame": write(".hea", "hostile 1 360 100\nhostile.dat 16x999999999 200 11 0 0 0 0 I\n"),
    "10^9 segments": write(".hea", "hostile/999999999 1 360 100\na 10\n~ 999999999\n"),
    "a gap of 10^9 samples": write(".hea", "hostile/2 1 360 999999999\nother 1\n~ 999999998\n"),
    "a record of itself": write(".hea", "hostile/1 1 360 100\nhostile 100\n"),
    "a rate of 10^-300 Hz": write(".hea", "hostile 1 1e-300 400\nhostile.dat 16 200 11 0 0 0 0 I\n"),
    "flac of 2^36 samples": write(
        ".flac", b"fLaC\x80\x00\x00\x22\x10\x00\x10\x00" + bytes(6) + b"\x0a\xc4\x42" + b"\xff" * 5 + bytes(16)
    ),
}  # fmt: skip
