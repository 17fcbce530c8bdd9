"""Folders with one text file per channel."""
