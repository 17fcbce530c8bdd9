"""MATLAB files (.mat), level 5 and HDF5."""
