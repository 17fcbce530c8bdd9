"""Sequences written so that our own readers, and those of others, read the same values."""

from .csv import write_csv
from .texts import write_texts
from .ts import write_ts
from .wav import write_wav_folder

__all__ = ["write_csv", "write_texts", "write_ts", "write_wav_folder"]
