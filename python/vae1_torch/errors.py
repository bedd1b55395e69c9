"""What the package raises."""


class FileError(ValueError):
    """A file that is not one, is damaged, or has something that the reader does not take."""


class TrainingError(RuntimeError):
    """A training that cannot begin or go on."""
