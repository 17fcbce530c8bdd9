"""`python -m tests.bench`: measures what the program promises, and prints a table; nothing passes or fails."""

from __future__ import annotations

import sys

from .run import main

sys.exit(main())
