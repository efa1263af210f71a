"""A plan on paper: parted into sheets, then drawn."""
