"""Networks that were trained elsewhere: their files, their architecture, and the run that each becomes.

Above `runs`, because an imported network becomes a run with its record and its first figures.
"""
