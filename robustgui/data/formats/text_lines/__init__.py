"""Plain text files with one text per line."""
