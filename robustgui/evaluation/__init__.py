"""Evaluation: clean and robust scores, robustness curves, audits, and the inspection of single sequences."""
