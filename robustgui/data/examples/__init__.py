"""Data that come with the program, with a package it needs anyway, or from a formula; named `example:<key>`."""

from .base import EXAMPLES, PREFIX, Example, open_example

__all__ = ["EXAMPLES", "PREFIX", "Example", "open_example"]
