"""Keys under which the network files of this program hold what is no weight."""

NETWORK = "robustgui network 1"  # metadata of a network of a run, see `models.network_file`
PLAIN = "robustgui export 1"  # metadata of an export for plain torch, see `runs.exports`
TRAINED_ON = "trained_on"  # in all of them: fingerprints of the training data
