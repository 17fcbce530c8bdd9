"""Weights out of files of any format; nothing in a file is ever executed."""
