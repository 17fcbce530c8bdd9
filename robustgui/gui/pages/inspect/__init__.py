"""The page of one sequence: its list, its controls and its views."""
