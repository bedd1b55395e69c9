"""Files: models, rows, and how they are written."""
