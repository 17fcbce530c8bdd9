"""Delimited tables with one sequence per line."""
