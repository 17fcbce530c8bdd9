"""The page of the network: its layers, trainable parameters and training objective."""
