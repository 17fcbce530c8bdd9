"""Where a run lives: the GPU thread, the engine process around it, and the window's end of the line."""
