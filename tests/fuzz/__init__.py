"""The fuzzer: damaged files for every reader, for as long as someone has time."""
