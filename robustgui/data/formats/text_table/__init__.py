"""Tables with a column of texts."""
