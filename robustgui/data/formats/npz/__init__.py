"""NumPy archives (.npz)."""
