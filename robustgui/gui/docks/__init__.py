"""Panels around the pages: the configuration, the queue of jobs, the log."""
