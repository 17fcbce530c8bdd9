"""IDX files, as of MNIST."""
