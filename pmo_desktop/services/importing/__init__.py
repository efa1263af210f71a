"""From a sheet understood to edits, with a receipt row by row."""
