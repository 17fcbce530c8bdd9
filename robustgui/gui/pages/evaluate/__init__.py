"""The page of robustness: measurements, the evaluation audit and the cross-check."""
