"""The page of training: curves of a run and the watched sequence."""
