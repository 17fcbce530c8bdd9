"""Reading in a child process: libraries of compiled code, and large amounts of memory."""
