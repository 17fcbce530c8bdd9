"""How good a network really is: scores clean and attacked, robustness curves, and one sequence looked at closely."""
