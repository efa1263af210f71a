"""Plans: edits, files, dates worked out anew, baselines, quality and risk."""
