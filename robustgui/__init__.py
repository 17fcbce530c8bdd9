"""A desktop lab for the adversarial robustness and the security of recurrent networks on sequences."""

__version__ = "0.1.0"
