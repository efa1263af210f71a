"""A plan on paper: what a person chooses, true pages beside it, files and printers."""
