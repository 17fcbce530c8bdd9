"""Data that a notebook gave as objects, in one file: exactly as they were before task, split and preprocessing."""
