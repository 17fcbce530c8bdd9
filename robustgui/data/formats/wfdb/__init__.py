"""PhysioNet's records (WFDB)."""
