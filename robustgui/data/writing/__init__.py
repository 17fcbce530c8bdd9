"""Sequences written so that our own readers, and those of others, read the same values."""

from .text_formats import format_steps, format_texts, format_ts
from .wav import encode_wav_folder

__all__ = ["encode_wav_folder", "format_steps", "format_texts", "format_ts"]
