"""Delimited tables: layout, columns, numbers, dates; one step per line to sequences."""
