"""Training as the package trains: the same batches, noise and optimiser."""
