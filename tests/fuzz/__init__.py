"""The fuzzer: damaged data files, networks, run folders and specs, tried as the program uses them."""
