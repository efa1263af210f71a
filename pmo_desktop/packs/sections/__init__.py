"""One module for each kind of section: from its read model to blocks."""
