"""How the engine process ends by itself, beside 0."""

CANNOT_START = 70  # warming up failed; the reason is the last line of standard error
DEVICE_LOST = 71  # a failed kernel made the graphics card unusable for this process
