"""Cells to numbers, labels to classes, and sequences to a SequenceSet, for every format."""
