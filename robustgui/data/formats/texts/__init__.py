"""Texts with labels to a SequenceSet of raw text."""
