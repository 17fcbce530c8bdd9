"""Writes tests/fixtures/wfdb: small records in every format with the values that the library wfdb reads.

Run it where wfdb is installed: python tools/make_wfdb_fixtures.py
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import wfdb

FOLDER = Path(__file__).parents[1] / "tests" / "fixtures" / "wfdb"
FRAMES = 61
WIDE = {"16": 15, "24": 23, "32": 31, "80": 7, "212": 11, "61": 15, "160": 15, "310": 9, "311": 9}


def samples(form: str, columns: int, seed: int) -> np.ndarray:
    """Integers over the whole range of a format, the missing one among them, (FRAMES, columns)."""
    top = 1 << WIDE[form]
    found = np.random.default_rng(seed).integers(-top + 1, top, (FRAMES, columns))
    found[3, 0] = -top
    return found


def packed(form: str, flat: np.ndarray) -> bytes:
    """The samples as the format stores them."""
    if form == "61":
        return flat.astype(">i2").tobytes()
    if form == "160":
        return (flat + 2**15).astype("<u2").tobytes()
    if form == "8":
        return flat.astype(np.int8).tobytes()
    flat = np.concatenate([flat, np.zeros(-len(flat) % 3, int)]) & 1023
    a, b, c = flat.reshape(-1, 3).T
    if form == "310":
        parts = [(a & 127) << 1, (a >> 7) | (c & 31) << 3, (b & 127) << 1, (b >> 7) | (c >> 5) << 3]
    else:
        parts = [a & 255, (a >> 8) | (b & 63) << 2, (b >> 6) | (c & 15) << 4, c >> 4]
    return np.stack(parts, axis=1).astype(np.uint8).tobytes()


def main() -> None:
    """Write everything anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    expected = {}
    for seed, form in enumerate(("16", "24", "32", "80", "212")):
        wfdb.wrsamp(
            f"f{form}", fs=360, units=["mV", "mmHg"], sig_name=["MLII", "ABP, left"], fmt=[form] * 2,
            d_signal=samples(form, 2, seed), adc_gain=[200.5, 3], baseline=[5, -7], write_dir=str(FOLDER),
        )  # fmt: skip
    lines = {"61": "", "160": "", "310": "", "311": ""}
    for seed, form in enumerate(lines, start=20):
        (FOLDER / f"f{form}.dat").write_bytes(packed(form, samples(form, 2, seed).ravel()))
        (FOLDER / f"f{form}.hea").write_text(
            f"f{form} 2 128 {FRAMES} 12:30:00 01/02/2003\n"
            f"f{form}.dat {form} 100(3)/uV 10 512 0 0 0 one two\nf{form}.dat {form} 0 10 4\n# a comment\n"
        )
    steps = np.random.default_rng(9).integers(-128, 128, FRAMES * 2)
    (FOLDER / "f8.dat").write_bytes(packed("8", steps))
    (FOLDER / "f8.hea").write_text("f8 2 100\nf8.dat 8 50 8 0 17 0 0 I\nf8.dat 8 50 8 0 -30 0 0 II\n")
    frames = samples("16", 3, 50)
    frames[3, 0] = 12  # wfdb would average the mark of a missing sample as if it were a value
    (FOLDER / "mixed.dat").write_bytes(b"abcdef" + frames.astype("<i2").tobytes())
    (FOLDER / "mixed2.dat").write_bytes(packed("61", samples("61", 1, 51).ravel()))
    (FOLDER / "mixed.hea").write_text(
        f"mixed 3 250.5/10(2) {FRAMES}\nmixed.dat 16x2+6 100 16 0 0 0 0 fast\nmixed.dat 16:4+6 1e2/mV 16 0 0 0 0 late\n"
        "mixed2.dat 61 10 16 0 0 0 0 other\n"
    )
    for path in sorted(FOLDER.glob("*.hea")):
        record = wfdb.rdrecord(str(path.with_suffix("")))
        expected[path.stem] = record.p_signal
        expected[f"{path.stem}.names"] = np.array(record.sig_name or [], str)
        expected[f"{path.stem}.units"] = np.array(record.units, str)
        expected[f"{path.stem}.rate"] = record.fs
    places = np.array([5, 17, 18, 40, 2000, 2001, 70000, 90000])
    wfdb.wrann(
        "f212", "atr", places, list("+NV~NQ+A"), subtype=np.array([0, 0, 1, 0, 2, 0, 0, 3]),
        chan=np.array([0, 0, 1, 1, 0, 0, 0, 0]), num=np.array([0, 2, 0, 1, 0, 0, 0, 0]),
        aux_note=["(N\x00", "", "odd", "", "", "even", "(AFIB", ""], write_dir=str(FOLDER),
    )  # fmt: skip
    found = wfdb.rdann(str(FOLDER / "f212"), "atr")
    expected["annotated.samples"] = found.sample
    expected["annotated.symbols"] = np.array(found.symbol)
    expected["annotated.notes"] = np.array([note.strip("\0") for note in found.aux_note])
    np.savez_compressed(FOLDER / "expected.npz", **expected)


if __name__ == "__main__":
    main()
