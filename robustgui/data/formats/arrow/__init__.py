"""Record batches of Parquet and Arrow files to sequences, for single files and folders."""
