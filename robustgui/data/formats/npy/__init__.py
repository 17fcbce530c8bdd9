"""Single NumPy arrays (.npy)."""
