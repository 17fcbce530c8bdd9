"""The page of stored runs: their table, their comparison, and networks from elsewhere."""
