"""Curves of training runs, over steps, epochs or seconds; pages show one run or compare several."""
