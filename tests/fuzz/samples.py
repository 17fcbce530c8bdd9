"""Whole data files beyond the readers' own samples: the same formats as other programs write them."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import numpy as np

_X = np.array([[0.5, 1.25, -3], [4, -0.5, np.nan], [0.75, 1.5, -2], [3, -1, 2]], np.float32)


def _lines(*lines: str) -> bytes:
    return "".join(line + "\n" for line in lines).encode()


TEXTS: dict[str, dict[str, bytes]] = {
    "csv": {
        "semicolons.csv": _lines(
            "name;1;2;3;class", '"a";0,5;1.234,25;-3;up', '"b";4;-0,5;;down', "c;0,75;1,5;-2;up", "d;3;-1;2;down"
        ),
        "preamble.csv": _lines(
            "# logger 3", "serial: 12", "", "time [s], ax [m/s2], ay [m/s2]", "0.0, 1.5, 2", "0.1, 1.75, 3",
            "0.2, 2, NaN", "0.3, 1, 1",
        ),
        "dates.csv": _lines(
            "Date,Open,High,Vol.,Change %", '"Jan 05, 2024","1,880.48",1900,1.20M,0.5%',
            '"Jan 04, 2024","1,870.00",1899,900K,-1.2%', '"Jan 03, 2024","1,865.10",1880,1.00M,0.1%',
            '"Jan 02, 2024","1,860.00",1870,-,2%',
        ),
        "numbers.csv": _lines("0.5 1.25 -3", "4 -0.5 nan", "0.75 1.5 -2", "3e0 -1 2"),
        "sep.csv": _lines("sep=;", "x;y;label", "1.2D-02;5;a", "2;6;b", "3;7;a"),
    },
    "csv_long": {
        "long.csv": _lines(
            "sample,t,x,is_anomaly", "1,2020-01-01 00:00,1.5,0", "1,2020-01-01 00:01,2,0", "2,2020-01-01 00:00,1,1",
            "2,2020-01-01 00:01,,0",
        ),
    },
    "jsonl": {
        "steps.jsonl": _lines(
            '{"x": [0.5, 1.25, -3], "label": "a"}', '{"x": [4, null], "label": "b"}', '{"x": [0.75, 1.5], "label": "a"}'
        ),
        "channels.jsonl": _lines(
            '{"id": 1, "data": {"ax": [1, 2, 3], "ay": [4, 5, 6]}, "label": 0}',
            '{"id": 2, "data": {"ax": [1, 2], "ay": [4, 5]}, "label": 1}',
        ),
        "rows.jsonl": _lines("[[1, 2], [3, 4]]", "[[5, 6]]"),
        "document.json": _lines('[{"values": [[1, 2], [3, 4]], "target": 1.5}, {"values": [[5, 6]], "target": 2}]'),
    },
    "ts": {
        "many.ts": _lines(
            "@problemName many", "@timeStamps false", "@univariate false", "@dimensions 2", "@equalLength true",
            "@seriesLength 3", "@classLabel true up down", "@data", "1,2,3:4,5,6:up", "1,2,?:4,5,6:down",
            "3,2,1:1,1,1:up",
        ),
        "stamped.ts": _lines(
            "@problemName stamped", "@timeStamps true", "@classLabel true 0 1", "@data", "(0,1.5),(1,2):0",
            "(0,1),(2,3):1",
        ),
        "regression.ts": _lines(
            "@problemName r", "@univariate true", "@targetLabel true", "@data", "1,2,3:0.5", "2,3,4:1.5"
        ),
    },
    "arff": {
        "flat.arff": _lines(
            "@relation flat", "@attribute a1 real", "@attribute 'a 2' REAL", "@attribute target {x,'y z'}", "@data",
            "0.5,1,x", "2,?,'y z'", "{0 3, 2 x}",
        ),
    },
    "ucr_tsv": {"negative.tsv": _lines("-1,0.5,1.25,-3", "1,4,-0.5,NaN", "-1,0.75,1.5,-2")},
    "text_lines": {"plain.txt": _lines("a film to see again", "dull", "what a lovely evening")},
    "text_table": {
        "reviews.tsv": _lines("sentence\tlabel", "a film to see again\t1", "dull, dull\t0", '"quoted ""words"""\t1'),
    },
}  # fmt: skip


def _mat73(folder: Path) -> None:
    import h5py

    with h5py.File(folder / "sample.mat", "w", userblock_size=512) as file:
        cells = [
            file.create_dataset(f"#refs#/{name}", data=np.arange(size, dtype=float)[None])
            for name, size in zip("abcd", (3, 2, 3, 3), strict=True)
        ]
        held = file.create_dataset("X", data=np.array([cell.ref for cell in cells], dtype=h5py.ref_dtype)[:, None])
        held.attrs["MATLAB_class"] = np.bytes_("cell")
        file.create_dataset("Y", data=np.array([[1.0, 2, 1, 2]]), compression="gzip")
    with (folder / "sample.mat").open("r+b") as opened:
        opened.write(b"MATLAB 7.3 MAT-file".ljust(124) + b"\0\2IM")


def _sounds(suffix: str, kind: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        import soundfile

        for number, name in enumerate(("no/1", "no/2", "yes/1", "yes/2")):
            path = folder / f"sample/{name}{suffix}"
            path.parent.mkdir(parents=True, exist_ok=True)
            soundfile.write(path, np.sin(np.arange(300 - 40 * number) / (4 + number)), 8000, format=kind)

    return write


def _arrow_file(folder: Path) -> None:
    import pyarrow as pa

    table = pa.table(
        {
            "steps": pa.array([[0.5, 1.25], [4], [0.75, 1.5], [3]]),
            "label": pa.array(["a", "b", "a", "b"]).dictionary_encode(),
        }
    )
    with pa.OSFile(str(folder / "sample.arrow"), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)


def _parquet_of_sound(folder: Path) -> None:
    """As Hugging Face's datasets store it, with bytes and path; and packed differently."""
    import io

    import pyarrow as pa
    import pyarrow.parquet as pq
    import soundfile

    held = io.BytesIO()
    soundfile.write(held, np.sin(np.arange(200) / 5), 8000, format="FLAC")
    sounds = [{"bytes": held.getvalue(), "path": f"{number}.flac"} for number in range(4)]
    pq.write_table(pa.table({"audio": sounds, "label": [0, 1, 0, 1]}), folder / "sample.parquet", compression="zstd")


def _parquet_long(folder: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {
        "id": [1, 1, 2, 2, 3, 3],
        "time": [0, 1, 0, 1, 0, 1],
        "x": [0.5, 1.0, 2.0, None, 3.0, 4.0],
        "label": ["a", "a", "b", "b", "a", "a"],
    }
    pq.write_table(
        pa.table(columns), folder / "sample.parquet", row_group_size=2, compression="gzip", data_page_version="2.0"
    )


def _idx_gz(folder: Path) -> None:
    labels, pictures = b"\0\0\x08\1\0\0\0\4\1\2\1\2", b"\0\0\x08\3" + b"\0\0\0\4\0\0\0\3\0\0\0\2" + bytes(range(24))
    (folder / "train-labels-idx1-ubyte.gz").write_bytes(gzip.compress(labels, mtime=0))
    (folder / "train-images-idx3-ubyte.gz").write_bytes(gzip.compress(pictures, mtime=0))


def _npz_packed(folder: Path) -> None:
    np.savez_compressed(folder / "sample.npz", X_train=_X, y_train=np.array(["a", "b", "a", "b"]), X_test=_X[:2],
    y_test=np.array(["a", "b"]),
                        lengths=np.array([3, 2, 3, 3]), mask=np.isfinite(_X),
                        feature_names=np.array(["acc"]))  # fmt: skip


def _wfdb(folder: Path) -> None:
    signals = ("sample.dat 212 200(1024)/mV 11 1024 995 0 0 MLII", "sample.dat 212 200/mV 11 1024 0 0 0 V5")
    (folder / "sample.hea").write_bytes(_lines("sample 2 360 20 12:00:00 01/01/2020", *signals))
    (folder / "sample.dat").write_bytes(bytes(range(120)))


FOLDERS: dict[str, tuple[str, Callable[[Path], None], str]] = {
    # form: reader, how it is written, the file or folder that is opened
    "mat73": ("mat", _mat73, "sample.mat"),
    "flac": ("wav_folder", _sounds(".flac", "FLAC"), "sample"),
    "ogg": ("wav_folder", _sounds(".ogg", "OGG"), "sample"),
    "arrow_file": ("parquet", _arrow_file, "sample.arrow"),
    "parquet_sound": ("parquet", _parquet_of_sound, "sample.parquet"),
    "parquet_long": ("parquet", _parquet_long, "sample.parquet"),
    "idx_gz": ("idx", _idx_gz, "train-images-idx3-ubyte.gz"),
    "npz_packed": ("npz", _npz_packed, "sample.npz"),
    "wfdb_212": ("wfdb", _wfdb, "sample.hea"),
}
