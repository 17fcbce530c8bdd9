"""Two languages: how texts are collected from the core, and how the window shows them."""
