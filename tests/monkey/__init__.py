"""A monkey at the window: random sequences of everything that a person can do, until something breaks."""
