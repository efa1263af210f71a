"""What the panel at the end of the window shows of one record."""
