"""The parts of an NISO STS document, written from the model."""
