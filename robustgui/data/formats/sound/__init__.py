"""Sound files: .wav, FLAC and OGG."""
