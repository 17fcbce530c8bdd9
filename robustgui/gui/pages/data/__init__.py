"""The page of the data: what is open, and the import of a file."""
