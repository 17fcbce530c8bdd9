"""Keys of the metadata in the network files of this program."""

NETWORK = "robustgui network 1"  # metadata of a network of a run, see `models.network_file`
PLAIN = "robustgui export 1"  # metadata of an export for plain torch, see `runs.exports`
TRAINED_ON = "trained_on"  # in all of them: fingerprints of the training data
