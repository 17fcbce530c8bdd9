"""Named arrays to sequences, for .npy, .npz, .mat and IDX files."""
