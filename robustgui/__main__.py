"""`python -m robustgui`: the command line."""

from .cli import main

main()
