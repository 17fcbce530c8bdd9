"""The .ts files of the UEA and UCR archives."""
