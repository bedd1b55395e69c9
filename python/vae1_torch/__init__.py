"""Models of VAE1 as PyTorch modules."""

from .safetensors_file import FileError, read_safetensors
from .vae import VAE, Losses, load

__all__ = ['VAE', 'FileError', 'Losses', 'load', 'read_safetensors']
