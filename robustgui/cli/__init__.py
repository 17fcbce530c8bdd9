"""The command line: one command a file, wired in app.py. Nothing heavy is imported before a command needs it."""

from .app import main

__all__ = ["main"]
