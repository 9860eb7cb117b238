"""The parts of an HTML page, written from the model."""
