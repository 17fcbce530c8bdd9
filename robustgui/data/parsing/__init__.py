"""What the readers of text and array files share: bytes to text, text to numbers, labels to classes."""
