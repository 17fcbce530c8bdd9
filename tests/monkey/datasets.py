"""Small datasets of every kind; names in each begin with a word that stands in no other, so that strays are seen."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from robustgui.data.settings import DataSettings


@dataclass(frozen=True)
class Sample:
    """One dataset. Attributes: the word of its own (empty: none), and how it is opened."""

    word: str
    settings: DataSettings


def make_samples(folder: Path) -> dict[str, Sample]:
    """Write the datasets into `folder`; those that come with the program are among them."""
    rng = np.random.default_rng(0)
    folder.mkdir(parents=True, exist_ok=True)

    def values(*shape: int) -> np.ndarray:
        return rng.standard_normal(shape).cumsum(-1)

    found = {
        "series": _ts(folder, "Qurbal", values(24, 2, 15), 3),
        "large": _ts(folder, "Wendrik", values(1500, 1, 12), 5),
        "smallest": _ts(folder, "Zilpow", values(4, 1, 6), 2),
        "one sequence": _ts(folder, "Vexaro", values(1, 1, 9), 1),
        "one class": _ts(folder, "Jomtag", values(12, 1, 8), 1),
        "speech": _speech(folder / "speech", "Hupfel", rng),
        "text": _text(folder / "text.csv", "Yandor", rng),
        "forecast": _forecast(folder / "forecast.csv", "Kolvex", values(2, 160)),
        "language model": _prose(folder / "prose.txt", rng),
    }
    for name in ("digits", "japanese_vowels", "synthetic_beats", "synthetic_prices", "synthetic_reviews"):
        found[name] = Sample("", DataSettings(train=f"example:{name}"))
    return found


def make_bad_files(folder: Path) -> list[str]:
    """Files that cannot be opened, and names of none."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "nothing").mkdir(exist_ok=True)
    contents = {
        "broken.npz": b"PK\x03\x04nonsense",
        "empty.csv": b"",
        "binary.bin": bytes(range(256)) * 9,
        "half.ts": b"@problemName half\n@data\n1,2,3:",
        "ragged.csv": b"a,b,c\n1,2\n1,2,3,4\nx,y,z\n",
        "network.pt": b"PK\x03\x04nonsense",
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [str(folder / name) for name in (*contents, "nothing", "missing.csv")]


def _ts(folder: Path, word: str, data: np.ndarray, classes: int) -> Sample:
    """UEA's format, (N, F, T)."""
    labels = [f"{word}{i % classes}" for i in range(len(data))]
    lines = [f"@problemName {word}set", f"@classLabel true {' '.join(sorted(set(labels)))}", "@data"]
    for sequence, label in zip(data, labels, strict=True):
        channels = [",".join(f"{value:.3f}" for value in channel) for channel in sequence]
        lines.append(":".join((*channels, label)))
    file = folder / f"{word}set.ts"
    file.write_text("\n".join(lines), encoding="utf-8")
    return Sample(word, DataSettings(train=str(file)))


def _speech(folder: Path, word: str, rng: np.random.Generator) -> Sample:
    for label in range(3):
        place = folder / f"{word}{label}"
        place.mkdir(parents=True, exist_ok=True)
        for take in range(4):
            tone = np.sin(np.arange(900) * (0.1 + 0.1 * label)) + 0.1 * rng.standard_normal(900)
            with wave.open(str(place / f"{take}.wav"), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(4000)
                file.writeframes((8000 * tone).astype("<i2").tobytes())
    return Sample(word, DataSettings(train=str(folder)))


def _text(file: Path, word: str, rng: np.random.Generator) -> Sample:
    lines = ["text,label"]
    for i in range(24):
        body = " ".join(rng.choice(["ape", "bee", "cat", "dog", "elk", "fox"], 8))
        lines.append(f"{body},{word}{i % 2}")
    file.write_text("\n".join(lines), encoding="utf-8")
    return Sample(word, DataSettings(train=str(file)))


def _forecast(file: Path, word: str, data: np.ndarray) -> Sample:
    lines = [f"time,{word}A,{word}B", *(f"{t},{a:.3f},{b:.3f}" for t, (a, b) in enumerate(data.T))]
    file.write_text("\n".join(lines), encoding="utf-8")
    settings = DataSettings(train=str(file)).replace_paths(
        {"task": {"name": "forecasting", "history": 12, "horizon": 3}}
    )
    return Sample(word, settings)


def _prose(file: Path, rng: np.random.Generator) -> Sample:
    file.write_text("\n".join(" ".join(rng.choice(["sun", "moon", "rain"], 9)) for _ in range(30)), encoding="utf-8")
    return Sample("", DataSettings(train=str(file)).replace_paths({"task": {"name": "next_token", "length": 16}}))
