"""Folders of Arrow or Parquet files."""
