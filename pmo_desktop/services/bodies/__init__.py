"""Bodies: making them, and their terms of reference."""
