"""Microsoft Project's old text format (MPX), in."""
