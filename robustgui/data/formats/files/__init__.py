"""Bytes of untrusted files to lines of text: checks, encodings, progress."""
