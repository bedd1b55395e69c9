"""Models of VAE1 as PyTorch modules."""

from .errors import FileError, TrainingError
from .files.safetensors_file import read_safetensors
from .vae import VAE, Losses, TableVAE, load

__all__ = ['VAE', 'FileError', 'Losses', 'TableVAE', 'TrainingError', 'load', 'read_safetensors']
