"""What several tests build on: small networks, reference implementations, contract checks."""
