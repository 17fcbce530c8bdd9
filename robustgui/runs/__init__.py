"""Runs: their specification, how they are carried out, stored, found again and resumed."""
