"""Two languages: how texts are collected from the core, and how the window shows them."""

PRESETS = "presets"  # the translation context of the titles of presets
