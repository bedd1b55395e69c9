"""The network and its loss, in the model's units."""
