"""Folders of sound files."""
