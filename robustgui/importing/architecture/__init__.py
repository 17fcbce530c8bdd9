"""The architecture of a recurrent network, identified from the names and shapes of its weights."""
