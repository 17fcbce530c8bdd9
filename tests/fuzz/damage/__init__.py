"""Ways to damage a file that know its format: values inside change, while lengths and check sums stay right."""
