"""Executes jobs: the thread of the device, the engine process around it, and the executor that the window uses."""
